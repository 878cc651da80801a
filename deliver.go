package flowtrail

import "github.com/flowtrail/flowtrail/internal/record"

// parallel reports whether to start a pipeline: whether there is enough to read, and a block can be cut off.
func (r *Reader[T]) parallel() bool {
	if r.opts.workers < 2 || r.serial > 0 || r.pipe != nil || r.batch != nil || len(r.left) > 0 || !r.opened || r.err != nil {
		return false
	}
	rest, size := r.buf.rest(), r.opts.block.bytes
	if len(rest) == 0 || r.buf.last && len(rest) <= size {
		return false
	}
	near := rest[:min(len(rest), size)]
	if r.parser.Cut(near, false) == 0 {
		r.serial = int64(len(near))
		return false
	}
	return true
}

// startPipeline lets other goroutines decode what follows in the buffer, by decode.
func (r *Reader[T]) startPipeline(folds bool, decode func(worker int, parser record.Parser[T], b *batch[T])) {
	r.forget()
	r.at.seek(r.buf.pos)
	for len(r.helpers) <= r.opts.workers {
		helper := r.codec.kit(r.opts.limits)
		helper.parser.Follow(r.parser)
		r.helpers = append(r.helpers, helper)
	}
	parsers := make([]record.Parser[T], len(r.helpers))
	for i, helper := range r.helpers {
		parsers[i] = helper.parser
	}
	r.pipe = startPipeline(&r.buf, r.opts.block.bytes, parsers, r.spare, folds, decode)
	r.spare = nil
}

// decoded finds the next record to hand out among those that were decoded in batches. It returns false if there is none.
func (r *Reader[T]) decoded() bool {
	for r.batch != nil || r.nextBatch() {
		switch b := r.batch; {
		case b.next < len(b.items):
			return true
		case b.full:
			b.decode(r.parser, &r.opts)
		case !r.finishBatch():
			return false
		}
	}
	return false
}

// handOut hands out a record of the current batch in v, and reports what step does.
func (r *Reader[T]) handOut(v *T) (bool, error) {
	b := r.batch
	*v, b.values[b.next] = b.values[b.next], *v
	return r.admitItem()
}

// admitItem makes the next item of the current batch the current record, and reports what admit does.
func (r *Reader[T]) admitItem() (bool, error) {
	b := r.batch
	it := &b.items[b.next]
	b.next++
	r.begin(it.span)
	r.held = !it.large
	if it.wrong != nil {
		r.origin.move(it.wrong, r.number)
	}
	return r.admit(it.span.Status, it.wrong)
}

// nextBatch makes the next batch, decoded, the current one. It returns false if there is none: then the stream goes on in the
// buffer.
func (r *Reader[T]) nextBatch() bool {
	var b *batch[T]
	switch {
	case len(r.left) > 0:
		b, r.left = r.left[0], r.left[1:]
	case r.pipe != nil:
		if b = r.pipe.next(); b == nil {
			r.endPipeline()
			return false
		}
	default:
		return false
	}
	if b.panic != nil {
		r.raise(b.panic)
	}
	r.batch, r.origin = b, r.at
	r.at.rebase(b.data, 0)
	return true
}

// finishBatch moves on to what follows the current batch, whose records have been handed out. It returns false, with the final
// error set, if not all of it could be decoded.
func (r *Reader[T]) finishBatch() bool {
	b := r.batch
	r.forget()
	r.at = r.origin
	r.at.pass(&b.at)
	r.batch = nil
	if b.err != nil {
		r.abandon()
		r.end(streamError(r.at.position(r.number), b.err))
		return false
	}
	if r.pipe != nil {
		r.pipe.free <- b
	} else {
		r.spare = append(r.spare, b)
	}
	if r.pipe == nil && len(r.left) == 0 {
		r.at.rebase(r.buf.data, r.buf.pos)
	}
	return true
}

// endPipeline ends the pipeline, the goroutines of which have ended when it returns. What they have decoded is left for later.
func (r *Reader[T]) endPipeline() {
	if r.pipe == nil {
		return
	}
	left, spare := r.pipe.stop()
	r.left, r.spare = append(r.left, left...), append(r.spare, spare...)
	r.serial = int64(r.pipe.serial)
	r.pipe = nil
	if r.batch == nil && len(r.left) == 0 {
		r.at.rebase(r.buf.data, r.buf.pos)
	}
}

// abandon drops all that was decoded and not handed out.
func (r *Reader[T]) abandon() {
	r.endPipeline()
	r.batch, r.left = nil, nil
}

// raise panics in the caller's goroutine, where that can be recovered, with what another goroutine did. Nothing more is read.
func (r *Reader[T]) raise(v any) {
	r.abandon()
	r.parser, r.helpers = nil, nil // they may be in any state
	r.end(streamError(r.at.position(r.number), errPanic))
	panic(v)
}
