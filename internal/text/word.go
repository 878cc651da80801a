// Package text has what the encodings share: for writing, strings copied eight bytes at a time, numbers and IP addresses; for reading,
// decimal digits.
package text

import "encoding/binary"

// Words with the same byte in all eight places.
const (
	Ones  = 0x0101010101010101
	Lows  = 0x7f * Ones
	Highs = 0x80 * Ones
)

// first returns the first eight bytes of text.
func first(text string) uint64 {
	_ = text[7]
	return uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 |
		uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56
}

// rest returns a text of fewer than eight bytes, and spaces after it.
func rest(text string) uint64 {
	n := len(text)
	spaces := uint64(' ' * Ones)
	switch {
	case n >= 4:
		w := uint64(four(text)) | uint64(four(text[n-4:]))<<(8*(n-4))
		return w | spaces<<(8*n)
	case n >= 2:
		w := uint64(text[0]) | uint64(text[1])<<8 | uint64(text[n-1])<<(8*(n-1))
		return w | spaces<<(8*n)
	case n == 1:
		return uint64(text[0]) | spaces<<8
	}
	return spaces
}

func four(text string) uint32 {
	_ = text[3]
	return uint32(text[0]) | uint32(text[1])<<8 | uint32(text[2])<<16 | uint32(text[3])<<24
}

// put writes w to the first eight bytes of dst.
func put(dst []byte, w uint64) { binary.LittleEndian.PutUint64(dst, w) }
