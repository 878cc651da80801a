package scan

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/jsontext"
)

const (
	ones    = 0x0101010101010101
	highs   = 0x8080808080808080
	quotes  = '"' * ones
	slashes = '\\' * ones
	blanks  = ' ' * ones
)

// special returns a word in which the lowest bit set lies in the first byte of w that is a quote, a backslash, a control
// character or not ASCII.
func special(w uint64) uint64 {
	return ((w ^ quotes - ones) | (w ^ slashes - ones) | (w - blanks) | w) & highs
}

// String reads a string.
func (s *Scanner) String() string {
	if s.data[s.pos] != '"' {
		s.mismatch()
		return ""
	}
	start := s.pos + 1
	hash := uint64(0)
	for i := start; i < s.end; i += 8 {
		w := binary.LittleEndian.Uint64(s.data[i:])
		m := special(w)
		if m == 0 {
			hash = mix(hash, w)
			continue
		}
		n := bits.TrailingZeros64(m) &^ 7
		i += n / 8
		if s.data[i] != '"' || i >= s.end {
			break
		}
		s.pos = i + 1
		return s.strings.get(finish(hash, w&(1<<n-1), i-start), s.data[start:i])
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
	for i := start; i < s.end; i++ {
		switch c := s.data[i]; {
		case c == '"':
			s.pos = i + 1
			text := s.data[start:i]
			return text, ascii || utf8.Valid(text)
		case c == '\\':
			return s.escapedString(start, i)
		case c < ' ':
			return nil, false
		case c >= utf8.RuneSelf:
			ascii = false
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
			return text, utf8.Valid(text)
		case c < ' ':
			return nil, false
		case c != '\\':
			text = append(text, c)
			continue
		}
		var escape jsontext.Escape
		if text, i, escape = jsontext.Unescape(text, s.data[:s.end], i); escape != jsontext.Whole {
			return nil, false
		}
	}
	return nil, false
}
