// Package scan decodes JSON in a single pass over its bytes, straight into the caller's variables. It is the plain way:
// a [Scanner] that does not raise a doubt has read a well-formed record that keeps to all that its decoder asked for.
// With a doubt the record may still be valid; what was decoded is right where the record is.
//
// All that makes it quick lives here and shows in no decoder: members are predicted ([Keys]), strings interned
// ([Interner]), and objects that repeat recognised by their bytes ([Memo]).
package jsonscan

import (
	"encoding/json"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// A Scanner reads one record after the other. Its methods read the value at the current place and move after it. A value
// of another type than asked for raises a doubt and is passed over; malformed JSON ends the record at once.
type Scanner struct {
	// Extra collects the members that no Keys name, as compact JSON by JSON Pointer.
	Extra map[string]json.RawMessage

	// OneLine says that a record ends with its line. Otherwise a newline is white space.
	OneLine bool

	data   []byte // with record.Padding after end
	pos    int
	end    int
	broken bool // no well-formed JSON: nothing more is read
	lost   bool // a value could not be held

	doubts int // how often something was met for which the schema may not hold
	blamed int // how many of them are put down to a member
	unsure []record.Unsure

	depth   int
	limits  record.Limits
	strings *intern.Interner
	text    []byte // scratch for unescaped strings
	escaped bool   // the last string read by rawString was written with escapes
	times   timefmt.Hour
}

// New returns a Scanner for records within limits.
func New(limits record.Limits) *Scanner {
	return &Scanner{limits: limits, strings: new(intern.Interner)}
}

// Start makes data[pos:] the record to read. The bytes after data must be readable, as [record.Pad] makes them.
func (s *Scanner) Start(data []byte, pos int) {
	s.data, s.pos, s.end = data[:len(data)+record.Padding], pos, len(data)
	s.doubts, s.blamed, s.broken, s.lost = 0, 0, false, false
	s.unsure = s.unsure[:0]
	s.depth = 0
}

// Pos returns the place after the last value.
func (s *Scanner) Pos() int { return s.pos }

// Broken reports whether the record is not well-formed.
func (s *Scanner) Broken() bool { return s.broken || s.pos > s.end }

// Plain reports whether the record was read to its end without a doubt.
func (s *Scanner) Plain() bool { return s.doubts == 0 && !s.broken && s.pos <= s.end }

// Held reports whether the record was read to its end and the decoded values are those of the record.
func (s *Scanner) Held() bool { return !s.broken && !s.lost && s.pos <= s.end }

// fail ends the record: it is not well-formed.
func (s *Scanner) fail() {
	s.broken = true
	s.Doubt()
}

// lose says that a value cannot be held by the variable it belongs to.
func (s *Scanner) lose() {
	s.lost = true
	s.Doubt()
}

// nest says that an object or array begins.
func (s *Scanner) nest() {
	if s.depth++; s.depth > s.limits.Depth {
		s.fail()
	}
}

// space passes over white space.
func (s *Scanner) space() {
	for s.pos < s.end && jsonsyntax.IsSpace(s.data[s.pos]) && !(s.OneLine && s.data[s.pos] == '\n') {
		s.pos++
	}
}

// mismatch passes over a value that has another type than its decoder expects.
func (s *Scanner) mismatch() {
	s.lose()
	s.skip()
}
