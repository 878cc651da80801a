package flowtrail

import (
	"slices"
	"sync"

	"github.com/flowtrail/flowtrail/internal/record"
)

// A goroutine decodes so much at a time.
const (
	teamChunk = 192 << 10 // bytes
	teamItems = 2048      // records: some of the smallest ones stay for later, as each takes the memory of a T
)

// A team decodes chunks of the stream in goroutines and hands out their records in order. It does only what is plain:
// whole records in chunks that were cut at record borders. Everything else, such as a record that turns out to reach
// over the end of its chunk, it leaves in the window, for the Reader's own step. A goroutine waits only for others to
// finish their chunks, so none can leak.
type team[T any] struct {
	parsers chan record.Parser[T] // one for each goroutine at work
	idle    []*chunk[T]
	queue   []*chunk[T] // in the order of the stream; the first one is current
	barren  int         // the news of the window in which no record border was found
}

// A chunk is a part of the stream and the records in it.
type chunk[T any] struct {
	buf    []byte
	items  []item
	values []T         // of the items, and spare ones behind them
	next   int         // the item to hand out; negative before the chunk is current
	end    record.Span // what comes behind the items
	panic  any         // what decode or a visitor panicked with
	done   chan struct{}
	visits sync.WaitGroup
}

type item struct {
	span     record.Span
	findings []record.Finding
}

func newTeam[T any](parser record.Parser[T], workers int) *team[T] {
	t := &team[T]{parsers: make(chan record.Parser[T], workers)}
	for range workers {
		t.parsers <- parser.Fork()
	}
	for range 3 * workers { // enough that no goroutine lacks work while the caller reads on
		t.idle = append(t.idle, &chunk[T]{done: make(chan struct{}, 1)})
	}
	return t
}

// next hands out the next record in v. It returns false if the Reader has to take the next step itself.
func (t *team[T]) next(r *Reader[T], v *T) (bool, error) {
	c := t.current(r)
	if c == nil {
		return false, nil
	}
	it := &c.items[c.next]
	*v, c.values[c.next] = c.values[c.next], *v
	c.next++
	r.begin(it.span)
	if it.span.Status == record.Valid {
		return true, nil
	}
	return true, r.at.recordError(c.buf, r.behind, it.span, r.number, it.findings)
}

// current returns the chunk that holds the next record, or nil if the Reader has to take the next step itself.
func (t *team[T]) current(r *Reader[T]) *chunk[T] {
	if len(t.queue) == 0 {
		r.leave(r.win.pos)
		t.dispatch(r)
		r.enter(r.win.buf, r.win.pos)
	}
	for len(t.queue) > 0 {
		c := t.queue[0]
		if c.next < 0 {
			<-c.done
			c.mustBeWell()
			c.next = 0
			r.enter(c.buf, 0)
		}
		if c.next < len(c.items) {
			return c
		}
		if whole := t.retire(r, c); whole {
			t.dispatch(r)
		}
		if len(t.queue) == 0 {
			r.enter(r.win.buf, r.win.pos)
		}
	}
	return nil
}

// dispatch gives chunks to idle goroutines as long as there are chunks to cut.
func (t *team[T]) dispatch(r *Reader[T]) {
	for len(t.idle) > 0 && t.barren != r.win.news {
		if missing := teamChunk - (len(r.win.buf) - r.win.pos); missing > 0 && !r.win.last {
			r.win.fill(missing)
		}
		n := r.parser.Cut(r.win.buf[r.win.pos:])
		if n == 0 {
			t.barren = r.win.news
			return
		}
		c := t.idle[0]
		t.idle = slices.Delete(t.idle, 0, 1)
		c.rest()
		c.buf, c.next = r.win.cut(n, c.buf), -1
		t.queue = append(t.queue, c)
		go c.decode(t.parsers)
	}
}

// retire takes the current chunk, of which all items are handed out, from the queue. It returns false if the chunk does
// not end with its last item: then all that was cut behind it goes back with the rest of it.
func (t *team[T]) retire(r *Reader[T], c *chunk[T]) bool {
	t.queue = slices.Delete(t.queue, 0, 1)
	t.idle = append(t.idle, c)
	if c.end.Status == record.End {
		r.leave(len(c.buf))
		return true
	}
	r.leave(c.end.Start)
	parts := [][]byte{c.buf[c.end.Start:]}
	for _, later := range t.queue {
		<-later.done
		parts = append(parts, later.buf)
	}
	r.win.putBack(parts...)
	t.idle = append(t.idle, t.queue...)
	t.queue = nil
	return false
}

// decode reads all records of the chunk, with one of the parsers.
func (c *chunk[T]) decode(parsers chan record.Parser[T]) {
	parser := <-parsers
	defer func() {
		parsers <- parser
		c.panic = recover()
		c.done <- struct{}{}
	}()
	c.items = c.items[:0]
	for pos := 0; ; {
		n := len(c.items)
		if n == teamItems {
			c.end = record.Span{Start: pos, Status: record.More}
			return
		}
		if n == len(c.values) {
			c.values = append(c.values, *new(T))
		}
		it := item{span: parser.Next(c.buf, pos, false, &c.values[n])}
		switch it.span.Status {
		case record.Valid:
		case record.Invalid:
			it.findings = slices.Clone(parser.Findings())
		default:
			c.end = it.span
			return
		}
		c.items = append(c.items, it)
		pos = it.span.End
	}
}

// mustBeWell panics in the caller's goroutine, where that can be recovered, if another goroutine did with the chunk.
func (c *chunk[T]) mustBeWell() {
	if c.panic != nil {
		panic(c.panic)
	}
}
