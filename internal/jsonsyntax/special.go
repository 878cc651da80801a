package jsonsyntax

import (
	"encoding/binary"
	"math/bits"

	"github.com/flowtrail/flowtrail/internal/text"
)

// Backslashes is a word of eight backslashes.
const Backslashes = '\\' * text.Ones

// Special returns a word with bits set in bytes of w that are a quote, a backslash, a control character or not ASCII, the
// lowest in the first one of them. Bytes after it may be marked as well that are none of those.
func Special(w uint64) uint64 { return text.Special(w, Backslashes) }

// plainLen returns how many of the bytes that b begins with are ASCII and stand for themselves in a string.
func plainLen(b []byte) int {
	n := 0
	for ; n+8 <= len(b); n += 8 {
		if special := Special(binary.LittleEndian.Uint64(b[n:])); special != 0 {
			return n + bits.TrailingZeros64(special)>>3
		}
	}
	for ; n < len(b); n++ {
		if Special(uint64(b[n])|' '*text.Ones&^0xff) != 0 {
			break
		}
	}
	return n
}
