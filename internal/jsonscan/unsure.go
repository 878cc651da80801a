package jsonscan

import (
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// Doubt says that the schema may not hold for the value that is being read: all of the member at hand is in question.
func (s *Scanner) Doubt() { s.doubts++ }

// DoubtAcross says that the members of the object at path, a JSON Pointer, may not go together as the schema wants it, but
// nothing about any one of them.
func (s *Scanner) DoubtAcross(path string) {
	s.doubts++
	s.blamed++
	s.unsure = append(s.unsure, record.Unsure{Path: path})
}

// Unsure returns what of the record is in question, sorted by path: the members during which a doubt was raised, the
// innermost that are no items of an array, and the objects whose members may not go together. If the record is not well-formed or
// a doubt was raised outside of all members, it is everything. It is valid until the next record.
func (s *Scanner) Unsure() []record.Unsure {
	if s.Broken() || s.doubts != s.blamed {
		return record.Everything
	}
	s.unsure = record.SortUnsure(s.unsure)
	return s.unsure
}

// blame puts the doubts that were met since the last member of o down to the one at hand: to the whole of it, unless they
// are put down to its own members.
func (s *Scanner) blame(o *Object) {
	if o.seen == 0 || o.index >= 0 {
		return
	}
	if s.doubts-o.doubts != s.blamed-o.blamed {
		path := o.path + "/" + jsonsyntax.EscapePointer(o.keys.names[o.Field])
		s.unsure = append(s.unsure, record.Unsure{Path: path, Whole: true})
	}
	s.blamed = o.blamed + s.doubts - o.doubts
	o.doubts, o.blamed = s.doubts, s.blamed
}

// doubtAcross is DoubtAcross for the members of o.
func (s *Scanner) doubtAcross(o *Object) {
	if o.index >= 0 {
		s.Doubt()
	} else {
		s.DoubtAcross(o.path)
	}
}
