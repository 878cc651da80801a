package jsonscan

import (
	"bytes"
	"encoding/json"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// An Array is the reading of one array.
type Array struct {
	Index int // of the item at hand

	open bool
}

// Array begins to read an array:
//
//	for a := s.Array(); s.Item(&a); {
func (s *Scanner) Array() Array {
	if s.data[s.pos] != '[' {
		s.mismatch()
		return Array{}
	}
	s.pos++
	s.nest()
	return Array{Index: -1, open: true}
}

// Item moves on to the next item. At the end of the array it returns false.
func (s *Scanner) Item(a *Array) bool {
	if !a.open || s.broken {
		return false
	}
	if s.data[s.pos] == ']' && s.pos < s.end {
		return s.closeArray(a)
	}
	s.space()
	switch c := s.data[s.pos]; {
	case s.pos >= s.end:
		s.fail()
		return false
	case c == ']':
		return s.closeArray(a)
	case a.Index >= 0 && c != ',':
		s.fail()
		return false
	case a.Index >= 0:
		s.pos++
		s.space()
	}
	a.Index++
	return true
}

func (s *Scanner) closeArray(a *Array) bool {
	s.pos++
	s.depth--
	a.open = false
	return false
}

// skip passes over any value. If members of an object in it might repeat, it raises a doubt.
func (s *Scanner) skip() {
	if s.broken {
		return
	}
	s.space()
	switch c := s.data[s.pos]; {
	case s.pos >= s.end:
		s.fail()
	case c == '"':
		if _, ok := s.rawString(); !ok {
			s.fail()
		}
	case c == '[':
		for a := s.Array(); s.Item(&a); {
			s.skip()
		}
	case c == '{':
		s.skipObject()
	case c == '-' || c-'0' <= 9:
		if text, ok := s.number(); ok && !jsonsyntax.Computable(text) {
			s.Doubt()
		}
	default:
		s.literal()
	}
}

// skipObject passes over an object.
func (s *Scanner) skipObject() {
	var names [16][]byte
	s.pos++
	s.nest()
	for count := 0; !s.broken; count++ {
		s.space()
		switch c := s.data[s.pos]; {
		case s.pos >= s.end:
			s.fail()
			return
		case c == '}':
			s.pos++
			s.depth--
			return
		case count > 0 && c != ',':
			s.fail()
			return
		case count > 0:
			s.pos++
			s.space()
		}
		name, ok := s.key()
		if !ok {
			s.fail()
			return
		}
		if count >= len(names) || s.escaped { // too many to compare, or not to be kept
			s.Doubt()
		} else {
			for _, earlier := range names[:count] {
				if string(earlier) == string(name) {
					s.Doubt()
				}
			}
			names[count] = name
		}
		s.skip()
	}
}

// literal passes over true, false or null.
func (s *Scanner) literal() {
	for _, word := range []string{"true", "false", "null"} {
		if bytes.HasPrefix(s.data[s.pos:s.end], []byte(word)) {
			if s.pos += len(word); endsValue(s.data[s.pos]) || s.pos >= s.end {
				return
			}
		}
	}
	s.fail()
}

// extra keeps value under path.
func (s *Scanner) extra(path string, value []byte) {
	if s.Extra == nil {
		s.Extra = make(map[string]json.RawMessage)
	}
	var compact bytes.Buffer
	if json.Compact(&compact, value) != nil {
		s.fail()
		return
	}
	s.Extra[path] = compact.Bytes()
}
