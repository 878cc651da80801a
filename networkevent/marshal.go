package networkevent

// MarshalJSON returns the vendor's record, as [JSON] writes it, without the newline. It returns an error if the event cannot be
// written without changing it, but does not check the event against the schema.
func (e Event) MarshalJSON() ([]byte, error) {
	line, err := JSON.Append(nil, &e)
	if err != nil {
		return nil, err
	}
	return line[:len(line)-1], nil
}

// UnmarshalJSON reads a vendor's record as [JSON] does. If the record is wrong, it leaves e as it was and returns a
// [*flowtrail.RecordError], whose positions count from the record's first byte; null is wrong as well.
func (e *Event) UnmarshalJSON(record []byte) error {
	var read Event // an event that the caller has copied may share memory with e
	if err := JSON.Decode(record, &read); err != nil {
		return err
	}
	*e = read
	return nil
}
