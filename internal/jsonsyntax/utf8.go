package jsonsyntax

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// ValidUTF8 reports whether b is UTF-8. It is quicker than [utf8.Valid] for text that is mostly ASCII.
func ValidUTF8(b []byte) bool {
	const notASCII = 0x8080808080808080
	for len(b) >= 8 {
		m := binary.LittleEndian.Uint64(b) & notASCII
		if m == 0 {
			b = b[8:]
			continue
		}
		b = b[bits.TrailingZeros64(m)>>3:]
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			return false
		}
		b = b[size:]
	}
	return utf8.Valid(b)
}
