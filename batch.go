package flowtrail

import (
	"errors"

	"github.com/flowtrail/flowtrail/internal/record"
)

var errCut = errors.New("internal error: a block of the stream does not end where a record does")

// A batch is a block of the stream, which consists of whole records, and what was decoded from it. Its positions count from the
// beginning of the block until they are handed out.
type batch[T any] struct {
	data  []byte
	last  bool    // the stream ends with data
	pos   int     // in data, of what is to be decoded next
	at    tracker // in data
	items []item
	next  int  // of items, to be handed out
	full  bool // there may be more records than fit into items
	err   error
	panic any           // what decoding panicked with
	done  chan struct{} // receives a value when the batch has been decoded

	values []T // of the items, if these are to be handed out, and spare ones after them

	// What Fold needs to know of the records that are no items.
	records, skipped int64
	final            Position // of the last one
}

// An item is a record to be handed out. Fold hands out only those that are wrong.
type item struct {
	span   record.Span
	wrong  *RecordError // places are relative to the block, record numbers not set
	large  bool         // too large to be held
	number int64        // in the batch, from 1
}

// begin makes the batch ready to decode data.
func (b *batch[T]) begin(data []byte, last bool) {
	b.data, b.last, b.pos, b.next, b.full, b.err = data, last, 0, 0, false, nil
	b.items = b.items[:0]
	b.at = tracker{data: data, line: 1}
}

// decode decodes records into items, until there are none left or the batch is full.
func (b *batch[T]) decode(parser record.Parser[T], o *options) {
	b.items, b.next, b.full = b.items[:0], 0, false
	for findings := 0; ; {
		n := len(b.items)
		if n == o.block.records || findings >= o.block.records {
			b.full = true
			return
		}
		if n == len(b.values) {
			b.values = append(b.values, *new(T))
		}
		it := b.step(parser, o.limits, &b.values[n])
		if it.span.Status == record.End {
			b.leave()
			return
		}
		if it.wrong != nil {
			findings += len(it.wrong.Violations)
		}
		b.items = append(b.items, it)
	}
}

// fold decodes records into v, one after the other, until there are none left or the batch is full. It calls add, if it is not
// nil, with the valid ones, and makes items of those that are wrong.
func (b *batch[T]) fold(parser record.Parser[T], o *options, v *T, add func(*T)) {
	b.items, b.next, b.full, b.records, b.skipped = b.items[:0], 0, false, 0, 0
	start := 0
	for findings := 0; ; {
		if findings >= o.block.records {
			b.full = true
			break
		}
		it := b.step(parser, o.limits, v)
		if it.span.Status == record.End {
			break
		}
		b.records++
		start = it.span.Start
		switch {
		case it.wrong == nil && add != nil:
			add(v)
		case it.wrong == nil:
		case it.span.Status == record.Other && o.skipOther:
			b.skipped++
		default:
			it.number = b.records
			b.items = append(b.items, it)
			findings += len(it.wrong.Violations)
		}
	}
	if b.at.seek(start); b.records > 0 {
		b.final = b.at.position(0)
	}
	if !b.full {
		b.leave()
	}
}

// leave moves to the end of the block, or to where decoding stopped with an error.
func (b *batch[T]) leave() {
	if b.err != nil {
		b.at.seek(b.pos)
	} else {
		b.at.seek(len(b.data))
	}
}

// step decodes the next record into v. The status of the item is End if there is none.
func (b *batch[T]) step(parser record.Parser[T], limits record.Limits, v *T) (it item) {
	it.span = parser.Next(b.data, b.pos, b.last, v)
	switch it.span.Status {
	case record.Invalid, record.Other:
		it.wrong = b.at.recordError(it.span.Start, 0, parser.Findings())
	case record.More:
		n, done := 0, false
		rest := b.data[it.span.Start:]
		if len(rest) > limits.Size {
			n, done = parser.Skip(rest, true, b.last)
		}
		if !done && (!b.last || n == 0) {
			b.err, it.span.Status, it.span.End = errCut, record.End, it.span.Start
			break
		}
		it.span.End, it.span.Status, it.large = it.span.Start+n, record.Invalid, true
		it.wrong = b.at.recordError(it.span.Start, 0, []record.Finding{record.TooLarge(it.span.Start, limits)})
	case record.Broken:
		b.err, it.span.Status = parser.Err(), record.End
	}
	b.pos = it.span.End
	return it
}
