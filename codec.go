package flowtrail

import (
	"fmt"
	"io"
	"io/fs"
	"iter"
	"slices"
	"sync"

	"github.com/flowtrail/flowtrail/internal/record"
)

// A Codec reads, validates and writes one encoding of one document, of which a record is a T. Codecs are
// package-level values of the document packages, such as networkevent.JSON. They are safe for concurrent use.
type Codec[T any] struct {
	format  record.Format[T]
	single  sync.Pool // of *single[T], for Decode and Validate
	encoder sync.Pool // of record.Encoder[T], for Append
}

// single is what decoding one record on its own takes.
type single[T any] struct {
	parser record.Parser[T]
	buf    []byte
}

// NewCodec returns the codec of a format. Formats are internal: it is called by this module's document packages.
func NewCodec[T any](format record.Format[T]) *Codec[T] { return &Codec[T]{format: format} }

// Name returns the codec's name, such as "networkevent.json": the document and the encoding.
func (c *Codec[T]) Name() string { return c.format.Name() }

// Schema returns a copy of the embedded JSON Schema (draft 2020-12) that records are judged by. For a CSV
// codec it describes a row as an object of its cells, by column, all of them strings.
func (c *Codec[T]) Schema() []byte { return slices.Clone(c.format.Schema()) }

// Detect reports whether an input that begins with head looks like this document in this encoding. It looks at
// the CSV header or the event_type of the first record. Head may be compressed and have a byte order mark, as
// for reading; some tens of kilobytes are enough.
func (c *Codec[T]) Detect(head []byte) bool {
	text := plainHead(head)
	return len(text) > 0 && c.format.Detect(text)
}

// NewReader returns a reader of the records in r. See [Reader].
func (c *Codec[T]) NewReader(r io.Reader, opts ...Option) *Reader[T] {
	return newReader(c.format, r, newOptions(opts))
}

// Read returns the records in r, each a new value, as [Reader.All] does: a *[RecordError] stands in place of a
// record that is wrong, and reading goes on after it; any other error is a *[StreamError] and the last pair.
// The sequence can be ranged over once.
func (c *Codec[T]) Read(r io.Reader, opts ...Option) iter.Seq2[*T, error] {
	return c.NewReader(r, opts...).All()
}

// ReadFS reads all files in fsys whose names match glob (see [fs.Glob]), one after the other in the order of their
// names, as [Codec.Read] does. Positions carry the name of the file; options hold for each file by itself. It
// is an error if no file matches. A file that cannot be opened or read ends the sequence.
func (c *Codec[T]) ReadFS(fsys fs.FS, glob string, opts ...Option) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		names, err := fs.Glob(fsys, glob)
		if err == nil && len(names) == 0 {
			err = fs.ErrNotExist
		}
		if err != nil {
			yield(nil, streamError(Position{File: glob, Line: 1, Column: 1}, err))
			return
		}
		for _, name := range names {
			if !c.readFile(fsys, name, opts, yield) {
				return
			}
		}
	}
}

// readFile yields the records of one file and reports whether the next file may follow.
func (c *Codec[T]) readFile(fsys fs.FS, name string, opts []Option, yield func(*T, error) bool) bool {
	file, err := fsys.Open(name)
	if err != nil {
		yield(nil, streamError(Position{File: name, Line: 1, Column: 1}, err))
		return false
	}
	defer file.Close()
	reader := c.NewReader(file, append(slices.Clone(opts), FileName(name))...)
	for v, err := range reader.All() {
		if !yield(v, err) {
			return false
		}
	}
	return reader.err == io.EOF
}

// Decode reads the one record that data holds into v, overwriting all of it but reusing its memory. If the record
// is wrong, it returns a *[RecordError] with all findings, and v holds what could be decoded. For a CSV codec
// data is a row in the order of the document's columns, or a header line and a row. [FileName]
// names the input in the error; [Workers] does nothing here.
func (c *Codec[T]) Decode(data []byte, v *T, opts ...Option) error {
	o := newOptions(opts)
	var s *single[T]
	if len(opts) == 0 {
		s, _ = c.single.Get().(*single[T])
	}
	if s == nil {
		s = &single[T]{parser: c.format.NewParser(o.limits)}
	}
	s.buf = record.Pad(s.buf, data)
	span := c.format.Decode(s.parser, s.buf, v)
	var err error
	if span.Status != record.Valid {
		start := cursor{file: o.file, line: 1}
		err = start.recordError(s.buf, 0, span, 1, s.parser.Findings())
	}
	if len(opts) == 0 && cap(s.buf) <= 1<<20 {
		c.single.Put(s)
	}
	return err
}

// Validate judges the one record that data holds, as [Codec.Decode] does, and returns nil or a *[RecordError].
func (c *Codec[T]) Validate(data []byte, opts ...Option) error {
	return c.Decode(data, new(T), opts...)
}

// Append appends v to dst as one line, including the newline, as [Writer.Write] would, and returns the extended
// slice. It returns dst as it was and an error if v cannot be written without changing it: a string that is not
// UTF-8, a time outside of the years 0 to 9999, an Extra that would not be read back as one, since it is not JSON or
// names what the record has already. Whether v keeps to the schema is not asked: [Codec.Validate] tells.
func (c *Codec[T]) Append(dst []byte, v *T) ([]byte, error) {
	encoder, ok := c.encoder.Get().(record.Encoder[T])
	if !ok {
		encoder = c.format.NewEncoder()
	}
	defer c.encoder.Put(encoder)
	return encoder.Append(dst, v)
}

// NewWriter returns a writer of records to w. See [Writer].
func (c *Codec[T]) NewWriter(w io.Writer) *Writer[T] {
	return &Writer[T]{w: w, encoder: c.format.NewEncoder(), name: c.format.Name()}
}

// Write writes all records of seq to w. It ends with the first error that seq yields or writing returns, after
// writing the records before it.
func (c *Codec[T]) Write(w io.Writer, seq iter.Seq2[*T, error]) error {
	writer := c.NewWriter(w)
	for v, err := range seq {
		if err == nil {
			err = writer.Write(v)
		}
		if err != nil {
			writer.Flush()
			return fmt.Errorf("write %s: %w", c.Name(), err)
		}
	}
	return writer.Flush()
}

// Samples returns an endless sequence of valid records with the variety of real ones, the same for the same
// seed on every platform. A record is valid until the next one is asked for. Each range over the sequence starts anew.
func (c *Codec[T]) Samples(seed uint64) iter.Seq[*T] { return c.format.Samples(seed) }
