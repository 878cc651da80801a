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
	digits := bits.Len64(v|1) * 1233 >> 12 // as many as v has, or one less
	if v >= powers[digits] {
		digits++
	}
	dst := b.room(digits)[:digits]
	for ; len(dst) > 1; v /= 100 {
		PutTwo(dst[len(dst)-2:], int(v%100))
		dst = dst[:len(dst)-2]
	}
	if len(dst) > 0 {
		dst[0] = byte('0' + v)
	}
	b.extend(digits)
}

// powers are the powers of ten; that of zero is no more than the number zero, which has a digit.
var powers = [20]uint64{0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

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
	dst := b.room(1 + digits)[:1+digits]
	for ; len(dst) > 2; n /= 100 {
		PutTwo(dst[len(dst)-2:], n%100)
		dst = dst[:len(dst)-2]
	}
	if len(dst) > 1 {
		dst[1] = byte('0' + n)
	}
	dst[0] = '.'
	b.extend(1 + digits)
}

// PutTwo writes two decimal digits.
func PutTwo(dst []byte, n int) {
	_ = dst[1]
	dst[0], dst[1] = byte('0'+n/10), byte('0'+n%10)
}
