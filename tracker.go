package flowtrail

import (
	"bytes"
	"strings"

	"github.com/flowtrail/flowtrail/internal/record"
)

// A cursor is a place in a stream that moves forward over its bytes, counting lines.
type cursor struct {
	file      string
	offset    int64
	line      int
	lineStart int64 // offset of the line's first byte
}

// advance moves the cursor over passed, the bytes that follow it.
func (c *cursor) advance(passed []byte) {
	if n := bytes.Count(passed, []byte{'\n'}); n > 0 {
		c.line += n
		c.lineStart = c.offset + int64(bytes.LastIndexByte(passed, '\n')) + 1
	}
	c.offset += int64(len(passed))
}

func (c *cursor) position(number int64) Position {
	return Position{File: c.file, Record: number, Line: c.line, Column: int(c.offset-c.lineStart) + 1, Offset: c.offset}
}

// recordError places the findings of the record at span of data. The cursor stands at data[consumed:], and stays.
func (c cursor) recordError(data []byte, consumed int, span record.Span, number int64, findings []record.Finding) *RecordError {
	done := consumed
	at := func(offset int) Position {
		if offset > done {
			c.advance(data[done:offset])
			done = offset
		}
		return c.position(number)
	}
	bad := &RecordError{Position: at(span.Start), Violations: make([]Violation, len(findings))}
	for i, f := range findings {
		bad.Violations[i] = Violation{
			Position: at(f.Offset), Path: cutPath(f.Path), Rule: f.Rule, Schema: f.Schema, Message: f.Message, Value: f.Value,
		}
	}
	return bad
}

// maxPath is how many bytes of a path are kept: names in the input may be long.
const maxPath = 512

func cutPath(path string) string {
	if len(path) <= maxPath {
		return path
	}
	return strings.ToValidUTF8(path[:maxPath], "") + "…"
}

func streamError(at Position, err error) error { return &StreamError{Position: at, Err: err} }
