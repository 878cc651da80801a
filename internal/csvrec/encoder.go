package csvrec

import (
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/text"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// NewEncoder implements [record.Format].
func (f *Format[T]) NewEncoder() record.Encoder[T] { return &encoder[T]{format: f} }

// An encoder writes rows with all columns of the document, and after them the unknown ones of the first record.
type encoder[T any] struct {
	format *Format[T]
	extra  []string
	row    RowBuffer
}

// A RowBuffer is what a row is appended to.
type RowBuffer struct {
	text.Buffer
	valid bool // all text of the row is UTF-8
	times timefmt.Printer
}

// Text appends a cell of any text, and returns nil.
func (b *RowBuffer) Text(cell string) error {
	if !appendText(&b.Buffer, cell) {
		b.valid = false
	}
	return nil
}

// Header implements [record.Encoder].
func (e *encoder[T]) Header(dst []byte, v *T) ([]byte, error) {
	if v != nil && e.format.doc.Extra != nil {
		e.extra = slices.Sorted(maps.Keys(*e.format.doc.Extra(v)))
	}
	for _, name := range e.extra {
		if _, known := e.format.index[name]; known {
			return dst, fmt.Errorf("the extra column %q is one of the document's own", name)
		} else if !utf8.ValidString(name) {
			return dst, fmt.Errorf("the name of the extra column %q is not UTF-8", name)
		}
	}
	b := text.Buffer(dst)
	for i := range e.format.doc.Columns {
		if i > 0 {
			b.Byte(',')
		}
		b.Raw(e.format.doc.Columns[i].name)
	}
	for _, name := range e.extra {
		b.Byte(',')
		appendText(&b, name)
	}
	b.Byte('\n')
	return b, nil
}

// Append implements [record.Encoder].
func (e *encoder[T]) Append(dst []byte, v *T) ([]byte, error) {
	e.row.Buffer, e.row.valid = dst, true
	err := e.appendRow(v)
	row := e.row.Buffer
	e.row.Buffer = nil // it is the caller's
	switch {
	case err != nil:
		return dst, err
	case !e.row.valid:
		return dst, fmt.Errorf("the row is not UTF-8: %q", row[len(dst):])
	}
	return append(row, '\n'), nil
}

func (e *encoder[T]) appendRow(v *T) error {
	for i := range e.format.doc.Columns {
		if i > 0 {
			e.row.Byte(',')
		}
		column := &e.format.doc.Columns[i]
		if err := column.append(&e.row, v); err != nil {
			return fmt.Errorf("%s: %w", column.name, err)
		}
	}
	if e.format.doc.Extra == nil {
		return nil
	}
	return e.appendExtra(*e.format.doc.Extra(v))
}

// appendExtra appends the cells of the unknown columns.
func (e *encoder[T]) appendExtra(kept map[string]string) error {
	known := 0
	for _, name := range e.extra {
		cell, ok := kept[name]
		if ok {
			known++
		}
		e.row.Byte(',')
		e.row.Text(cell)
	}
	if known < len(kept) {
		return fmt.Errorf("the record has extra columns (%q) that the first record does not have (%q)",
			slices.Sorted(maps.Keys(kept)), e.extra)
	}
	return nil
}
