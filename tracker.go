package flowtrail

import (
	"bytes"
	"strings"

	"github.com/flowtrail/flowtrail/internal/record"
)

// A tracker stands at a place in a stream, and knows where that is. It moves forward over what is in memory of the stream,
// counting lines.
type tracker struct {
	file      string
	data      []byte // a part of the stream
	pos       int    // the place in data
	offset    int64  // of the place in the stream
	line      int
	lineStart int64 // offset of the line's first byte
}

// seek moves the tracker to data[to:], unless it is there or after it.
func (t *tracker) seek(to int) {
	if to <= t.pos {
		return
	}
	passed := t.data[t.pos:to]
	if n := bytes.Count(passed, []byte{'\n'}); n > 0 {
		t.line += n
		t.lineStart = t.offset + int64(bytes.LastIndexByte(passed, '\n')) + 1
	}
	t.offset += int64(len(passed))
	t.pos = to
}

// rebase says that the stream goes on at data[pos:].
func (t *tracker) rebase(data []byte, pos int) { t.data, t.pos = data, pos }

// pass moves a tracker that stands where a part of the stream begins to the end of that part, where the part's own is.
func (t *tracker) pass(part *tracker) {
	if part.line > 1 {
		t.line += part.line - 1
		t.lineStart = t.offset + part.lineStart
	}
	t.offset += part.offset
	t.data, t.pos = nil, 0
}

// position returns the place as that of a record with a number.
func (t *tracker) position(number int64) Position {
	return Position{File: t.file, Record: number, Line: t.line, Column: int(t.offset-t.lineStart) + 1, Offset: t.offset}
}

// absolute returns the place in the stream of a place in a part of it, which begins where the tracker stands.
func (t *tracker) absolute(p Position, number int64) Position {
	if p.Line == 1 {
		p.Column += int(t.offset - t.lineStart)
	}
	p.File, p.Record = t.file, number
	p.Line += t.line - 1
	p.Offset += t.offset
	return p
}

// move makes places in a part of the stream, which begins where the tracker stands, places in the stream.
func (t *tracker) move(wrong *RecordError, number int64) {
	wrong.Position = t.absolute(wrong.Position, number)
	for i := range wrong.Violations {
		v := &wrong.Violations[i]
		v.Position = t.absolute(v.Position, number)
	}
}

// recordError places the findings of a record that begins at data[start:]. The tracker moves there.
func (t *tracker) recordError(start int, number int64, findings []record.Finding) *RecordError {
	t.seek(start)
	return &RecordError{Position: t.position(number), Violations: t.violations(number, findings)}
}

// violations places findings, which are in the order of the input.
func (t *tracker) violations(number int64, findings []record.Finding) []Violation {
	ahead := *t
	placed := make([]Violation, len(findings))
	for i, f := range findings {
		ahead.seek(f.Offset)
		placed[i] = Violation{
			Position: ahead.position(number), Path: cutPath(f.Path), Rule: f.Rule, Schema: f.Schema, Message: f.Message, Value: f.Value,
		}
	}
	return placed
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
