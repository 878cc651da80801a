package flowtrail

import (
	"io"
	"iter"

	"github.com/flowtrail/flowtrail/internal/input"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A Reader reads the records of one input as it comes: gzip or plain, with a byte order mark or none, LF or CRLF,
// with or without a newline at the end; JSON as lines, as concatenated objects, as one array or a single object.
// All of that is found out by looking. Its memory does not depend on the size of the input, but on the size of its largest
// record up to the limit (see [MaxRecordSize]); each of several [Workers] keeps a few chunks of 192 KiB besides.
//
// A Reader starts no goroutine unless [Workers] asks for it, and none outlives the chunk it decodes: a Reader can be
// abandoned at any time. It is not safe for concurrent use.
type Reader[T any] struct {
	opts     options
	src      io.Reader
	parser   record.Parser[T]
	win      window
	team     *team[T] // nil when one goroutine does all the work
	data     []byte   // what the current record stands in: the window, or a chunk of the team
	at       cursor   // a place at or before the current record
	consumed int      // the same place, in data
	number   int64    // of the current record
	start    int      // of the current record, in data
	pos      Position // of the current record, once placed
	placed   bool
	err      error // final
	opened   bool
}

func newReader[T any](format record.Format[T], r io.Reader, o options) *Reader[T] {
	if named, ok := r.(interface{ Name() string }); ok && o.file == "" {
		o.file = named.Name()
	}
	reader := &Reader[T]{opts: o, src: r, parser: format.NewParser(o.limits)}
	reader.at = cursor{file: o.file, line: 1}
	return reader
}

// All returns the remaining records, each a new value. A *[RecordError] stands in place of a record that is wrong, and
// the sequence goes on after it; any other error is a *[StreamError] and ends the sequence.
func (r *Reader[T]) All() iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		var v *T
		for {
			if v == nil {
				v = new(T)
			}
			err := r.Next(v)
			if err == io.EOF {
				return
			}
			if err == nil {
				if !yield(v, nil) {
					return
				}
				v = nil
				continue
			}
			if _, goOn := err.(*RecordError); !yield(nil, err) || !goOn {
				return
			}
		}
	}
}

// Next reads the next record into v. It overwrites all of v and reuses the memory that v refers to: a copy of the
// struct shares its slices and maps with the next record. Once warm, it allocates only for strings that it has
// not seen lately.
//
// It returns nil; a *[RecordError] if the record is wrong, when v holds what could be decoded, and the next call reads
// the next record; [io.EOF] at the end; or a *[StreamError], which is returned from then on.
func (r *Reader[T]) Next(v *T) error {
	for {
		if err := r.ready(); err != nil {
			return err
		}
		if r.team != nil {
			if ok, err := r.team.next(r, v); ok {
				return err
			}
		}
		if done, err := r.step(v); done {
			return err
		}
	}
}

// ready opens the stream, if that has not been done. It returns the final error once there is one, or what is wrong with the
// header.
func (r *Reader[T]) ready() error {
	if !r.opened {
		r.opened = true
		if err := r.open(); err != nil {
			return err
		}
	}
	return r.err
}

// Pos returns the position of the record that Next read last.
func (r *Reader[T]) Pos() Position {
	if !r.placed {
		r.moveTo(r.start)
		r.pos, r.placed = r.at.position(r.number), true
	}
	return r.pos
}

// moveTo moves the cursor to data[to:].
func (r *Reader[T]) moveTo(to int) {
	if to > r.consumed {
		r.at.advance(r.data[r.consumed:to])
		r.consumed = to
	}
}

// leave moves the cursor to data[to:], from where the stream goes on in other memory.
func (r *Reader[T]) leave(to int) {
	r.Pos()
	r.moveTo(to)
}

// enter says that the stream goes on at data[from:].
func (r *Reader[T]) enter(data []byte, from int) { r.data, r.consumed = data, from }

// fill reads more of the stream into the window, keeping what is not consumed.
func (r *Reader[T]) fill() {
	r.leave(r.win.pos)
	r.win.fill(1)
	r.enter(r.win.buf, 0)
}

// last reports whether the stream ends with what is in the window, as it should.
func (r *Reader[T]) last() bool { return r.win.last && r.win.err == nil }

// fail makes err, at data[at:], the final error.
func (r *Reader[T]) fail(at int, err error) error {
	r.leave(at)
	r.err = streamError(r.at.position(r.number), err)
	return r.err
}

// open looks at the beginning of the stream. It returns an error for a header that has findings.
func (r *Reader[T]) open() error {
	src, err := input.Open(r.src, r.opts.gunzip)
	if err != nil {
		return r.fail(0, err)
	}
	r.win.src = src
	r.at.offset, r.at.lineStart = int64(src.Skipped()), int64(src.Skipped())
	for {
		r.fill()
		data := r.win.buf
		span := r.parser.Open(data, r.last())
		r.win.pos = span.End
		switch span.Status {
		case record.More:
			if r.win.last {
				return r.fail(len(data), r.win.err)
			}
			continue
		case record.Broken:
			return r.fail(span.Start, r.parser.Err())
		}
		if r.opts.workers > 1 {
			r.team = newTeam(r.parser, r.opts)
		}
		if span.Status == record.Invalid {
			return r.at.recordError(data, 0, span, 0, r.parser.Findings())
		}
		return nil
	}
}

// step reads on in the window and reports whether that led to a record, an error or the end.
func (r *Reader[T]) step(v *T) (bool, error) {
	data := r.win.buf
	span := r.parser.Next(data, r.win.pos, r.last(), v)
	switch span.Status {
	case record.Valid:
		r.begin(span)
		r.win.pos = span.End
		return true, nil
	case record.Invalid:
		r.begin(span)
		r.win.pos = span.End
		return true, r.invalid(span, r.parser.Findings())
	case record.Broken:
		return true, r.fail(span.Start, r.parser.Err())
	case record.More:
		r.win.pos = span.Start
		if len(data)-span.Start > r.opts.limits.Size {
			return true, r.skip(span)
		}
	case record.End:
		r.win.pos = span.End
	}
	switch {
	case !r.win.last:
		r.fill()
		return false, nil
	case r.win.err != nil:
		return true, r.fail(len(data), r.win.err)
	}
	r.err = io.EOF
	return true, io.EOF
}

// begin makes the record at span the current one.
func (r *Reader[T]) begin(span record.Span) {
	r.number++
	r.start, r.placed = span.Start, false
}

// invalid returns what is wrong with the current record.
func (r *Reader[T]) invalid(span record.Span, findings []record.Finding) error {
	r.Pos() // the lines before it are counted once
	return r.at.recordError(r.data, r.consumed, span, r.number, findings)
}

// skip passes over the record at span, which is too large, and returns the finding for it.
func (r *Reader[T]) skip(span record.Span) error {
	r.begin(span)
	at := r.Pos()
	for fresh := true; ; fresh = false {
		n, done := r.parser.Skip(r.win.buf[r.win.pos:], fresh, r.last())
		r.win.pos += n
		if done || r.win.last {
			break
		}
		r.fill()
	}
	large := record.TooLarge(0, r.opts.limits)
	return &RecordError{Position: at, Violations: []Violation{{Position: at, Rule: large.Rule, Message: large.Message}}}
}
