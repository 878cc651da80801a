package flowtrail

import (
	"errors"
	"sync"
	"sync/atomic"

	"github.com/flowtrail/flowtrail/internal/record"
)

var errGoexit = errors.New("flowtrail: a function given to Fold called runtime.Goexit, as FailNow of a test does")

// A pipeline decodes blocks of the stream in several goroutines, each of which fetches one block after the other, and hands
// the blocks out in the order of the stream. It ends where it is not sure how to cut off the next block, as at a record that is
// larger than a block, and where the stream is slow: from there the Reader reads on by itself.
type pipeline[T any] struct {
	mu     sync.Mutex // guards what a block is fetched with; may be held as long as the stream is waited for
	buf    *buffer
	cutter record.Parser[T]
	serial int // how many bytes the Reader is to read by itself when the pipeline has ended

	folds   bool           // what is decoded is handed out only where it is wrong
	queue   chan *batch[T] // in the order of the stream; closed when all goroutines have ended
	free    chan *batch[T]
	ended   chan struct{} // closed when no block is to be fetched any more
	end     sync.Once
	working atomic.Int32
	size    atomic.Int64 // of a block
}

// startPipeline starts a goroutine for each of the parsers, which have a number; the last parser cuts blocks off buf. It uses the
// memory of spare batches. Each goroutine gives its batches to decode; folds says that of these only what is wrong is handed out.
func startPipeline[T any](buf *buffer, size int, parsers []record.Parser[T], spare []*batch[T], folds bool,
	decode func(worker int, parser record.Parser[T], b *batch[T]),
) *pipeline[T] {
	workers := len(parsers) - 1
	batches := 2*workers + 1 // enough that no goroutine lacks one while the caller has one
	if folds {
		batches = 8 * workers // enough that none waits for the caller, as each may hold a block if records are wrong
	}
	p := &pipeline[T]{
		buf: buf, cutter: parsers[workers], folds: folds,
		queue: make(chan *batch[T], batches), free: make(chan *batch[T], batches), ended: make(chan struct{}),
	}
	p.size.Store(int64(size))
	for i := range batches {
		if i < len(spare) {
			p.free <- spare[i]
		} else {
			p.free <- &batch[T]{done: make(chan struct{}, 1)}
		}
	}
	p.working.Store(int32(workers))
	for i := range workers {
		go p.work(func(b *batch[T]) { decode(i, parsers[i], b) })
	}
	return p
}

// stop ends the pipeline, the goroutines of which have ended when it returns. It returns the batches that were not handed out, and
// spare ones.
func (p *pipeline[T]) stop() (left, spare []*batch[T]) {
	p.halt()
	for b := range p.queue {
		<-b.done
		left = append(left, b)
	}
	for len(p.free) > 0 {
		spare = append(spare, <-p.free)
	}
	return left, spare
}

// next returns the next batch, decoded, or nil at the end.
func (p *pipeline[T]) next() *batch[T] {
	b := <-p.queue
	if b != nil {
		<-b.done
	}
	return b
}

// work fetches and decodes blocks until the pipeline ends.
func (p *pipeline[T]) work(decode func(*batch[T])) {
	defer func() {
		if p.working.Add(-1) == 0 {
			close(p.queue)
		}
	}()
	var spare []byte // memory for the next block
	for {
		select {
		case <-p.ended:
			return
		case b := <-p.free:
			if b.data == nil {
				b.data, spare = spare, nil
			}
			if !p.fetch(b) {
				p.free <- b
				return
			}
			spare = p.run(b, decode)
		}
	}
}

// run decodes a batch. It returns the memory of the block if nothing of it is handed out.
func (p *pipeline[T]) run(b *batch[T], decode func(*batch[T])) (spare []byte) {
	returned := false
	defer func() {
		if v := recover(); v != nil {
			b.panic = v
		} else if !returned {
			b.panic = errGoexit // what is left of the batch must not be missing unnoticed
		}
		if p.folds && b.panic == nil && b.err == nil && !b.full && len(b.items) == 0 {
			spare, b.data = b.data, nil
		}
		b.done <- struct{}{}
	}()
	if b.panic != nil {
		returned = true
		return nil
	}
	decode(b)
	if returned = true; b.full { // smaller blocks leave less to be decoded by the caller
		p.size.Store(max(int64(len(b.data))/2, leastBlock))
	}
	return nil
}

const (
	leastBlock = 4 << 10
	slow       = 4 << 10 // if a block is smaller, the stream is slower than the goroutines
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
	for filled := false; ; filled = true {
		rest, size := p.buf.rest(), int(p.size.Load())
		near := rest
		if len(rest) >= 2*size { // otherwise what is left after a block would be a small one
			near = rest[:size]
		}
		n := p.cutter.Cut(near, p.buf.complete() && len(near) == len(rest))
		switch {
		case n > 0:
			data := p.buf.take(n, b.data)
			b.begin(data, p.buf.complete() && len(p.buf.rest()) == 0)
			if filled && n < min(slow, size/16) && !p.buf.last {
				p.serial = chunkSize
				p.halt()
			}
			p.queue <- b
			return true
		case p.buf.last || len(near) >= size:
			p.serial = len(near)
			p.halt()
			return false
		}
		p.buf.fill(size)
	}
}

// halt makes goroutines fetch no further block.
func (p *pipeline[T]) halt() { p.end.Do(func() { close(p.ended) }) }
