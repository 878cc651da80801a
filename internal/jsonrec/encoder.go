package jsonrec

import (
	"encoding/json"
	"errors"
	"maps"
	"math"

	"github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/jsonwrite"
	"github.com/flowtrail/flowtrail/internal/record"
)

// NewEncoder implements [record.Format].
func (f *Format[T]) NewEncoder() record.Encoder[T] {
	return &encoder[T]{format: f, writer: jsondecl.NewWriter()}
}

// An encoder appends records as JSON Lines.
type encoder[T any] struct {
	format *Format[T]
	writer *jsonwrite.Writer
	reader *single[T] // of what was written with extra members; nil before it is needed
	buf    []byte
}

// Header implements [record.Encoder].
func (*encoder[T]) Header(dst []byte, _ *T) ([]byte, error) { return dst, nil }

// Append implements [record.Encoder].
func (e *encoder[T]) Append(dst []byte, v *T) ([]byte, error) {
	extra := *e.format.doc.Extra(v)
	e.writer.Start(dst, extra)
	jsondecl.Append(e.writer, e.format.doc.Record, v)
	out, err := e.writer.Done()
	if err == nil && len(extra) > 0 {
		err = e.readBack(out[len(dst):], extra)
	}
	if err != nil {
		return dst, err
	}
	return append(out, '\n'), nil
}

// readBack returns an error if a record is not read as one with these Extra members.
func (e *encoder[T]) readBack(text []byte, extra map[string]json.RawMessage) error {
	if e.reader == nil {
		limits := record.Limits{Size: math.MaxInt, Depth: math.MaxInt}
		e.reader = e.format.newReader(limits, jsondecl.NewDecoder(limits))
	}
	e.buf = record.Pad(e.buf, text)
	var v T
	next, _ := e.reader.read(e.buf, 0, &v)
	there := func(a, _ json.RawMessage) bool { return a != nil }
	if next < 0 || !maps.EqualFunc(*e.format.doc.Extra(&v), extra, there) {
		return errors.New("a member of Extra would not be read as one: the record has it already, or it is not JSON in UTF-8")
	}
	return nil
}
