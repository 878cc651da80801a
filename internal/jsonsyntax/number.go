package jsonsyntax

import "strconv"

// Numbers beyond these bounds are not looked at: computing with them could take forever.
const (
	maxNumber   = 64  // bytes
	maxExponent = 400 // absolute
)

// NumberLen returns the length of the JSON number that d begins with, 0 if there is none.
func NumberLen(d []byte) int {
	i := 0
	if i < len(d) && d[i] == '-' {
		i++
	}
	whole := digits(d[i:])
	if whole == 0 || whole > 1 && d[i] == '0' {
		return 0
	}
	i += whole
	if i < len(d) && d[i] == '.' {
		n := digits(d[i+1:])
		if n == 0 {
			return 0
		}
		i += 1 + n
	}
	if i < len(d) && d[i]|0x20 == 'e' {
		i++
		if i < len(d) && (d[i] == '+' || d[i] == '-') {
			i++
		}
		n := digits(d[i:])
		if n == 0 {
			return 0
		}
		i += n
	}
	return i
}

func digits(d []byte) int {
	for i, c := range d {
		if c-'0' > 9 {
			return i
		}
	}
	return len(d)
}

// Computable reports whether the JSON number text is short and its exponent small enough to compute with it.
func Computable(text []byte) bool {
	if len(text) > maxNumber {
		return false
	}
	for i, c := range text {
		if c|0x20 == 'e' {
			exponent, err := strconv.Atoi(string(text[i+1:]))
			return err == nil && -maxExponent <= exponent && exponent <= maxExponent
		}
	}
	return true
}
