package flowtrail

import (
	"slices"
	"sync"

	"github.com/flowtrail/flowtrail/internal/record"
)

// A portion is how much a goroutine decodes at a time.
type portion struct {
	bytes int
	items int // records, each of which takes the memory of a T, or findings: the rest of a chunk comes next
}

var usual = portion{bytes: 192 << 10, items: 2048}

// A team decodes chunks of the stream in goroutines and hands out their records in order. It does only what is plain:
// whole records in chunks that were cut at record borders. Everything else, such as a record that turns out to reach
// over the end of its chunk, it leaves in the window, for the Reader's own step. A goroutine waits only for others to
// finish their chunks, so none can leak.
type team[T any] struct {
	limits  record.Limits
	portion portion
	parsers chan record.Parser[T] // one for each goroutine at work
	idle    []*chunk[T]
	queue   []*chunk[T] // in the order of the stream; the first one is current
	alone   int64       // offset in the stream up to which the Reader reads by itself
}

// A chunk is a part of the stream and the records in it.
type chunk[T any] struct {
	buf     []byte
	from    int // where in buf the items begin
	items   []item
	values  []T         // of the items, and spare ones after them
	next    int         // the item to hand out; negative before the chunk is current
	end     record.Span // what comes after the items
	full    bool        // there may be more of them
	visited bool        // the items from next on that are valid have been visited
	panic   any         // what decode or a visitor panicked with
	done    chan struct{}
	visits  sync.WaitGroup
}

type item struct {
	span     record.Span
	findings []record.Finding
}

func newTeam[T any](parser record.Parser[T], o options) *team[T] {
	t := &team[T]{limits: o.limits, portion: o.portion, parsers: make(chan record.Parser[T], o.workers)}
	for range o.workers {
		t.parsers <- parser.Fork()
	}
	for range 3 * o.workers { // enough that no goroutine lacks work while the caller reads on
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
	return true, r.invalid(it.span, it.findings)
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
			c.next = 0
			r.enter(c.buf, c.from)
			c.raise()
		}
		if c.pass(r); c.next < len(c.items) {
			return c
		}
		r.leave(c.end.Start)
		switch {
		case c.full:
			c.rest()
			t.start(c, c.end.Start)
		case c.end.Status == record.End:
			t.queue = slices.Delete(t.queue, 0, 1)
			t.idle = append(t.idle, c)
			t.dispatch(r)
		default:
			t.retreat(r)
		}
		if len(t.queue) == 0 {
			r.enter(r.win.buf, r.win.pos)
		}
	}
	return nil
}

// dispatch gives chunks to idle goroutines as long as there are chunks to cut.
func (t *team[T]) dispatch(r *Reader[T]) {
	for len(t.idle) > 0 && r.win.offset() >= t.alone {
		if missing := t.portion.bytes - (len(r.win.buf) - r.win.pos); missing > 0 && !r.win.last {
			r.win.fill(missing)
		}
		near := r.win.buf[r.win.pos:min(r.win.pos+t.portion.bytes, len(r.win.buf))]
		n := r.parser.Cut(near)
		if n == 0 {
			t.alone = r.win.offset() + int64(len(near))
			return
		}
		c := t.idle[0]
		c.rest()
		c.buf = r.win.cut(n, c.buf)
		t.idle = slices.Delete(t.idle, 0, 1)
		t.queue = append(t.queue, c)
		t.start(c, 0)
	}
}

// start has a chunk that is at rest decoded from a place in it, in a goroutine.
func (t *team[T]) start(c *chunk[T], from int) {
	c.from, c.next, c.visited = from, -1, false
	go c.decode(t.parsers, t.limits, t.portion.items)
}

// retreat puts back all that was cut, from the end of the current chunk's items on: it was cut where no record ends. The
// Reader reads some of it by itself, so that what must be decoded again is never more than a multiple of what has been read.
func (t *team[T]) retreat(r *Reader[T]) {
	c := t.queue[0]
	parts := [][]byte{c.buf[c.end.Start:]}
	for _, later := range t.queue[1:] {
		<-later.done
		later.panic = nil // its text is decoded again
		parts = append(parts, later.buf)
	}
	r.win.putBack(parts...)
	t.alone = r.win.offset() + int64(t.portion.bytes)
	t.idle = append(t.idle, t.queue...)
	t.queue = nil
}

// decode reads records of the chunk, with one of the parsers, until there are so many or as many findings.
func (c *chunk[T]) decode(parsers chan record.Parser[T], limits record.Limits, most int) {
	parser, pos, findings := <-parsers, c.from, 0
	c.items, c.full = c.items[:0], false
	defer func() {
		parsers <- parser
		if c.panic = recover(); c.panic != nil {
			c.end = record.Span{Start: pos, Status: record.More}
		}
		c.done <- struct{}{}
	}()
	for {
		n := len(c.items)
		if n == most || findings >= most {
			c.end, c.full = record.Span{Start: pos}, true
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
			if !c.skip(parser, &it, limits) {
				c.end = it.span
				return
			}
		}
		findings += len(it.findings)
		c.items = append(c.items, it)
		pos = it.span.End
	}
}

// skip makes it, a record that has More, the finding that it is too large. It returns false if that is not so, or if the
// record does not end in the chunk.
func (c *chunk[T]) skip(parser record.Parser[T], it *item, limits record.Limits) bool {
	rest := c.buf[it.span.Start:]
	if it.span.Status != record.More || len(rest) <= limits.Size {
		return false
	}
	n, done := parser.Skip(rest, true, false)
	if done {
		it.span.End, it.span.Status = it.span.Start+n, record.Invalid
		it.findings = []record.Finding{record.TooLarge(it.span.Start, limits)}
	}
	return done
}

// pass passes over records that have been visited.
func (c *chunk[T]) pass(r *Reader[T]) {
	for c.visited && c.next < len(c.items) && c.items[c.next].span.Status == record.Valid {
		r.begin(c.items[c.next].span)
		c.next++
	}
}

// raise panics in the caller's goroutine, where that can be recovered, if another goroutine did with the chunk.
func (c *chunk[T]) raise() {
	if v := c.panic; v != nil {
		c.panic = nil
		panic(v)
	}
}
