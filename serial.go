package flowtrail

import (
	"errors"
	"io"

	"github.com/flowtrail/flowtrail/internal/input"
	"github.com/flowtrail/flowtrail/internal/record"
)

// open looks at the beginning of the stream.
func (r *Reader[T]) open() error {
	r.opened = true
	if r.src == nil {
		return r.fail(0, errors.New("there is no input: the io.Reader is nil"))
	}
	src, err := input.Open(r.src, r.opts.gunzip)
	if err != nil {
		return r.fail(0, err)
	}
	mine := r.codec.kit(r.opts.limits)
	r.parser, r.buf = mine.parser, buffer{src: src, data: mine.buf[:0]}
	r.at.offset, r.at.lineStart = int64(src.Skipped()), int64(src.Skipped())
	for {
		r.fill()
		data := r.buf.data
		span := r.parser.Open(data, r.buf.complete())
		r.buf.pos = span.End
		switch span.Status {
		case record.More:
			if r.buf.last {
				return r.fail(len(data), r.buf.err)
			}
		case record.Broken:
			return r.fail(span.Start, r.parser.Err())
		case record.Invalid:
			return r.headerError(span)
		default:
			return nil
		}
	}
}

// headerError returns what is wrong with the header.
func (r *Reader[T]) headerError(span record.Span) error {
	r.at.seek(span.Start)
	wrong := &HeaderError{Position: r.at.position(0), Violations: r.at.violations(0, r.parser.Findings())}
	r.counts.Findings += int64(len(wrong.Violations))
	if r.hopeless = true; !r.opts.findingsOnly {
		return r.end(wrong)
	}
	return wrong
}

// read reads on in the buffer, and reports what step does.
func (r *Reader[T]) read(v *T) (bool, error) {
	data := r.buf.data
	span := r.parser.Next(data, r.buf.pos, r.buf.complete(), v)
	switch span.Status {
	case record.Valid:
		r.begin(span)
		r.consume(span.End)
		return r.admit(span.Status, nil)
	case record.Invalid, record.Other:
		r.begin(span)
		r.consume(span.End)
		return r.admit(span.Status, r.at.recordError(span.Start, r.number, r.parser.Findings()))
	case record.Broken:
		return true, r.fail(span.Start, r.parser.Err())
	case record.More:
		r.consume(span.Start)
		if len(data)-span.Start > r.opts.limits.Size {
			return r.skip(span)
		}
	case record.End:
		r.consume(span.End)
	}
	switch {
	case !r.buf.last:
		r.fill()
		return false, nil
	case r.buf.err != nil:
		return true, r.fail(len(data), r.buf.err)
	}
	return true, r.end(io.EOF)
}

// skip passes over the record at span, which is too large, and returns the finding for it.
func (r *Reader[T]) skip(span record.Span) (bool, error) {
	r.begin(span)
	large := r.at.recordError(span.Start, r.number, []record.Finding{record.TooLarge(span.Start, r.opts.limits)})
	for fresh := true; ; fresh = false {
		n, done := r.parser.Skip(r.buf.rest(), fresh, r.buf.complete())
		r.consume(r.buf.pos + n)
		if done || r.buf.last {
			break
		}
		r.fill()
	}
	r.Pos()
	r.held = false
	return r.admit(record.Invalid, large)
}

// fill reads more of the stream into the buffer, keeping what is not consumed.
func (r *Reader[T]) fill() {
	r.forget()
	r.at.seek(r.buf.pos)
	r.buf.fill(chunkSize)
	r.at.rebase(r.buf.data, 0)
}

// consume moves to a place in the buffer.
func (r *Reader[T]) consume(to int) {
	r.serial -= int64(to - r.buf.pos)
	r.buf.pos = to
}
