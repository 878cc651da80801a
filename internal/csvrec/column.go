package csvrec

import (
	"net/netip"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/text"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// A Column is one column of a document: how its cells are read into a record and written from it.
type Column[T any] struct {
	Name     string
	Optional bool              // the document does not name it: a header may lack it
	Filled   bool              // its cells must not be empty
	Read     func(*Cell, *T)   // reads a cell that is not empty; an empty one leaves the zero value
	Append   func(*Writer, *T) // appends a cell that is UTF-8; nil for columns of text
	Refuse   func(*T) error    // says why a record cannot be written, if it cannot; may be nil

	text func(*T) *string // of a column of any text
	cell func(*T) string  // of a column of text
	with string           // columns of text with the same word here mostly repeat together
}

// With returns c, a column of text, as one that mostly repeats together with its neighbours that have the same word.
func (c Column[T]) With(word string) Column[T] {
	c.with = word
	return c
}

// MustBeFilled returns c as a column whose cells must not be empty.
func (c Column[T]) MustBeFilled() Column[T] {
	c.Filled = true
	return c
}

// Undocumented returns c as a column that a header may lack.
func (c Column[T]) Undocumented() Column[T] {
	c.Optional = true
	return c
}

// Text is a column of any text.
func Text[T any](name string, field func(*T) *string) Column[T] {
	return Column[T]{
		Name: name,
		Read: func(c *Cell, v *T) { *field(v) = c.String() },
		text: field,
		cell: func(v *T) string { return *field(v) },
	}
}

// Words is a column of a closed vocabulary.
func Words[T any, E ~string](name string, vocabulary *jsonscan.Vocabulary[E], field func(*T) *E) Column[T] {
	return Column[T]{
		Name:   name,
		Filled: true,
		Read:   func(c *Cell, v *T) { *field(v) = Word(c, vocabulary) },
		cell:   func(v *T) string { return string(*field(v)) },
	}
}

// Addr is a column of IP addresses.
func Addr[T any](name string, field func(*T) *netip.Addr) Column[T] {
	return Column[T]{
		Name:   name,
		Read:   func(c *Cell, v *T) { *field(v) = c.Addr() },
		Append: func(w *Writer, v *T) { w.Addr(*field(v)) },
		Refuse: func(v *T) error { return text.RefuseAddr(*field(v)) },
	}
}

// Time is a column of times. A cell is empty for the zero time.
func Time[T any](name string, field func(*T) *time.Time) Column[T] {
	return Column[T]{
		Name: name,
		Read: func(c *Cell, v *T) { *field(v) = c.Time() },
		Append: func(w *Writer, v *T) {
			if t := field(v); !t.IsZero() {
				w.times.Report(&w.Buffer, *t)
			}
		},
		Refuse: func(v *T) error { return timefmt.Refuse(*field(v)) },
	}
}

const commas = ',' * text.Ones

// AppendText appends a cell, in quotes where it needs them, as encoding/csv does. It reports whether the cell is UTF-8.
func AppendText(b *text.Buffer, cell string) bool {
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
