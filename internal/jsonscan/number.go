package jsonscan

import (
	"math/big"
	"strconv"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// Int reads an integer from least to most. As JSON Schema has it, 1e3 and 5.0 are integers as well.
func (s *Scanner) Int(pos int, least, most int64) (int64, int) {
	i, n := pos, int64(0)
	for ; i < pos+18; i++ {
		digit := s.data[i] - '0'
		if digit > 9 {
			break
		}
		n = n*10 + int64(digit)
	}
	digits := i - pos
	if digits == 0 || !endsValue(s.data[i]) || digits > 1 && s.data[pos] == '0' {
		if n, i = s.anyInt(pos); i == Unsure {
			return 0, Unsure
		}
	}
	if n < least || n > most {
		return n, Unsure
	}
	return n, i
}

// IntText reads an integer from least to most in decimal digits, as a string or as a number.
func (s *Scanner) IntText(pos int, least, most int64) (int64, int) {
	if s.data[pos] != '"' {
		return s.Int(pos, least, most)
	}
	i, n := pos+1, int64(0)
	for ; i < pos+19; i++ {
		digit := s.data[i] - '0'
		if digit > 9 {
			break
		}
		n = n*10 + int64(digit)
	}
	digits := i - pos - 1
	if digits == 0 || s.data[i] != '"' || digits > 1 && s.data[pos+1] == '0' {
		text, next := s.raw(pos)
		if next < 0 {
			return 0, Unsure
		}
		long, err := strconv.ParseInt(string(text), 10, 64)
		if err != nil || !shortest(text) {
			return 0, Unsure
		}
		n, i = long, next-1
	}
	if n < least || n > most {
		return n, Unsure
	}
	return n, i + 1
}

// shortest reports whether an integer is written without a plus sign and without zeros that it does not need.
func shortest(text []byte) bool {
	if text[0] == '-' {
		return text[1] != '0'
	}
	return text[0] != '+' && (text[0] != '0' || len(text) == 1)
}

// anyInt reads an integer in any of the ways that a number may be written in.
func (s *Scanner) anyInt(pos int) (int64, int) {
	text, next := s.number(pos)
	if next <= 0 || !jsonsyntax.Computable(text) {
		return 0, Unsure
	}
	exact, ok := new(big.Rat).SetString(string(text))
	if !ok || !exact.IsInt() || !exact.Num().IsInt64() {
		return 0, Unsure
	}
	return exact.Num().Int64(), next
}

// endsValue reports whether c may stand after a number.
func endsValue(c byte) bool { return c == ',' || c == '}' || c == ']' || jsonsyntax.IsSpace(c) }

// powers are those of ten by which a short decimal number is divided.
var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// Float reads a number that a float64 comes close to.
func (s *Scanner) Float(pos int) (float64, int) {
	first, n, point := pos, int64(0), 0
	if s.data[pos] == '-' {
		first++
	}
	i := first
	for ; i < first+len(powers); i++ {
		if digit := s.data[i] - '0'; digit <= 9 {
			n = n*10 + int64(digit)
		} else if s.data[i] == '.' && point == 0 && i > first {
			point = i + 1
		} else {
			break
		}
	}
	// The quotient of two integers that a float64 holds exactly is the float64 closest to the decimal number.
	if size := i - first; 0 < size && size < len(powers) && i != point && endsValue(s.data[i]) &&
		(s.data[first] != '0' || size == 1 || point == first+2) {
		f := float64(n)
		if point > 0 {
			f /= powers[i-point]
		}
		if first > pos {
			f = -f
		}
		return f, i
	}
	text, next := s.number(pos)
	if next <= 0 || !jsonsyntax.Computable(text) {
		return 0, Unsure
	}
	f, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		return 0, Unsure
	}
	return f, next
}

// number reads a number and returns its text.
func (s *Scanner) number(pos int) ([]byte, int) {
	n := jsonsyntax.NumberLen(s.data[pos:s.end])
	if n == 0 || pos+n < s.end && !endsValue(s.data[pos+n]) {
		return nil, Malformed
	}
	return s.data[pos : pos+n], pos + n
}
