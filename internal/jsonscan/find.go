package jsonscan

import "strings"

// Find returns the place of the value at a JSON Pointer below the value at pos, in objects only. The pointer and the names have no
// escapes. It returns nothing above 0 if the value is not there, or if the text is malformed or cut off before it.
func (s *Scanner) Find(pos int, pointer string) int {
	if pointer == "" {
		return pos
	}
	want, below, nested := strings.Cut(pointer[1:], "/")
	if pos >= s.end || s.data[pos] != '{' {
		return Unsure
	}
	depth := s.depth
	defer func() { s.depth = depth }()
	pos = s.Open(pos)
	for first := true; pos > 0; first = false {
		var more bool
		if pos, more = s.Next(pos, first, '}'); !more {
			return Unsure
		}
		var name []byte
		if name, pos = s.Name(pos); pos < 0 {
			break
		}
		if string(name) == want {
			if nested {
				return s.Find(pos, "/"+below)
			}
			return pos
		}
		pos, _ = s.Skip(pos)
	}
	return Malformed
}
