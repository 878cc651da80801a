package flowtrail

import (
	"bytes"
	"io"
	"iter"

	"github.com/flowtrail/flowtrail/internal/record"
)

// A Reader reads the records of one input. The input may be compressed by gzip, may have a byte order mark, and its lines may end
// in LF or CRLF, the last one in neither. JSON may be one record a line, objects one after the other, one array, or a single
// object. A Reader finds out which of these it has by looking at the input. An input without any record is no error.
//
// Its memory does not depend on the size of the input, but on that of its largest record, up to the limit of [MaxRecordSize]. With
// several [Workers], each has a few blocks of 192 KiB besides, with their records and findings: 40 MB where all records were invalid.
//
// A record is handed out as soon as it has been read, even if the input is slow. A Reader starts no goroutine unless [Workers]
// asks for it, and none outlives the loop that it works for: a Reader needs no closing. It is not safe for concurrent use.
//
// [Reader.Into] and [Reader.All] range over the records in the order of the input; [Fold] sums them up faster, in any order.
type Reader[T any] struct {
	opts    options
	codec   *Codec[T]
	src     io.Reader
	parser  record.Parser[T] // nil when there is nothing left to read
	helpers []*kit[T]        // for other goroutines
	buf     buffer
	at      tracker // at or before the current record, in the memory that this is in

	number int64       // of the current record
	span   record.Span // of the current record, in at.data
	held   bool        // the current record is all there
	pos    Position    // of the current record, once placed
	placed bool

	pipe     *pipeline[T]
	batch    *batch[T]   // the current record is in it
	origin   tracker     // where batch begins
	left     []*batch[T] // decoded for a loop that was left
	spare    []*batch[T]
	serial   int64 // how many bytes are read in this goroutine before others are started
	opened   bool
	hopeless bool // the header is wrong: no value is handed out
	counts   Counts
	reported Counts
	err      error // final
}

func (c *Codec[T]) newReader(r io.Reader, o options) *Reader[T] {
	if named, ok := r.(interface{ Name() string }); ok && o.file == "" {
		o.file = named.Name()
	}
	return &Reader[T]{opts: o, codec: c, src: r, at: tracker{file: o.file, line: 1}, serial: int64(min(chunkSize, o.block.bytes))}
}

// All returns the remaining records, each a new value. In place of a record that is wrong it yields nil and a *[RecordError],
// and goes on with the next record. Any other error, a *[HeaderError] or a *[StreamError], ends the sequence; only after the
// *HeaderError of a reader with [FindingsAfterHeader] it goes on.
func (r *Reader[T]) All() iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		defer r.pause()
		var v *T
		for {
			if v == nil {
				v = new(T)
			}
			switch err := r.next(v); {
			case err == io.EOF:
				return
			case err != nil:
				if !yield(nil, err) || err == r.err {
					return
				}
				*v = *new(T) // nothing of a wrong record is in the next one
			default:
				if !yield(v, nil) {
					return
				}
				v = nil
			}
		}
	}
}

// Into reads the remaining records into v, one after the other, and yields nil for each valid one. It overwrites all of v
// and reuses the memory that v refers to: a copy of the struct shares its slices and maps with the next record. After the first
// records it allocates only for strings that it has not seen lately.
//
//	for err := range reader.Into(&row) {
//		if err != nil {
//			log.Print(err)
//			continue
//		}
//		…
//	}
//
// For a record that is wrong Into yields a *[RecordError], v holds what could be decoded, and the loop goes on with the next
// record. Any other error is the last, as for [Reader.All]. Into panics if v is nil.
func (r *Reader[T]) Into(v *T) iter.Seq[error] {
	if v == nil {
		panic("flowtrail: Reader.Into needs a record to read into, not nil")
	}
	return func(yield func(error) bool) {
		defer r.pause()
		for {
			err := r.next(v)
			if err == io.EOF || !yield(err) || err != nil && err == r.err {
				return
			}
		}
	}
}

