package text

import "unicode/utf8"

const (
	quotes = '"' * Ones
	blanks = ' ' * Ones
)

// Special returns a word with bits set in bytes of w that are a quote, the byte that other consists of, a control character or
// not ASCII, the lowest in the first one of them. Bytes after it may be marked as well that are none of those.
func Special(w, other uint64) uint64 { return (special(w, other) | w) & Highs }

// special has the highest bits set that Special has in bytes that are ASCII. Its other bits mean nothing.
func special(w, other uint64) uint64 {
	return (w ^ quotes - Ones) | (w ^ other - Ones) | (w - blanks)
}

// copyPlain copies v to dst, which has room for eight bytes more, and reports whether it is plain: UTF-8 without a quote, the byte that
// other consists of, and control characters.
func copyPlain(dst []byte, v string, other uint64) bool {
	last := len(v) - 8
	if last < 0 {
		w := rest(v)
		put(dst, w)
		return Special(w, other) == 0 || isPlain(v, other)
	}
	w := first(v[last:])
	put(dst[last:], w)
	seen := Special(w, other)
	for left := v; len(left) > 8 && len(dst) > 8; left, dst = left[8:], dst[8:] {
		w := first(left)
		put(dst, w)
		seen |= Special(w, other)
	}
	return seen == 0 || isPlain(v, other)
}

// isPlain reports whether text is plain that is not all ASCII, most likely.
func isPlain(text string, other uint64) bool {
	if !utf8.ValidString(text) {
		return false
	}
	seen := uint64(0)
	for ; len(text) >= 8; text = text[8:] {
		w := first(text)
		seen |= special(w, other) &^ w
	}
	w := rest(text)
	return (seen|special(w, other)&^w)&Highs == 0
}
