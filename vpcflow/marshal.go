package vpcflow

import "github.com/flowtrail/flowtrail/internal/jsonrec"

// MarshalJSON returns the vendor's record, as [JSON] writes it but for the newline, or an error if the event cannot be
// written without changing it. Whether it keeps to the schema is not asked.
func (e Event) MarshalJSON() ([]byte, error) { return jsonrec.Marshal(JSON, &e) }

// UnmarshalJSON reads a vendor's record, in either spelling, as [JSON] does. A record that is wrong is a [*flowtrail.RecordError],
// whose positions count from the record's first byte, and leaves e as it was; null is such a record.
func (e *Event) UnmarshalJSON(record []byte) error { return jsonrec.Unmarshal(JSON, record, e) }
