package jsonscan

import (
	"math/big"
	"strconv"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// Int reads an integer from 0 to limit.
func (s *Scanner) Int(limit int64) int64 {
	i, n := s.pos, int64(0)
	for ; i < s.pos+18; i++ {
		digit := s.data[i] - '0'
		if digit > 9 {
			break
		}
		n = n*10 + int64(digit)
	}
	digits := i - s.pos
	if digits > 0 && endsValue(s.data[i]) && (digits == 1 || s.data[s.pos] != '0') {
		s.pos = i
		if n > limit {
			s.lose()
		}
		return n
	}
	return s.intSlowly(limit)
}

// endsValue reports whether c may stand after a number.
func endsValue(c byte) bool { return c == ',' || c == '}' || c == ']' || jsonsyntax.IsSpace(c) }

// intSlowly reads an integer as JSON Schema understands it: 1e3 and 5.0 are integers as well.
func (s *Scanner) intSlowly(limit int64) int64 {
	text, ok := s.number()
	if !ok {
		return 0
	}
	if !jsonsyntax.Computable(text) {
		s.lose()
		return 0
	}
	exact, ok := new(big.Rat).SetString(string(text))
	if !ok || !exact.IsInt() || !exact.Num().IsInt64() {
		s.lose()
		return 0
	}
	n := exact.Num().Int64()
	if n < 0 || n > limit {
		s.lose()
	}
	return n
}

// Float reads a number that a float64 comes close to.
func (s *Scanner) Float() float64 {
	text, ok := s.number()
	if !ok {
		return 0
	}
	f, err := strconv.ParseFloat(string(text), 64)
	if err != nil || !jsonsyntax.Computable(text) {
		s.lose()
	}
	return f
}

// number reads a number and returns its text.
func (s *Scanner) number() ([]byte, bool) {
	if c := s.data[s.pos]; c != '-' && c-'0' > 9 {
		s.mismatch()
		return nil, false
	}
	n := jsonsyntax.NumberLen(s.data[s.pos:s.end])
	if n == 0 || !endsValue(s.data[s.pos+n]) && s.pos+n < s.end {
		s.fail()
		return nil, false
	}
	text := s.data[s.pos : s.pos+n]
	s.pos += n
	return text, true
}
