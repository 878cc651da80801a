package jsontext

import "github.com/flowtrail/flowtrail/internal/text"

const (
	quotes  = '"' * text.Ones
	slashes = '\\' * text.Ones
	blanks  = ' ' * text.Ones
)

// Special returns a word with bits set in bytes of w that are a quote, a backslash, a control character or not ASCII, the
// lowest in the first one of them. Bytes behind it may be marked as well that are none of those.
func Special(w uint64) uint64 {
	return ((w ^ quotes - text.Ones) | (w ^ slashes - text.Ones) | (w - blanks) | w) & text.Highs
}

// plainLen returns how many of the bytes that b begins with are ASCII and stand for themselves in a string.
func plainLen(b []byte) int {
	for i, c := range b {
		if Special(uint64(c)|(blanks&^0xff)) != 0 {
			return i
		}
	}
	return len(b)
}

// copyPlain copies v to dst, which has room for eight bytes more, and reports whether it is ASCII and can stand in quotes as it
// is.
func copyPlain(dst []byte, v string) bool {
	seen := uint64(0)
	for len(v) >= 8 {
		w := text.First(v)
		text.Put(dst, w)
		seen |= Special(w)
		dst, v = dst[8:], v[8:]
	}
	w := text.Rest(v)
	text.Put(dst, w)
	return seen|Special(w) == 0
}
