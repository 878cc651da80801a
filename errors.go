package flowtrail

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/flowtrail/flowtrail/internal/printable"
)

// Position is a place in an input. A byte order mark counts for the offset, but not for the column.
type Position struct {
	File   string `json:"file"`   // as given with [FileName], or the reader's own name; may be empty
	Record int64  `json:"record"` // number of the record in its file, from 1; 0 before the first one, as in a CSV header
	Line   int    `json:"line"`   // from 1
	Column int    `json:"column"` // in bytes, from 1
	Offset int64  `json:"offset"` // in bytes, from 0, in the decompressed stream; a byte order mark counts, which columns do not
}

// String returns the position as file:line:column.
func (p Position) String() string {
	file := p.File
	if file == "" {
		file = "input"
	}
	return printable.Text(file) + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column)
}

// Violation is one way in which a record does not keep to its schema, and where. As JSON it is one object, with the
// members of its Position beside its own.
type Violation struct {
	Position        // of the offending value; for a missing member, of the object that lacks it
	Path     string `json:"path"`    // JSON Pointer into the record ("/event/user/id"), or "/column" for CSV; cut to 512 bytes
	Rule     Rule   `json:"rule"`    // what it breaks
	Schema   string `json:"schema"`  // location of the rule in the schema, as JSON Pointer; empty for rules that no schema can state
	Message  string `json:"message"` // short, free of control characters and of the value
	// Value is the offending value as JSON writes it, cut to 80 bytes and escaped: a string is in quotes, and so is any
	// cell of a CSV row. It is empty when there is none.
	Value string `json:"value"`
}

// String returns the violation on one line: file:line:column: path: value message. It is safe to print on a terminal.
// The value is left out where it is an object or an array; to leave out every value, print Position, Path and Message.
func (v Violation) String() string {
	text := v.Position.String() + ": "
	if v.Path != "" {
		text += printable.Text(v.Path) + ": "
	}
	if v.Value != "" && v.Value[0] != '{' && v.Value[0] != '[' {
		text += v.Value + " "
	}
	return text + v.Message
}

// RecordError says that one record is wrong. The records after it can still be read.
type RecordError struct {
	Position               // of the record's first byte
	Violations []Violation `json:"violations"` // at least one, in the order of the input, the same on every run
}

// Error returns the violations, one a line.
func (e *RecordError) Error() string {
	lines := make([]string, len(e.Violations))
	for i, v := range e.Violations {
		lines[i] = v.String()
	}
	return strings.Join(lines, "\n")
}

// StreamError says that an input cannot be read any further: reading failed, the compression is corrupt or
// truncated, or the next record cannot be found. No record follows it.
type StreamError struct {
	Position
	Err error
}

// Error returns the position and the cause on one line.
func (e *StreamError) Error() string { return fmt.Sprintf("%s: %v", e.Position, e.Err) }

// Unwrap returns the cause, such as [io.ErrUnexpectedEOF] for a truncated gzip file.
func (e *StreamError) Unwrap() error { return e.Err }

// MarshalJSON writes an object with the members of the position and, as "error", the text of the cause.
func (e StreamError) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Position
		Error string `json:"error"`
	}{e.Position, fmt.Sprint(e.Err)})
}
