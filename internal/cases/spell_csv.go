package cases

import (
	"strings"
)

// spelledCells returns the cells of a row as they are written, in an order of columns.
func (s *Source) spelledCells(cells []string, order []int, how Spelling, c Choices) []string {
	row := make([]string, len(order))
	for i, k := range order {
		text := cells[k]
		if how&Values != 0 {
			text = respelled(&s.record.Fields[k].Value, text, c.of(Part(Values)))
		}
		row[i] = cellText(text, how&Quotes != 0 && c.of(Part(Quotes)).OneIn(2))
	}
	return row
}

// cellText returns a cell in quotes, if it needs them or is to have them.
func cellText(text string, quoted bool) string {
	if quoted || strings.ContainsAny(text, ",\"\r\n") {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}
