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
	format   record.Format[T]
	kits     sync.Map  // of *sync.Pool of *kit[T], by record.Limits
	encoders sync.Pool // of record.Encoder[T], for Append
}

// A kit is what reading takes. It is used again: a parser has tables that took time to make.
type kit[T any] struct {
	parser record.Parser[T]
	buf    []byte
}

// kit returns a kit that no one else has.
func (c *Codec[T]) kit(limits record.Limits) *kit[T] {
	pool, ok := c.kits.Load(limits)
	if !ok {
		pool, _ = c.kits.LoadOrStore(limits, new(sync.Pool))
	}
	if k, ok := pool.(*sync.Pool).Get().(*kit[T]); ok {
		return k
	}
	return &kit[T]{parser: c.format.NewParser(limits)}
}

// keep keeps a kit for others, as one that knows nothing of the stream it was used for.
func (c *Codec[T]) keep(limits record.Limits, k *kit[T]) {
	if cap(k.buf) > mostKept {
		k.buf = nil
	}
	k.parser.Reset()
	if pool, ok := c.kits.Load(limits); ok {
		pool.(*sync.Pool).Put(k)
	}
}

// NewCodec returns the codec of a format. Formats are internal: it is called by this module's document packages.
func NewCodec[T any](format record.Format[T]) *Codec[T] { return &Codec[T]{format: format} }

// Format returns the codec's format. Formats are internal: it is called by this module's packages.
func (c *Codec[T]) Format() record.Format[T] { return c.format }

// Name returns the codec's name, such as "networkevent.json": the document and the encoding.
func (c *Codec[T]) Name() string { return c.format.Name() }

// Title returns what the codec is for, on one line, such as "Twingate network events, synced to S3".
func (c *Codec[T]) Title() string { return c.format.Title() }

// Schema returns a copy of the embedded JSON Schema (draft 2020-12) that records are validated by. For a CSV
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
	return c.newReader(r, newOptions(opts))
}

// Read returns the records in r, each a new value, as [Reader.All] does: a *[RecordError] stands in place of a
// record that is wrong, and reading goes on after it; any other error, a *[HeaderError] or a *[StreamError], is in the last pair.
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
// data is a row in the order of the document's columns, or a header line and a row. Decode panics if v is nil.
func (c *Codec[T]) Decode(data []byte, v *T, opts ...RecordOption) error {
	if v == nil {
		panic("flowtrail: Codec.Decode needs a record to decode into, not nil")
	}
	limits := newLimits(opts)
	k := c.kit(limits)
	k.buf = record.Pad(k.buf, data)
	span := c.format.Decode(k.parser, k.buf, v)
	var err error
	if span.Status != record.Valid {
		start := tracker{data: k.buf, line: 1}
		err = start.recordError(span.Start, 1, k.parser.Findings())
	}
	c.keep(limits, k)
	return err
}

// Validate validates the one record that data holds, as [Codec.Decode] does, and returns nil or a *[RecordError].
func (c *Codec[T]) Validate(data []byte, opts ...RecordOption) error {
	return c.Decode(data, new(T), opts...)
}

// Check reads all records of r, with several [Workers] in several goroutines, and yields what is wrong, in the order of the
// input: a *[RecordError] for each record that is wrong, and at the end a *[HeaderError] or a *[StreamError], if there is one;
// see [FindingsAfterHeader]. What was read can be had by [Count].
func (c *Codec[T]) Check(r io.Reader, opts ...Option) iter.Seq[error] {
	return func(yield func(error) bool) {
		left := false
		err := check(c.NewReader(r, opts...), func(err error) error {
			if left = !yield(err); left {
				return err
			}
			return nil
		})
		if err != nil && !left {
			yield(err)
		}
	}
}

// Append appends v to dst as one line, including the newline, as [Writer.Write] would, and returns the extended
// slice. It returns dst as it was and an error if v cannot be written without changing it: a string that is not
// UTF-8, a time outside of the years 0 to 9999, an Extra that would not be read back as one, since it is not JSON or
// names what the record has already. Whether v keeps to the schema is not asked: [Codec.Validate] tells.
func (c *Codec[T]) Append(dst []byte, v *T) ([]byte, error) {
	if v == nil {
		return dst, errNoRecordGiven
	}
	encoder, ok := c.encoders.Get().(record.Encoder[T])
	if !ok {
		encoder = c.format.NewEncoder()
	}
	defer c.encoders.Put(encoder)
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
