package csvrec

import (
	"fmt"
	"maps"
	"slices"

	"github.com/flowtrail/flowtrail/internal/jsontext"
	"github.com/flowtrail/flowtrail/internal/record"
)

// NewEncoder implements [record.Format].
func (f *Format[T]) NewEncoder() record.Encoder[T] { return &encoder[T]{doc: &f.doc} }

// An encoder writes rows with all columns of the document, and behind them the unknown ones of the first record.
type encoder[T any] struct {
	doc   *Document[T]
	extra []string
}

// Header implements [record.Encoder].
func (e *encoder[T]) Header(dst []byte, v *T) ([]byte, error) {
	if v != nil && e.doc.Extra != nil {
		e.extra = slices.Sorted(maps.Keys(*e.doc.Extra(v)))
	}
	for i := range e.doc.Columns {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, e.doc.Columns[i].Name...)
	}
	for _, name := range e.extra {
		dst = AppendText(append(dst, ','), name)
	}
	return append(dst, '\n'), nil
}

// Append implements [record.Encoder].
func (e *encoder[T]) Append(dst []byte, v *T) ([]byte, error) {
	out := dst
	for i := range e.doc.Columns {
		if i > 0 {
			out = append(out, ',')
		}
		column := &e.doc.Columns[i]
		if column.text != nil {
			out = AppendText(out, *column.text(v))
			continue
		}
		if column.Refuse != nil {
			if err := column.Refuse(v); err != nil {
				return dst, fmt.Errorf("%s: %w", column.Name, err)
			}
		}
		out = column.Append(out, v)
	}
	if e.doc.Extra != nil {
		kept := *e.doc.Extra(v)
		known := 0
		for _, name := range e.extra {
			text, ok := kept[name]
			if ok {
				known++
			}
			out = AppendText(append(out, ','), text)
		}
		if known < len(kept) {
			return dst, fmt.Errorf("the record has extra columns (%q) that the first record does not have (%q)",
				slices.Sorted(maps.Keys(kept)), e.extra)
		}
	}
	if !jsontext.ValidUTF8(out[len(dst):]) {
		return dst, fmt.Errorf("the row is not UTF-8: %q", out[len(dst):])
	}
	return append(out, '\n'), nil
}
