package csvrec

import (
	"net/netip"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/scan"
)

// A Column is one column of a document: how its cells are read into a record and written from it.
type Column[T any] struct {
	Name     string
	Optional bool            // the document does not name it: a header may lack it
	Filled   bool            // its cells must not be empty
	Read     func(*Cell, *T) // reads a cell that is not empty; an empty one leaves the zero value
	Append   func(dst []byte, v *T) []byte
	Refuse   func(*T) error // says why a record cannot be written, if it cannot; may be nil

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
		Name:   name,
		Read:   func(c *Cell, v *T) { *field(v) = c.String() },
		Append: func(dst []byte, v *T) []byte { return AppendText(dst, *field(v)) },
		text:   field,
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
				return addr.AppendTo(dst)
			}
			return dst
		},
	}
}

// AppendText appends a cell, in quotes where it needs them, as encoding/csv does.
func AppendText(dst []byte, text string) []byte {
	start := len(dst)
	if dst = append(dst, text...); !needsQuotes(dst[start:]) {
		return dst
	}
	dst = append(dst[:start], '"')
	for {
		before, after, quote := strings.Cut(text, `"`)
		if dst = append(dst, before...); !quote {
			return append(dst, '"')
		}
		dst, text = append(dst, `""`...), after
	}
}

func needsQuotes(text []byte) bool {
	if len(text) == 0 {
		return false
	}
	for _, c := range text {
		if c == ',' || c == '"' || c == '\n' || c == '\r' {
			return true
		}
	}
	first, _ := utf8.DecodeRune(text)
	return unicode.IsSpace(first) || string(text) == `\.`
}
