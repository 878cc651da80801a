package flowtrail

import (
	"sync"
	"sync/atomic"

	"github.com/flowtrail/flowtrail/internal/record"
)

// A pipeline decodes blocks of the stream in goroutines, each of which fetches one block after the other, and hands them out in
// order. It ends where the next block cannot be cut off for sure, as at a record that is larger than a block, or where the
// stream is slow: the Reader reads on from there by itself.
type pipeline[T any] struct {
	mu     sync.Mutex // guards what a block is fetched with; may be held as long as the stream is waited for
	buf    *buffer
	cutter record.Parser[T]
	serial int // how many bytes the Reader is to read by itself when the pipeline has ended

	queue   chan *batch[T] // in the order of the stream; closed when all goroutines have ended
	free    chan *batch[T]
	ended   chan struct{} // closed when no block is to be fetched any more
	end     sync.Once
	working atomic.Int32
	size    atomic.Int64 // of a block
}

// parallel reports whether a pipeline can be started: there is more than a little to read, and a block can be cut off.
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

// startPipeline starts the goroutines of a pipeline, which are numbered. Each gives its batches to decode, with a parser.
func startPipeline[T any](r *Reader[T], decode func(worker int, parser record.Parser[T], b *batch[T])) *pipeline[T] {
	r.forget()
	r.at.seek(r.buf.pos)
	workers := r.opts.workers
	for len(r.helpers) <= workers {
		helper := r.codec.kit(r.opts.limits)
		helper.parser.Follow(r.parser)
		r.helpers = append(r.helpers, helper)
	}
	batches := 2*workers + 1 // enough that no goroutine lacks work while the caller has one
	p := &pipeline[T]{
		buf: &r.buf, cutter: r.helpers[workers].parser,
		queue: make(chan *batch[T], batches), free: make(chan *batch[T], batches), ended: make(chan struct{}),
	}
	for range batches {
		p.free <- r.spareBatch()
	}
	p.working.Store(int32(workers))
	p.size.Store(int64(r.opts.block.bytes))
	for i := range workers {
		parser := r.helpers[i].parser
		go p.work(func(b *batch[T]) { decode(i, parser, b) })
	}
	return p
}

func (r *Reader[T]) spareBatch() *batch[T] {
	n := len(r.spare)
	if n == 0 {
		return newBatch[T]()
	}
	b := r.spare[n-1]
	r.spare = r.spare[:n-1]
	return b
}

// work fetches and decodes blocks until the pipeline ends.
func (p *pipeline[T]) work(decode func(*batch[T])) {
	defer func() {
		if p.working.Add(-1) == 0 {
			close(p.queue)
		}
	}()
	for {
		select {
		case <-p.ended:
			return
		case b := <-p.free:
			if !p.fetch(b) {
				p.free <- b
				return
			}
			p.run(b, decode)
		}
	}
}

// run decodes a batch.
func (p *pipeline[T]) run(b *batch[T], decode func(*batch[T])) {
	defer func() {
		if v := recover(); v != nil {
			b.panic = v
		}
		b.done <- struct{}{}
	}()
	if b.panic != nil {
		return
	}
	if decode(b); b.full { // smaller blocks leave less to be decoded by the caller
		p.size.Store(max(int64(len(b.data))/2, leastBlock))
	}
}

const (
	leastBlock = 4 << 10
	slow       = 4 << 10 // a block that is smaller says that the stream is slower than the goroutines
)

// fetch cuts the next block off the stream and puts it into the queue, as b. It reads no more of the stream than that takes. It
// returns false if the pipeline has ended.
func (p *pipeline[T]) fetch(b *batch[T]) (fetched bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.ended:
		return false
	default:
	}
	defer func() {
		if v := recover(); v != nil { // of what reads the stream
			b.panic, fetched = v, true
			p.halt()
			p.queue <- b
		}
	}()
	for {
		rest, size := p.buf.rest(), int(p.size.Load())
		near := rest[:min(len(rest), size)]
		n := p.cutter.Cut(near, p.buf.complete() && len(near) == len(rest))
		switch {
		case n > 0:
			data := p.buf.take(n, b.data)
			b.begin(data, p.buf.complete() && len(p.buf.rest()) == 0)
			if n < min(slow, size/16) && !p.buf.last {
				p.serial = chunkSize
				p.halt()
			}
			p.queue <- b
			return true
		case p.buf.last || len(near) == size:
			p.serial = len(near)
			p.halt()
			return false
		}
		p.buf.fill(size)
	}
}

// halt lets no further block be fetched.
func (p *pipeline[T]) halt() { p.end.Do(func() { close(p.ended) }) }

// decoded makes the next record that was decoded in a batch the one to hand out. It returns false if there is none.
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
		if b = <-r.pipe.queue; b == nil {
			r.endPipeline()
			return false
		}
		<-b.done
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
	p := r.pipe
	if p == nil {
		return
	}
	p.halt()
	for b := range p.queue {
		<-b.done
		r.left = append(r.left, b)
	}
	for len(p.free) > 0 {
		r.spare = append(r.spare, <-p.free)
	}
	r.pipe, r.serial = nil, int64(p.serial)
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
