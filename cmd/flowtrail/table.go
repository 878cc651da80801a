package main

import (
	"io"
	"strings"
	"unicode/utf8"
)

// A table has columns that are aligned to the left, or to the right as numbers are.
type table struct {
	rows   [][]string
	widths []int
	right  []bool
}

// newTable returns a table with so many columns. The heading of one that is aligned to the right begins with ">".
func newTable(headings ...string) *table {
	t := &table{widths: make([]int, len(headings)), right: make([]bool, len(headings))}
	for i, heading := range headings {
		headings[i], t.right[i] = strings.CutPrefix(heading, ">")
	}
	t.row(headings...)
	return t
}

func (t *table) row(cells ...string) {
	for i, cell := range cells {
		t.widths[i] = max(t.widths[i], utf8.RuneCountInString(cell))
	}
	t.rows = append(t.rows, cells)
}

func (t *table) print(w io.Writer) error {
	var text strings.Builder
	for _, cells := range t.rows {
		var line strings.Builder
		for i, cell := range cells {
			space := strings.Repeat(" ", t.widths[i]-utf8.RuneCountInString(cell))
			if t.right[i] {
				line.WriteString(space + cell + "  ")
			} else {
				line.WriteString(cell + space + "  ")
			}
		}
		text.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	_, err := io.WriteString(w, text.String())
	return err
}
