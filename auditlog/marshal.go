package auditlog

// MarshalJSON returns the vendor's record, as [JSON] writes it but for the newline, or an error if the event cannot be
// written without changing it. Whether it keeps to the schema is not asked.
func (e Event) MarshalJSON() ([]byte, error) {
	line, err := JSON.Append(nil, &e)
	if err != nil {
		return nil, err
	}
	return line[:len(line)-1], nil
}

// UnmarshalJSON reads a vendor's record as [JSON] does. A record that is wrong is a [*flowtrail.RecordError], whose positions
// count from the record's first byte, and leaves e as it was; null is such a record.
func (e *Event) UnmarshalJSON(record []byte) error {
	var read Event // an event that the caller has copied may share memory with e
	if err := JSON.Decode(record, &read); err != nil {
		return err
	}
	*e = read
	return nil
}
