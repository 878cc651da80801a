package jsonscan

import "github.com/flowtrail/flowtrail/internal/jsonsyntax"

// Skip passes over any value. It reports whether it is sure that no object in it has a member twice and that its numbers can be
// computed with.
func (s *Scanner) Skip(pos int) (next int, sure bool) {
	switch c := s.data[pos]; {
	case pos >= s.end:
		return Malformed, false
	case c == '"':
		_, next := s.raw(pos)
		return next, true
	case c == '[':
		return s.skipArray(pos)
	case c == '{':
		return s.skipObject(pos)
	case c == '-' || c-'0' <= 9:
		text, next := s.number(pos)
		return next, jsonsyntax.Computable(text)
	}
	_, next = s.literal(pos)
	return next, true
}

func (s *Scanner) skipArray(pos int) (int, bool) {
	all := true
	pos = s.Open(pos)
	for first := true; pos > 0; first = false {
		var more, sure bool
		if pos, more = s.Next(pos, first, ']'); !more {
			break
		}
		pos, sure = s.Skip(pos)
		all = all && sure
	}
	return pos, all
}

func (s *Scanner) skipObject(pos int) (int, bool) {
	var names [16][]byte
	all := true
	pos = s.Open(pos)
	for count := 0; pos > 0; count++ {
		var more, sure bool
		if pos, more = s.Next(pos, count == 0, '}'); !more {
			break
		}
		var name []byte
		if name, pos = s.Name(pos); pos < 0 {
			break
		}
		if count >= len(names) || s.escaped { // too many to compare, or not to be kept
			all = false
		} else {
			for _, earlier := range names[:count] {
				all = all && string(earlier) != string(name)
			}
			names[count] = name
		}
		pos, sure = s.Skip(pos)
		all = all && sure
	}
	return pos, all
}
