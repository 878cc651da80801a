package text

import (
	"encoding/binary"
	"math/bits"
)

// Digits returns how many of the bytes of w are decimal digits, from the lowest one on, and the number that these are. If there are none,
// the number means nothing.
func Digits(w uint64) (n uint64, digits int) {
	w ^= '0' * Ones
	other := (w + (0x80-10)*Ones | w) & Highs // the lowest bit that is set is that of the first byte that is no digit
	digits = bits.TrailingZeros64(other) >> 3
	w <<= (64 - 8*digits) & 63 // zeros before the digits
	// Neighbours become numbers of two digits, these of four, and these one of eight.
	w = w*10 + w>>8
	const first, third = 100 + 1_000_000<<32, 1 + 10_000<<32
	w = w&0x000000ff_000000ff*first + w>>16&0x000000ff_000000ff*third
	return w >> 32, digits
}

// values returns the values of the eight digits of n, which is below 1e8, the first one in the lowest byte.
func values(n uint64) uint64 {
	const hundredth, tenth = 10486, 103 // in 1<<20 and in 1<<10
	n = n/1e4 | n%1e4<<32
	high := n * hundredth >> 20 & 0x7f_0000007f
	n = high | (n-high*100)<<16
	high = n * tenth >> 10 & 0x000f_000f_000f_000f
	return high | (n-high*10)<<8
}

// powers are those of ten.
var powers = [...]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8}

// LongestNumber is how many digits [Number] reads at the most: those of the numbers that surely fit into 64 bits.
const LongestNumber = 19

// Number returns the number that the decimal digits are that d begins with, and how many these are: 0 if there are none, or more than
// LongestNumber. At least 24 bytes of d can be read.
func Number(d []byte) (n uint64, digits int) {
	n, digits = Digits(binary.LittleEndian.Uint64(d))
	for more := digits; more == 8 && digits < 24; digits += more {
		var low uint64
		if low, more = Digits(binary.LittleEndian.Uint64(d[digits:])); more > 0 {
			n = n*powers[more] + low
		}
	}
	if digits > LongestNumber {
		return 0, 0
	}
	return n, digits
}
