package jsonscan

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// String reads a string.
func (s *Scanner) String(pos int) (string, int) {
	if s.data[pos] != '"' {
		return "", Unsure
	}
	start := pos + 1
	for i := start; i < s.end; i += 8 {
		m := jsonsyntax.Special(binary.LittleEndian.Uint64(s.data[i:]))
		if m == 0 {
			continue
		}
		if i += bits.TrailingZeros64(m) >> 3; s.data[i] != '"' || i >= s.end {
			break
		}
		if from, to := start-s.copiedAt, i-s.copiedAt; from >= 0 && to <= len(s.copied) {
			return s.copied[from:to], i + 1
		}
		return s.strings.String(s.data[start:i]), i + 1
	}
	text, next := s.raw(pos)
	if next < 0 {
		return "", Unsure
	}
	return s.strings.String(text), next
}

// Text reads a string and returns its bytes, which are valid until the next string is read.
func (s *Scanner) Text(pos int) ([]byte, int) {
	text, next := s.raw(pos)
	if next < 0 {
		return nil, Unsure
	}
	return text, next
}

// raw does what Text does. A string that is malformed or not UTF-8 is [Malformed].
func (s *Scanner) raw(pos int) ([]byte, int) {
	if s.data[pos] != '"' {
		return nil, Malformed
	}
	start := pos + 1
	s.escaped = false
	ascii := true
	for i := start; i < s.end; i += 8 {
		m := jsonsyntax.Special(binary.LittleEndian.Uint64(s.data[i:]))
		for ; m != 0; m &= m - 1 {
			at := i + bits.TrailingZeros64(m)>>3
			if at >= s.end {
				return nil, Malformed
			}
			switch c := s.data[at]; {
			case c == '"':
				text := s.data[start:at]
				if !ascii && !jsonsyntax.ValidUTF8(text) {
					return nil, Malformed
				}
				return text, at + 1
			case c == '\\':
				return s.unescaped(start, at)
			case c < ' ':
				return nil, Malformed
			case c >= utf8.RuneSelf:
				ascii = false
			}
		}
	}
	return nil, Malformed
}

// unescaped reads the rest of a string that begins at start and has its first backslash at i.
func (s *Scanner) unescaped(start, i int) ([]byte, int) {
	text := append(s.text[:0], s.data[start:i]...)
	s.escaped = true
	for i < s.end {
		c := s.data[i]
		i++
		switch {
		case c == '"':
			s.text = text
			if !jsonsyntax.ValidUTF8(text) {
				return nil, Malformed
			}
			return text, i
		case c < ' ':
			return nil, Malformed
		case c != '\\':
			text = append(text, c)
			continue
		}
		var escape jsonsyntax.Escape
		if text, i, escape = jsonsyntax.Unescape(text, s.data[:s.end], i); escape != jsonsyntax.Whole {
			return nil, Malformed
		}
	}
	return nil, Malformed
}
