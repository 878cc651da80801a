package csvrec

import (
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/text"
)

// NewEncoder implements [record.Format].
func (f *Format[T]) NewEncoder() record.Encoder[T] { return &encoder[T]{doc: &f.doc} }

// An encoder writes rows with all columns of the document, and behind them the unknown ones of the first record.
type encoder[T any] struct {
	doc   *Document[T]
	extra []string
	row   text.Buffer
}

// Header implements [record.Encoder].
func (e *encoder[T]) Header(dst []byte, v *T) ([]byte, error) {
	if v != nil && e.doc.Extra != nil {
		e.extra = slices.Sorted(maps.Keys(*e.doc.Extra(v)))
	}
	b := text.Buffer(dst)
	for i := range e.doc.Columns {
		if i > 0 {
			b.Byte(',')
		}
		b.Raw(e.doc.Columns[i].Name)
	}
	for _, name := range e.extra {
		b.Byte(',')
		AppendText(&b, name)
	}
	b.Byte('\n')
	return b, nil
}

// Append implements [record.Encoder].
func (e *encoder[T]) Append(dst []byte, v *T) ([]byte, error) {
	e.row = dst
	b, ascii := &e.row, true
	for i := range e.doc.Columns {
		if i > 0 {
			b.Byte(',')
		}
		column := &e.doc.Columns[i]
		if column.cell != nil {
			plain := AppendText(b, column.cell(v))
			ascii = ascii && plain
			continue
		}
		if column.Refuse != nil {
			if err := column.Refuse(v); err != nil {
				return dst, fmt.Errorf("%s: %w", column.Name, err)
			}
		}
		column.Append(b, v)
	}
	if e.doc.Extra != nil {
		if kept := *e.doc.Extra(v); len(e.extra) > 0 || len(kept) > 0 {
			if err := e.appendExtra(kept); err != nil {
				return dst, err
			}
			ascii = false
		}
	}
	if row := (*b)[len(dst):]; !ascii && !utf8.Valid(row) {
		return dst, fmt.Errorf("the row is not UTF-8: %q", row)
	}
	b.Byte('\n')
	return e.row, nil
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
		AppendText(&e.row, cell)
	}
	if known < len(kept) {
		return fmt.Errorf("the record has extra columns (%q) that the first record does not have (%q)",
			slices.Sorted(maps.Keys(kept)), e.extra)
	}
	return nil
}
