package flowtrail

import (
	"errors"
	"io"

	"github.com/flowtrail/flowtrail/internal/record"
)

var errPanic = errors.New("reading ended in a panic")

// Fold sums up the remaining records of a reader. It is the fastest way to read them, and gains most from [Workers].
//
//	total, err := flowtrail.Fold(reader,
//		func() *int64 { return new(int64) },
//		func(sum *int64, e *networkevent.Event) { *sum += e.Connection.BytesReceived },
//		func(into, from *int64) { *into += *from },
//		func(err error) error { log.Print(err); return nil })
//
// Each goroutine that decodes has an accumulator of its own, made by start, and adds each valid record to it by add. The record is
// overwritten after that: add must copy what it keeps. In the end merge adds each of the other accumulators to the first one,
// which Fold returns. Several goroutines call add at the same time, but never with the same accumulator, and in no particular
// order of records. Only the goroutine that called Fold calls start, merge and bad.
//
// Fold calls bad with a *[RecordError] for each record that is wrong, in the order of the input, and with a *[HeaderError] after
// which reading goes on (see [FindingsAfterHeader]). Meanwhile [Reader.Pos] and [Reader.Raw] are those of that record. If bad
// returns an error, Fold ends and returns it. If bad is nil, the first such error ends Fold. A *[StreamError] or *HeaderError that
// ends the stream is returned without a call of bad. With any error, Fold still returns what was added before it, and after an
// error of bad perhaps some records that stand after it in the input.
//
// A panic of add reaches the caller of Fold. When Fold returns, its goroutines have ended and the reader is at its end.
func Fold[T, A any](r *Reader[T], start func() A, add func(A, *T), merge func(into, from A), bad func(error) error) (A, error) {
	f := folding[T]{bad: bad}
	parts := []A{start()}
	f.add = func(worker int) func(*T) {
		for len(parts) <= worker {
			parts = append(parts, start())
		}
		part := parts[worker]
		return func(v *T) { add(part, v) }
	}
	err := f.read(r)
	for _, part := range parts[1:] {
		merge(parts[0], part)
	}
	return parts[0], err
}

// check reads the remaining records of a reader, in the way of Fold.
func check[T any](r *Reader[T], bad func(error) error) error {
	f := folding[T]{bad: bad}
	return f.read(r)
}

// A folding is one call of Fold, or of check.
type folding[T any] struct {
	add     func(worker int) func(*T) // returns what a worker adds records with, 0 being the caller; nil to add none
	bad     func(error) error
	workers []folder[T] // the first of them is the caller
}

// A folder is what one goroutine folds with: the record that it decodes into, and where it adds that.
type folder[T any] struct {
	v   *T
	add func(*T) // nil to add none
}

// apart keeps a value in cache lines of its own, so that goroutines do not slow each other down by writing to neighbours.
type apart[T any] struct {
	_ [64]byte
	v T
	_ [64]byte
}

// worker returns what a worker folds with.
func (f *folding[T]) worker(i int) folder[T] {
	for n := len(f.workers); n <= i; n++ {
		w := folder[T]{v: &new(apart[T]).v}
		if f.add != nil {
			w.add = f.add(n)
		}
		f.workers = append(f.workers, w)
	}
	return f.workers[i]
}

// read reads all that is left of a reader.
func (f *folding[T]) read(r *Reader[T]) error {
	defer func() {
		if r.abandon(); r.err == nil {
			r.end(io.EOF)
		}
		r.pause()
	}()
	own := f.worker(0)
	for {
		if r.parallel() {
			if err := f.readParallel(r, own); err != nil {
				return err
			}
			continue
		}
		done, err := r.step(own.v)
		switch {
		case err == io.EOF:
			return nil
		case err != nil && err == r.err:
			return err
		case err != nil:
			if err := f.tell(err); err != nil {
				return err
			}
		case done && own.add != nil:
			own.add(own.v)
		}
	}
}

func (f *folding[T]) tell(err error) error {
	if f.bad == nil {
		return err
	}
	return f.bad(err)
}

// readParallel reads as much as can be read by several goroutines.
func (f *folding[T]) readParallel(r *Reader[T], own folder[T]) error {
	f.worker(r.opts.workers)
	hopeless := r.hopeless
	fold := func(worker int, parser record.Parser[T], b *batch[T]) {
		w := f.workers[worker]
		if hopeless {
			w.add = nil
		}
		b.fold(parser, &r.opts, w.v, w.add)
	}
	r.startPipeline(true, func(i int, parser record.Parser[T], b *batch[T]) { fold(i+1, parser, b) })
	for r.nextBatch() {
		b := r.batch
		for {
			if err := f.take(r, b); err != nil {
				return err
			}
			if !b.full {
				break
			}
			fold(0, r.parser, b)
		}
		if !r.finishBatch() {
			return r.err
		}
	}
	return nil
}

// take counts the records of the current batch, and tells of those that are wrong.
func (f *folding[T]) take(r *Reader[T], b *batch[T]) error {
	before := r.number
	for b.next < len(b.items) {
		r.number = before + b.items[b.next].number - 1
		if _, err := r.admitItem(); err != nil {
			if err := f.tell(err); err != nil {
				return err
			}
		}
	}
	r.counts.Records += b.records - int64(len(b.items))
	r.counts.Skipped += b.skipped
	if r.number = before + b.records; b.records > 0 {
		r.forget()
		r.pos = r.origin.absolute(b.final, r.number)
	}
	return nil
}
