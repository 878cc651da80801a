package networkevent

import "github.com/flowtrail/flowtrail/internal/jsonrec"

// MarshalJSON returns the vendor's record, as [JSON] writes it, without the newline. It returns an error if the event cannot be
// written without changing it, but does not check the event against the schema.
func (e Event) MarshalJSON() ([]byte, error) { return jsonrec.Marshal(JSON, &e) }

// UnmarshalJSON reads a vendor's record as [JSON] does. If the record is wrong, it leaves e as it was and returns a
// [*flowtrail.RecordError], whose positions count from the record's first byte; null is wrong as well.
func (e *Event) UnmarshalJSON(record []byte) error { return jsonrec.Unmarshal(JSON, record, e) }
