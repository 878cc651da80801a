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
	d.reader(f, func(reader *flowtrail.Reader[T]) {
		_, err := flowtrail.Fold(reader, func() struct{} { return struct{}{} }, func(struct{}, *T) {}, func(_, _ struct{}) {}, f.takeAll)
		f.end(err)
	})
}

// reader gives a reader of f to use, and counts its records.
func (d recordDocument[T]) reader(f *file, use func(*flowtrail.Reader[T])) {
	var counts flowtrail.Counts
	use(d.NewReader(f.text, append(slices.Clip(f.opts), flowtrail.Count(&counts))...))
	f.records = counts.Records
}

// valid returns the valid records of f, each until the next one. What else there is goes to f.
func (d recordDocument[T]) valid(f *file) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		d.reader(f, func(reader *flowtrail.Reader[T]) {
			f.pos = reader.Pos
			var v T
			for err := range reader.Into(&v) {
				if err != nil {
					f.take(err)
				} else if !yield(&v) {
					return
				}
			}
		})
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
	d.reader(f, func(reader *flowtrail.Reader[T]) {
		n := 0
		_, err := flowtrail.Fold(reader, func() *useractivity.Accumulator {
			n++
			return part(n - 1)
		}, d.add, func(_, _ *useractivity.Accumulator) {}, f.takeAll)
		f.end(err)
	})
}

func (d connectionDocument[T]) convert(f *file, to target, each func([]change, error) bool) {
	for v := range d.valid(f) {
		if !each(d.put(to, v)) {
			return
		}
	}
}
