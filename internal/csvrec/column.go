package csvrec

import (
	"net/netip"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/scan"
	"github.com/flowtrail/flowtrail/internal/text"
)

// A Column is one column of a document: how its cells are read into a record and written from it.
type Column[T any] struct {
	Name     string
	Optional bool                          // the document does not name it: a header may lack it
	Filled   bool                          // its cells must not be empty
	Read     func(*Cell, *T)               // reads a cell that is not empty; an empty one leaves the zero value
	Append   func(dst []byte, v *T) []byte // of a column of text: nil
	Refuse   func(*T) error                // says why a record cannot be written, if it cannot; may be nil

	text func(*T) *string // of a column of text
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
	}
}

// Words is a column of a closed vocabulary.
func Words[T any, E ~string](name string, vocabulary *scan.Vocabulary[E], field func(*T) *E) Column[T] {
	return Column[T]{
		Name:   name,
		Filled: true,
		Read:   func(c *Cell, v *T) { *field(v) = Word(c, vocabulary) },
		Append: func(dst []byte, v *T) []byte { return AppendText(dst, string(*field(v))) },
	}
}

// Addr is a column of IP addresses.
func Addr[T any](name string, field func(*T) *netip.Addr) Column[T] {
	return Column[T]{
		Name: name,
		Read: func(c *Cell, v *T) { *field(v) = c.Addr() },
		Append: func(dst []byte, v *T) []byte {
			if addr := *field(v); addr.IsValid() {
				return text.AppendAddr(dst, addr)
			}
			return dst
		},
	}
}

// AppendText appends a cell, in quotes where it needs them, as encoding/csv does.
func AppendText(dst []byte, cell string) []byte {
	if cell == "" {
		return dst
	}
	n := len(dst)
	const slack = 8
	dst = slices.Grow(dst, len(cell)+slack)
	if copyPlain(dst[n:cap(dst)], cell) || !needsQuotes(cell) {
		return dst[:n+len(cell)]
	}
	dst = append(dst, '"')
	for {
		before, after, quote := strings.Cut(cell, `"`)
		if dst = append(dst, before...); !quote {
			return append(dst, '"')
		}
		dst, cell = append(dst, `""`...), after
	}
}

// copyPlain copies a cell, which is not empty, to dst, which has room for eight bytes more, and reports whether it surely needs
// no quotes.
func copyPlain(dst []byte, cell string) bool {
	first, seen := cell[0], uint64(0)
	for len(cell) >= 8 {
		w := text.First(cell)
		text.Put(dst, w)
		seen |= special(w)
		dst, cell = dst[8:], cell[8:]
	}
	w := text.Rest(cell)
	text.Put(dst, w)
	seen |= special(w)
	return seen == 0 && first > ' ' && first < utf8.RuneSelf && first != '\\'
}

// special returns a word that is not zero if one of the bytes of w needs quotes around it.
func special(w uint64) uint64 {
	comma, quote, newline, carriage := w^','*text.Ones, w^'"'*text.Ones, w^'\n'*text.Ones, w^'\r'*text.Ones
	return ((comma-text.Ones)&^comma | (quote-text.Ones)&^quote | (newline-text.Ones)&^newline | (carriage-text.Ones)&^carriage) & text.Highs
}

func needsQuotes(cell string) bool {
	if strings.ContainsAny(cell, ",\"\n\r") || cell == `\.` {
		return true
	}
	first, _ := utf8.DecodeRuneInString(cell)
	return unicode.IsSpace(first)
}
