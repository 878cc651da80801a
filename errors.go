package flowtrail

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/flowtrail/flowtrail/internal/printable"
	"github.com/flowtrail/flowtrail/internal/record"
)

// Position is a place in an input.
type Position struct {
	File   string // as given with [FileName], or the reader's own name; may be empty
	Record int64  // number of the record in its file, from 1; 0 before the first one, as in a CSV header
	Line   int    // from 1
	Column int    // in bytes, from 1
	Offset int64  // in bytes, from 0, in the decompressed stream
}

// String returns the position as file:line:column.
func (p Position) String() string {
	file := p.File
	if file == "" {
		file = "input"
	}
	return printable.Text(file) + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column)
}

// Violation is one way in which a record does not keep to its schema, and where.
type Violation struct {
	Position        // of the offending value; for a missing member, of the object that lacks it
	Path     string // JSON Pointer into the record ("/event/user/id"), or "/column" for CSV; cut to 512 bytes
	Rule     Rule   // what it breaks
	Schema   string // location of the rule in the schema, as JSON Pointer; empty for rules that no schema can state
	Message  string // short, and free of control characters
	Value    string // the offending value, cut to 80 bytes and escaped; empty when there is none
}

// String returns the violation on one line that begins file:line:column:. It is safe to print on a terminal.
func (v Violation) String() string {
	text := v.Message
	if v.Value != "" {
		text = v.Value + " " + v.Message
	}
	if v.Path != "" {
		text = printable.Text(v.Path) + ": " + text
	}
	return v.Position.String() + ": " + text
}

// RecordError says that one record is wrong. The records after it can still be read.
type RecordError struct {
	Position               // of the record's first byte
	Violations []Violation // at least one, in the order of the input, the same on every run
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

// A Rule is the stable id of what a violation breaks: a JSON Schema keyword, or one of the rules that no schema can state.
type Rule = record.Rule
