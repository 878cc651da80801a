// Package jsonscan reads the values of a JSON text in a single pass over its bytes. Its readers are given the place of a value
// and return the place after it, so that the place stays in a register.
//
// In place of a place, a reader returns [Unsure] if the value is not of the kind that was asked for, though it may be well-formed, or
// [Malformed] if the text is not JSON.
package jsonscan

import (
	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// What readers return if they do not read a value.
const (
	Unsure    = 0  // the value is not what was asked for, or it cannot be told
	Malformed = -1 // the text is not JSON
)

// A Scanner reads the values of one record after the other. It keeps what it has read lately to recognise it, and must not be
// shared between goroutines.
type Scanner struct {
	OneLine bool // a record ends with its line; otherwise a newline is white space

	data    []byte // with record.Padding after end
	end     int
	depth   int
	limits  record.Limits
	strings intern.Interner
	text    []byte // scratch for unescaped strings
	escaped bool   // the last string read by raw was written with escapes
	times   timefmt.Hour

	copied   string // of data, from copiedAt on: strings that stand there are parts of it
	copiedAt int
}

// New returns a Scanner for records within limits.
func New(limits record.Limits) Scanner { return Scanner{limits: limits} }

// Start makes data the text that is read. The bytes after data must be readable, as [record.Pad] makes them.
func (s *Scanner) Start(data []byte) {
	s.data, s.end, s.depth = data[:len(data)+record.Padding], len(data), 0
}

// Data returns the text, with the readable bytes after it.
func (s *Scanner) Data() []byte { return s.data }

// End returns where the text ends. A place beyond it is that of a value which does not end in the text.
func (s *Scanner) End() int { return s.end }

// Strict reports whether members that are not documented are findings.
func (s *Scanner) Strict() bool { return s.limits.Strict }

// Copied says that text is what stands at pos: until Copied is called again, strings that are read there share its memory. It returns
// what was said before.
func (s *Scanner) Copied(text string, pos int) (string, int) {
	before, at := s.copied, s.copiedAt
	s.copied, s.copiedAt = text, pos
	return before, at
}

// Depth returns how many objects and arrays are open.
func (s *Scanner) Depth() int { return s.depth }

// SetDepth says how many objects and arrays are open at a place that is known.
func (s *Scanner) SetDepth(depth int) { s.depth = depth }

// Room returns how many more objects and arrays may be opened.
func (s *Scanner) Room() int { return s.limits.Depth - s.depth }

// Open opens an object or array at pos and returns the place after its bracket.
func (s *Scanner) Open(pos int) int {
	if s.depth++; s.depth > s.limits.Depth {
		return Malformed
	}
	return pos + 1
}

// Space passes over white space.
func (s *Scanner) Space(pos int) int {
	for pos < s.end && jsonsyntax.IsSpace(s.data[pos]) && !(s.OneLine && s.data[pos] == '\n') {
		pos++
	}
	return pos
}

// Name reads the name of a member at pos. It returns the name, valid until the next string is read, and the place of the value.
func (s *Scanner) Name(pos int) ([]byte, int) {
	name, pos := s.raw(pos)
	if pos < 0 {
		return nil, Malformed
	}
	if pos = s.Space(pos); s.data[pos] != ':' {
		return nil, Malformed
	}
	if pos = s.Space(pos + 1); pos >= s.end {
		return nil, Malformed
	}
	return name, pos
}

// Next moves to the next item or member of an array or object: from the end of the one before, or, if it is the first, from
// after the opening bracket. It returns false after the closing bracket, and with [Malformed] if neither follows.
func (s *Scanner) Next(pos int, first bool, closing byte) (int, bool) {
	pos = s.Space(pos)
	c := s.data[pos]
	switch {
	case pos >= s.end:
		return Malformed, false
	case c == closing:
		s.depth--
		return pos + 1, false
	case first:
		return pos, true
	case c != ',':
		return Malformed, false
	}
	if pos = s.Space(pos + 1); pos >= s.end {
		return Malformed, false
	}
	return pos, true
}
