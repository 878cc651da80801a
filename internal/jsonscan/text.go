package jsonscan

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// String reads a string.
func (s *Scanner) String() string {
	if s.data[s.pos] != '"' {
		s.mismatch()
		return ""
	}
	start := s.pos + 1
	for i := start; i < s.end; i += 8 {
		m := jsonsyntax.Special(binary.LittleEndian.Uint64(s.data[i:]))
		if m == 0 {
			continue
		}
		if i += bits.TrailingZeros64(m) >> 3; s.data[i] != '"' || i >= s.end {
			break
		}
		s.pos = i + 1
		return s.strings.String(s.data[start:i])
	}
	text, ok := s.rawString()
	if !ok {
		s.fail()
		return ""
	}
	return s.strings.String(text)
}

// rawString reads a string and returns its bytes, which are valid until the next call. It returns false for a string that
// is malformed or not UTF-8.
func (s *Scanner) rawString() ([]byte, bool) {
	if s.data[s.pos] != '"' {
		return nil, false
	}
	start := s.pos + 1
	s.escaped = false
	ascii := true
	for i := start; i < s.end; i += 8 {
		w := binary.LittleEndian.Uint64(s.data[i:])
		m := jsonsyntax.Special(w)
		for ; m != 0; m &= m - 1 {
			at := i + bits.TrailingZeros64(m)>>3
			if at >= s.end {
				return nil, false
			}
			switch c := s.data[at]; {
			case c == '"':
				s.pos = at + 1
				text := s.data[start:at]
				return text, ascii || jsonsyntax.ValidUTF8(text)
			case c == '\\':
				return s.escapedString(start, at)
			case c < ' ':
				return nil, false
			case c >= utf8.RuneSelf:
				ascii = false
			}
		}
	}
	return nil, false
}

// escapedString reads the rest of a string that begins at start and has its first backslash at i.
func (s *Scanner) escapedString(start, i int) ([]byte, bool) {
	text := append(s.text[:0], s.data[start:i]...)
	s.escaped = true
	for i < s.end {
		c := s.data[i]
		i++
		switch {
		case c == '"':
			s.pos, s.text = i, text
			return text, jsonsyntax.ValidUTF8(text)
		case c < ' ':
			return nil, false
		case c != '\\':
			text = append(text, c)
			continue
		}
		var escape jsonsyntax.Escape
		if text, i, escape = jsonsyntax.Unescape(text, s.data[:s.end], i); escape != jsonsyntax.Whole {
			return nil, false
		}
	}
	return nil, false
}
