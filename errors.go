package flowtrail

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/flowtrail/flowtrail/internal/printable"
)

// Position is a place in an input. The byte order mark of a file counts for the offset, but not for the column.
type Position struct {
	File   string `json:"file"`   // as given by [FileName] or the input's Name method; may be empty
	Record int64  `json:"record"` // number of the record in its file, from 1; 0 before the first one, as in a CSV header
	Line   int    `json:"line"`   // from 1
	Column int    `json:"column"` // in bytes, from 1
	Offset int64  `json:"offset"` // in bytes, from 0, in the decompressed input
}

// String returns the position as file:line:column, safe to print on a terminal. An input without a name is called "input".
func (p Position) String() string {
	file := p.File
	if file == "" {
		file = "input"
	}
	return printable.Text(file) + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column)
}

// Violation is one finding: what is wrong in a record or a header, and where. As JSON it is one object, which has the members of
// the Position beside its own.
type Violation struct {
	Position        // of the offending value; for a missing member, of the object that lacks it
	Path     string `json:"path"`    // JSON Pointer into the record, such as "/event/user/id"; "/column" for CSV; cut to 512 bytes
	Rule     Rule   `json:"rule"`    // what it breaks
	Schema   string `json:"schema"`  // JSON Pointer of the rule in the schema; empty for rules that no schema can state
	Message  string `json:"message"` // short, without control characters and without the value
	// Value is the offending value as JSON writes it, cut to 80 bytes and escaped: a string is in quotes, and so is any
	// cell of a CSV row. It is empty if there is none.
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

// RecordError says that one record is wrong, with all that is wrong with it. The records after it can still be read. As JSON it
// is one object, which can be read back.
type RecordError struct {
	Position               // of the record's first byte
	Violations []Violation `json:"violations"` // at least one, in the order of the input, the same on every run
}

// Error returns the violations, one on each line.
func (e *RecordError) Error() string {
	lines := make([]string, len(e.Violations))
	for i, v := range e.Violations {
		lines[i] = v.String()
	}
	return strings.Join(lines, "\n")
}

// StreamError says that an input cannot be read any further: a Read failed, the compressed data is corrupt or cut off, a JSON
// array does not end, or a CSV does not begin with a header. No record follows it.
type StreamError struct {
	Position       // of where reading stopped
	Err      error // why
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
