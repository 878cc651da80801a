package csvrec

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/text"
)

const commas = ',' * text.Ones

// appendText appends a cell, in quotes where it needs them, as encoding/csv does. It reports whether the cell is UTF-8.
func appendText(b *text.Buffer, cell string) bool {
	switch {
	case cell == "":
		return true
	case cell[0] != ' ' && cell[0] != '\\' && b.Plain(cell, commas):
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

func needsQuotes(cell string) bool {
	if strings.ContainsAny(cell, ",\"\n\r") || cell == `\.` {
		return true
	}
	first, _ := utf8.DecodeRuneInString(cell)
	return unicode.IsSpace(first)
}
