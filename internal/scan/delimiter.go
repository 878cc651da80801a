package scan

import (
	"encoding/binary"
	"math/bits"

	"github.com/flowtrail/flowtrail/internal/text"
)

const (
	commas   = ',' * text.Ones
	newlines = '\n' * text.Ones
	quotes   = '"' * text.Ones
)

// Delimiter returns where the nth cell at or behind data[pos] ends, with the comma or newline that stands there, and a hash
// of all before it. If there are fewer cells, that is len(data) or beyond. The bytes behind data must be readable, as
// record.Pad makes them.
func Delimiter(data []byte, pos, n int) (end int, hash uint64) {
	padded := data[:cap(data)]
	quoted := false
	for i := pos; i < len(data); i += 8 {
		w := binary.LittleEndian.Uint64(padded[i:])
		comma, newline, quote := w^commas, w^newlines, w^quotes
		found := ^((comma&text.Lows + text.Lows | comma) & (newline&text.Lows + text.Lows | newline)) & text.Highs
		if marks := ^(quote&text.Lows + text.Lows | quote) & text.Highs; quoted || marks != 0 {
			found, quoted = outside(found, marks, quoted)
		}
		for ; n > 1 && found != 0; n-- {
			found &= found - 1
		}
		if found == 0 {
			hash = mix(hash, w)
			continue
		}
		at := bits.TrailingZeros64(found) &^ 7
		return i + at>>3, mix(hash, w&(1<<at-1)) * prime
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
