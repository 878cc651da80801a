package flowtrail

import (
	"fmt"
	"io"
	"io/fs"
	"iter"
	"slices"
	"sync"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A Codec reads, validates and writes one encoding of one document; T is the type of its records. Codecs are package-level
// values of the document packages, such as networkevent.JSON. A Codec is safe for concurrent use; the readers and
// writers that it returns are not.
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

// Declaration returns what records may be. Declarations are internal: it is called by this module's packages.
func (c *Codec[T]) Declaration() declare.Value { return c.format.Declaration() }

// Name returns the codec's name, such as "networkevent.json": the document and the encoding. It stays the same from version to
// version.
func (c *Codec[T]) Name() string { return c.format.Name() }

// Title returns what the codec is for, on one line, such as "Twingate network events, synced to S3".
func (c *Codec[T]) Title() string { return c.format.Title() }

// Schema returns a copy of the embedded JSON Schema (draft 2020-12) that records are validated against. For a CSV codec it
// describes a row as an object: its members are named as the columns, and all of its values are strings.
func (c *Codec[T]) Schema() []byte { return slices.Clone(c.format.Schema()) }

// Detect reports whether an input that begins with head looks like this document in this encoding. In a CSV it looks at the
// header. In JSON it looks at which stream a record names, and passes over records that name another one. Head may
// be compressed by gzip and have a byte order mark; some tens of kilobytes are enough.
func (c *Codec[T]) Detect(head []byte) bool {
	text := plainHead(head)
	return len(text) > 0 && c.format.Detect(text)
}

// NewReader returns a reader of the records in r. See [Reader].
func (c *Codec[T]) NewReader(r io.Reader, opts ...Option) *Reader[T] {
	return c.newReader(r, newOptions(opts))
}

// Read returns the records in r, each a new value, as [Reader.All] does. In place of a record that is wrong it yields nil and
// a *[RecordError], and goes on with the next record. Any other error, a *[HeaderError] or a *[StreamError], is in the last pair;
// see [FindingsAfterHeader] for the one exception. The sequence can be ranged over once.
func (c *Codec[T]) Read(r io.Reader, opts ...Option) iter.Seq2[*T, error] {
	return c.NewReader(r, opts...).All()
}

// ReadFS reads all files in fsys whose names match glob (see [fs.Glob]), one after the other in the order of their names, as
// [Codec.Read] does. Positions have the name of the file. Each file is read with all of the options, as if it were the only one.
// The first file that cannot be opened, or read to its end, ends the sequence with its *[HeaderError] or *[StreamError]. If no
// file matches, that is a *StreamError as well.
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

// Decode reads the one record that data holds into v. It overwrites all of v, but reuses the memory that v refers to. If the
// record is wrong, Decode returns a *[RecordError] with all findings, whose positions count from the first byte of data, and v
// holds what could be decoded. For a CSV codec data is either a row with its cells in the order of the document's columns, or a
// header line and a row. Decode panics if v is nil.
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

// Validate checks the one record that data holds, as [Codec.Decode] does, and returns nil or a *[RecordError].
func (c *Codec[T]) Validate(data []byte, opts ...RecordOption) error {
	return c.Decode(data, new(T), opts...)
}

// Check reads all records of r and yields only what is wrong, in the order of the input: a *[RecordError] for each record
// that is wrong, and any other error, a *[HeaderError] or a *[StreamError], last. With [FindingsAfterHeader] a *HeaderError
// comes first, and those of the records follow. With [Workers] several goroutines check at the same time. [Count] tells how many
// records there were.
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

// Append appends v to dst as one line, including the newline, as [Writer.Write] would, and returns the extended slice. For a CSV
// codec that is a row without a header. If v cannot be written without changing it, Append returns dst as it was and an error:
// for a string that is not UTF-8, a time outside of the years 0 to 9999, or a member of Extra that could not be read back as
// one, because it is not JSON or the record has a field for it. Append does not check v against the schema: [Codec.Validate] does
// that.
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

// Write writes all records of seq to w. It stops at the first error, and returns it: either one that seq yields, a
// *[RecordError] included, or one of writing. The records before it have been written.
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