// Pos returns the position of the current record: the one that the loop is at, or was at last.
func (r *Reader[T]) Pos() Position {
	if !r.placed {
		r.at.seek(r.span.Start)
		r.pos, r.placed = r.at.position(r.number), true
	}
	return r.pos
}

// Raw returns the bytes of the current record, valid or not, as they stand in the decompressed input, without the LF or CRLF after
// them. Pretty-printed JSON has newlines in them. The header of a CSV, and the brackets and commas of a JSON array, belong to no
// record: a copy of a CSV needs the header as well. Raw returns nil if there is no current record, as after a loop that came to
// its end, or if the record is larger than [MaxRecordSize]. The bytes are valid until the next record is read, and must not be changed.
func (r *Reader[T]) Raw() []byte {
	if !r.held {
		return nil
	}
	raw := bytes.TrimSuffix(r.at.data[r.span.Start:r.span.End:r.span.End], []byte("\n"))
	return bytes.TrimSuffix(raw, []byte("\r"))
}

// Skipped returns how many records of other streams have been left out so far. See [SkipOtherStreams].
func (r *Reader[T]) Skipped() int64 { return r.counts.Skipped }

// next reads the next record into v. It returns nil, an error after which reading goes on, the final error, or io.EOF.
func (r *Reader[T]) next(v *T) error {
	for r.err == nil {
		if r.opts.workers > 1 && r.parallel() {
			r.startPipeline(false, func(_ int, parser record.Parser[T], b *batch[T]) { b.decode(parser, &r.opts) })
		}
		if done, err := r.step(v); done {
			return err
		}
	}
	return r.err
}

// step reads on, and reports whether that led to a record or an error to hand out.
func (r *Reader[T]) step(v *T) (bool, error) {
	switch {
	case r.err != nil:
		return true, r.err
	case !r.opened:
		err := r.open()
		return err != nil, err
	case r.batch == nil && r.pipe == nil && len(r.left) == 0:
		return r.read(v)
	case r.decoded():
		return r.handOut(v)
	}
	return r.err != nil, r.err
}

// begin makes the record at span of at.data the current one.
func (r *Reader[T]) begin(span record.Span) {
	r.number++
	r.span, r.held, r.placed = span, true, false
}

// admit counts the current record, and reports whether it is to be handed out, as a value or an error.
func (r *Reader[T]) admit(status record.Status, wrong *RecordError) (bool, error) {
	r.counts.Records++
	switch {
	case status == record.Valid:
		return !r.hopeless, nil
	case status == record.Other && r.opts.skipOther:
		r.counts.Skipped++
		return false, nil
	}
	r.counts.Invalid++
	r.counts.Findings += int64(len(wrong.Violations))
	return true, wrong
}

// forget gives up the bytes of the current record, once its position is known.
func (r *Reader[T]) forget() {
	r.Pos()
	r.held = false
}

// fail makes err, at at.data[at:], the final error.
func (r *Reader[T]) fail(at int, err error) error {
	r.Pos()
	r.at.seek(at)
	return r.end(streamError(r.at.position(r.number), err))
}

// end makes err the final error, after which all that the Reader has borrowed is given back.
func (r *Reader[T]) end(err error) error {
	r.forget()
	r.err = err
	if r.parser != nil {
		r.codec.keep(r.opts.limits, &kit[T]{r.parser, r.buf.data})
	}
	for _, k := range r.helpers {
		r.codec.keep(r.opts.limits, k)
	}
	r.parser, r.helpers, r.spare, r.buf, r.at.data, r.src = nil, nil, nil, buffer{}, nil, nil
	return err
}

// pause ends a loop: other goroutines have ended when it returns. What they have decoded is left for the next loop.
func (r *Reader[T]) pause() {
	r.endPipeline()
	if r.opts.counts != nil {
		fresh := r.counts
		fresh.Records -= r.reported.Records
		fresh.Invalid -= r.reported.Invalid
		fresh.Skipped -= r.reported.Skipped
		fresh.Findings -= r.reported.Findings
		r.opts.counts.add(fresh)
		r.reported = r.counts
	}
}
