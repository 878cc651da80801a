package csvrec

import (
	"encoding/binary"
	"math/bits"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/text"
)

// Masks are variables: constants of eight bytes would be set anew for every word, in much longer code.
var masks = struct{ quotes, ones, lows, highs uint64 }{'"' * text.Ones, text.Ones, text.Lows, text.Highs}

// nthDelimiter returns where the nth delimiter at or after data[pos] stands, and a hash of all before it. If there are fewer, that
// is len(data) or beyond. The bytes after data must be readable, as record.Pad makes them.
func nthDelimiter(data []byte, pos, n int, delimiter byte) (end int, hash uint64) {
	m, delimiters := masks, uint64(delimiter)*text.Ones
	padded := data[:len(data)+8]
	for i := pos; i < len(data); i += 8 {
		w := binary.LittleEndian.Uint64(padded[i : i+8])
		x := w ^ delimiters
		found := ^(x&m.lows + m.lows | x) & m.highs
		// Counting them all at once leaves one branch that is hard to predict: the last one.
		if count := int(found >> 7 * m.ones >> 56); count < n {
			n -= count
			hash = intern.Mix(hash, w)
			continue
		}
		for ; n > 1; n-- {
			found &= found - 1
		}
		at := bits.TrailingZeros64(found) &^ 7
		return i + at>>3, intern.Mix(hash, w&(1<<at-1)) * intern.Prime
	}
	return len(data), 0
}

// nthUnquoted does what nthDelimiter does, but does not count delimiters in quotes.
func nthUnquoted(data []byte, pos, n int, delimiter byte) (end int, hash uint64) {
	m, delimiters := masks, uint64(delimiter)*text.Ones
	padded := data[:len(data)+8]
	quoted := false
	for i := pos; i < len(data); i += 8 {
		w := binary.LittleEndian.Uint64(padded[i : i+8])
		x, quote := w^delimiters, w^m.quotes
		found := ^(x&m.lows + m.lows | x) & m.highs
		if quoted || (quote-m.ones)&^quote&m.highs != 0 {
			found, quoted = outside(found, ^(quote&m.lows+m.lows|quote)&m.highs, quoted)
		}
		for ; n > 1 && found != 0; n-- {
			found &= found - 1
		}
		if found == 0 {
			hash = intern.Mix(hash, w)
			continue
		}
		at := bits.TrailingZeros64(found) &^ 7
		return i + at>>3, intern.Mix(hash, w&(1<<at-1)) * intern.Prime
	}
	return len(data), 0
}

// outside returns the bits of found that stand outside of quotes, whose bits are marks, and whether the word ends within
// quotes.
func outside(found, marks uint64, quoted bool) (uint64, bool) {
	inside := uint64(0) // bits between quotes
	if quoted {
		inside = ^inside
	}
	for ; marks != 0; marks &= marks - 1 {
		inside ^= -(marks & -marks) // all bits from this one on
	}
	return found &^ inside, inside>>63 != 0
}
