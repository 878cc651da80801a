package text

const (
	quotes = '"' * Ones
	blanks = ' ' * Ones
)

// Special returns a word with bits set in bytes of w that are a quote, the byte that other consists of, a control character or
// not ASCII, the lowest in the first one of them. Bytes after it may be marked as well that are none of those.
func Special(w, other uint64) uint64 {
	return ((w ^ quotes - Ones) | (w ^ other - Ones) | (w - blanks) | w) & Highs
}

// copyPlain copies v to dst, which has room for eight bytes more, and reports whether no byte of v is special.
func copyPlain(dst []byte, v string, other uint64) bool {
	last := len(v) - 8
	if last < 0 {
		w := rest(v)
		put(dst, w)
		return Special(w, other) == 0
	}
	w := first(v[last:])
	put(dst[last:], w)
	seen := Special(w, other)
	for i := 0; i < last; i += 8 {
		w := first(v[i:])
		put(dst[i:], w)
		seen |= Special(w, other)
	}
	return seen == 0
}
