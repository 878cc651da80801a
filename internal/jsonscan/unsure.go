package jsonscan

import (
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// Doubt says that the schema may not hold for the value that is being read.
func (s *Scanner) Doubt() { s.doubts++ }

// Doubtful returns how much of the member at path, a JSON Pointer, is in doubt. If it is nothing, then the value keeps to all
// that its decoder asked for.
func (s *Scanner) Doubtful(path string) record.Doubt {
	if s.Broken() || s.doubts != s.blamed {
		return record.Wholly
	}
	return s.doubtful[path]
}

// blame puts the doubts that were met since the last member of o down to the one at hand: to the whole of it, unless they
// are put down to its own members.
func (s *Scanner) blame(o *Object) {
	if o.seen == 0 || o.index >= 0 {
		return
	}
	path := o.path + "/" + jsonsyntax.EscapePointer(o.keys.names[o.Field])
	doubt := record.Partly
	if s.doubts-o.doubts != s.blamed-o.blamed {
		doubt = record.Wholly
	}
	s.doubtful[path] = max(s.doubtful[path], doubt)
	s.blamed = o.blamed + s.doubts - o.doubts
	o.doubts, o.blamed = s.doubts, s.blamed
}
