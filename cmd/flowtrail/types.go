package main

import (
	"io"
	"iter"
	"slices"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

// documents are the types that the tool knows.
var documents = []document{
	connections(networkevent.JSON, "network events, synced to S3", (*useractivity.Accumulator).Add, target.event),
	connections(networkevent.CSV, "network events report", (*useractivity.Accumulator).AddRow, target.row),
	records(useractivity.CSV, "user activity report of active users"),
}

// A document is a codec, whatever the type of its records.
type document interface {
	Name() string
	Schema() []byte
	Detect(head []byte) bool
	about() string
	validate(f *file)
	generate(w io.Writer, records int64, seed uint64, array bool) error
}

// A connectionLog is a document whose records are connections.
type connectionLog interface {
	document
	count(f *file, part func(int) *useractivity.Accumulator)
	convert(f *file, to target, each func(changed []change, err error) (goOn bool))
}

// detect returns the document that an input beginning with head is, or nil.
func detect(head []byte) document {
	if i := slices.IndexFunc(documents, func(d document) bool { return d.Detect(head) }); i >= 0 {
		return documents[i]
	}
	return nil
}

// byName returns the document with a name, or nil.
func byName(name string) document {
	if i := slices.IndexFunc(documents, func(d document) bool { return d.Name() == name }); i >= 0 {
		return documents[i]
	}
	return nil
}

// typeNames returns the names of all documents.
func typeNames() []string {
	names := make([]string, len(documents))
	for i, d := range documents {
		names[i] = d.Name()
	}
	return names
}

// recordDocument implements [document].
type recordDocument[T any] struct {
	*flowtrail.Codec[T]
	text string
}

func records[T any](codec *flowtrail.Codec[T], about string) recordDocument[T] {
	return recordDocument[T]{codec, about}
}

func (d recordDocument[T]) about() string { return d.text }

func (d recordDocument[T]) validate(f *file) {
	d.each(f, func() func(*T) { return func(*T) {} })
}

// each gives the valid records of f to visitors. What else there is goes to f.
func (d recordDocument[T]) each(f *file, visitor func() func(*T)) {
	reader := d.NewReader(f.text, f.opts...)
	for err := range reader.Each(visitor) {
		f.take(err)
	}
	f.records = reader.Pos().Record
}

// valid returns the valid records of f, each until the next one. What else there is goes to f.
func (d recordDocument[T]) valid(f *file) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		reader := d.NewReader(f.text, f.opts...)
		f.pos = reader.Pos
		var v T
		for {
			switch err := reader.Next(&v); {
			case err == io.EOF:
				return
			case err != nil:
				if f.take(err); f.err != nil {
					return
				}
				f.records = reader.Pos().Record
			default:
				if f.records++; !yield(&v) {
					return
				}
			}
		}
	}
}

// connectionDocument implements [connectionLog].
type connectionDocument[T any] struct {
	recordDocument[T]
	add func(*useractivity.Accumulator, *T)
	put func(target, *T) ([]change, error)
}

func connections[T any](codec *flowtrail.Codec[T], about string,
	add func(*useractivity.Accumulator, *T), put func(target, *T) ([]change, error),
) connectionDocument[T] {
	return connectionDocument[T]{records(codec, about), add, put}
}

// count implements [connectionLog]: each goroutine that reads has a part of its own, by number.
func (d connectionDocument[T]) count(f *file, part func(int) *useractivity.Accumulator) {
	n := 0
	d.each(f, func() func(*T) {
		mine := part(n)
		n++
		return func(v *T) { d.add(mine, v) }
	})
}

func (d connectionDocument[T]) convert(f *file, to target, each func([]change, error) bool) {
	for v := range d.valid(f) {
		if !each(d.put(to, v)) {
			return
		}
	}
}
