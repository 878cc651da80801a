package csvrec

import (
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/text"
)

// The other byte that is special, as text.Special has it, in a cell without quotes; and in a cell between quotes, where there is none.
const (
	commas = ',' * text.Ones
	quotes = '"' * text.Ones
)

// special returns where the first byte at or after data[pos] stands that is special, as text.Special has it; len(data) if there is none.
func special(data []byte, pos int, other uint64) int {
	for ; pos+8 <= len(data); pos += 8 {
		if found := text.Special(binary.LittleEndian.Uint64(data[pos:pos+8]), other); found != 0 {
			return pos + bits.TrailingZeros64(found)>>3
		}
	}
	return len(data)
}

// appendText appends a cell, in quotes where it needs them, as encoding/csv does. It reports whether the cell is UTF-8.
func appendText(b *text.Buffer, cell string) bool {
	switch {
	case cell == "":
		return true
	case isOrdinary(cell[0]) && (cell[0] != ' ' && b.Plain(cell, commas) || b.Quoted(cell, quotes)):
		return true
	case needsQuotes(cell):
		b.Byte('"')
		b.Raw(strings.ReplaceAll(cell, `"`, `""`))
		b.Byte('"')
	default:
		b.Raw(cell)
	}
	return utf8.ValidString(cell)
}

// isOrdinary reports whether a cell that begins with c needs quotes only if there is a comma, a quote or a control character in it, or
// c is a space.
func isOrdinary(c byte) bool { return c < utf8.RuneSelf && c != '\\' }

func needsQuotes(cell string) bool {
	if strings.ContainsAny(cell, ",\"\n\r") || cell == `\.` {
		return true
	}
	first, _ := utf8.DecodeRuneInString(cell)
	return unicode.IsSpace(first)
}
