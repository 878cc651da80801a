package jsonrec

import (
	"encoding/json"
	"errors"
	"maps"
	"math"

	"github.com/flowtrail/flowtrail/internal/jsonwrite"
	"github.com/flowtrail/flowtrail/internal/record"
)

// NewEncoder implements [record.Format].
func (f *Format[T]) NewEncoder() record.Encoder[T] {
	return &encoder[T]{format: f, append: f.doc.NewEncoder()}
}

// An encoder appends records as JSON Lines.
type encoder[T any] struct {
	format *Format[T]
	append func(*jsonwrite.Writer, *T)
	writer jsonwrite.Writer
	reader *Parser[T] // of what was written with Extra members; nil before it is needed
	buf    []byte
}

// Header implements [record.Encoder].
func (*encoder[T]) Header(dst []byte, _ *T) ([]byte, error) { return dst, nil }

// Append implements [record.Encoder].
func (e *encoder[T]) Append(dst []byte, v *T) ([]byte, error) {
	e.writer.Start(dst)
	e.append(&e.writer, v)
	extra := e.writer.Extra
	out, err := e.writer.Done()
	e.writer.Start(nil) // what it refers to is the caller's
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
		e.reader = e.format.newParser(record.Limits{Size: math.MaxInt, Depth: math.MaxInt})
	}
	e.buf = record.Pad(e.buf, text)
	e.reader.scanner.Start(e.buf, 0)
	var v T
	e.reader.decode(e.reader.scanner, &v)
	there := func(a, _ json.RawMessage) bool { return a != nil }
	if e.reader.scanner.Broken() || !maps.EqualFunc(e.reader.scanner.Extra, extra, there) {
		return errors.New("a member of Extra would not be read as one: the record has it already, or it is not JSON in UTF-8")
	}
	return nil
}
