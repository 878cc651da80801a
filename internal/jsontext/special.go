package jsontext

import "encoding/binary"

const (
	ones    = 0x0101010101010101
	highs   = 0x8080808080808080
	quotes  = '"' * ones
	slashes = '\\' * ones
	blanks  = ' ' * ones
)

// Special returns a word with bits set in bytes of w that are a quote, a backslash, a control character or not ASCII, the
// lowest in the first one of them. Bytes behind it may be marked as well that are none of those.
func Special(w uint64) uint64 {
	return ((w ^ quotes - ones) | (w ^ slashes - ones) | (w - blanks) | w) & highs
}

// plainLen returns how many of the bytes that text begins with are ASCII and stand for themselves in a string.
func plainLen(text []byte) int {
	for i, c := range text {
		if Special(uint64(c)|(blanks&^0xff)) != 0 {
			return i
		}
	}
	return len(text)
}

// isPlain reports whether text is ASCII and can stand in quotes as it is.
func isPlain(text []byte) bool {
	for ; len(text) >= 8; text = text[8:] {
		if Special(binary.LittleEndian.Uint64(text)) != 0 {
			return false
		}
	}
	for _, c := range text {
		if Special(uint64(c)|(blanks&^0xff)) != 0 {
			return false
		}
	}
	return true
}
