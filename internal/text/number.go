package text

import (
	"math"
	"math/bits"
	"strconv"
)

// Int appends a number in decimal.
func (b *Buffer) Int(v int64) {
	if v < 0 {
		b.Byte('-')
		v = -v
	}
	b.Uint(uint64(v))
}

// Uint appends a number in decimal.
func (b *Buffer) Uint(v uint64) {
	switch {
	case v < 10:
		b.Byte('0' + byte(v))
	case v < 1e8:
		digits := values(v)
		b.last(digits, 8-bits.TrailingZeros64(digits)>>3)
	default:
		b.Uint(v / 1e8)
		b.last(values(v%1e8), 8)
	}
}

// last appends the last n of eight digits.
func (b *Buffer) last(digits uint64, n int) {
	put(b.room(8), (digits|'0'*Ones)>>(-8*n&63))
	b.extend(n)
}

// Float appends a number as short as it can be told from others, without an exponent unless it is very large or small.
func (b *Buffer) Float(v float64) {
	// A decimal number of up to 15 digits is the only one of them next to its float64: no shorter one can stand for it.
	if millionths := math.RoundToEven(v * 1e6); math.Abs(millionths) < 1e15 && millionths/1e6 == v && v != 0 {
		b.millionths(int64(millionths))
		return
	}
	format := byte('f')
	if abs := math.Abs(v); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	*b = strconv.AppendFloat(*b, v, format, -1, 64)
}

func (b *Buffer) millionths(n int64) {
	if n < 0 {
		b.Byte('-')
		n = -n
	}
	b.Uint(uint64(n / 1e6))
	if n %= 1e6; n == 0 {
		return
	}
	b.Fraction(int(n), 6)
	for (*b)[len(*b)-1] == '0' {
		*b = (*b)[:len(*b)-1]
	}
}

// Fraction appends a point and n in so many digits, at most nine.
func (b *Buffer) Fraction(n, digits int) {
	b.Byte('.')
	if digits == 9 {
		b.Byte(byte('0' + n/1e8))
		n, digits = n%1e8, 8
	}
	b.last(values(uint64(n)), digits)
}

// PutTwo writes two decimal digits.
func PutTwo(dst []byte, n int) {
	_ = dst[1]
	dst[0], dst[1] = byte('0'+n/10), byte('0'+n%10)
}
