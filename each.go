package flowtrail

import (
	"io"
	"iter"
	"slices"

	"github.com/flowtrail/flowtrail/internal/record"
)

// Each gives the remaining records that are right to visitors, and yields in their stead, in the order of the input, the
// errors that [Reader.Next] would return: a *[RecordError] for each record that is wrong and at the end a *[StreamError],
// if there is one. It is for counting and summing, and faster than Next: the caller's goroutine does not touch each record.
//
// Each calls visitor once for every visit there can be at a time, at most one more than there are [Workers], and always in the
// caller's goroutine. What it returns is called for one record after the other, each valid until it returns, but from changing
// goroutines, at the same time as the other visitors and the loop's body, and in no particular order:
//
//	var sums []*int64
//	for err := range reader.Each(func() func(*networkevent.Event) {
//		sum := new(int64)
//		sums = append(sums, sum)
//		return func(e *networkevent.Event) { *sum += e.Connection.BytesReceived }
//	}) { … }
//
// When the loop is left, all visitors have returned: what they counted can be read. If it is left early, records after the
// error may have been visited; whatever reads on passes over these, and returns the errors between them. A visitor's panic
// reaches the caller, and some of the records around the one it was about are not visited. A visitor must not wait for the
// loop. During the loop the reader is only to be asked for [Reader.Pos], that of the record the error is about; after the
// loop, that of the last record.
func (r *Reader[T]) Each(visitor func() func(*T)) iter.Seq[error] {
	return func(yield func(error) bool) {
		var own func(*T)
		var others chan func(*T)
		var v T
		for {
			err := r.ready()
			if err == nil && r.team != nil {
				if others == nil {
					others = r.team.visitors(visitor)
					defer r.team.rest()
				}
				if !r.team.each(r, others, yield) {
					return
				}
			}
			if err == nil {
				var done bool
				if done, err = r.step(&v); !done {
					continue
				}
			}
			switch {
			case err == nil:
				if own == nil {
					own = visitor()
				}
				own(&v)
			case err == io.EOF || !yield(err) || err == r.err:
				return
			}
		}
	}
}

// each gives the records that the team decodes to visitors. It returns false when yield does.
func (t *team[T]) each(r *Reader[T], visitors chan func(*T), yield func(error) bool) bool {
	for c := t.current(r); c != nil; c = t.current(r) {
		if !c.visited {
			c.visited = true
			c.visits.Add(1)
			go c.visit(c.next, visitors)
		}
		for c.pass(r); c.next < len(c.items); c.pass(r) {
			it := &c.items[c.next]
			c.next++
			r.begin(it.span)
			if !yield(r.invalid(it.span, it.findings)) {
				return false
			}
		}
	}
	return true
}

// visit gives the valid items from first on to one of the visitors.
func (c *chunk[T]) visit(first int, visitors chan func(*T)) {
	visit := <-visitors
	defer func() {
		visitors <- visit
		c.panic = recover()
		c.visits.Done()
	}()
	for i := range c.items[first:] {
		if c.items[first+i].span.Status == record.Valid {
			visit(&c.values[first+i])
		}
	}
}

// visitors returns as many visitors as there are parsers.
func (t *team[T]) visitors(visitor func() func(*T)) chan func(*T) {
	visitors := make(chan func(*T), cap(t.parsers))
	for range cap(t.parsers) {
		visitors <- visitor()
	}
	return visitors
}

// rest waits until all visits have ended, and panics if one of them did.
func (t *team[T]) rest() {
	var first any
	for _, c := range slices.Concat(t.idle, t.queue) {
		c.visits.Wait()
		if c.next >= 0 && c.panic != nil { // otherwise it is being decoded
			first, c.panic = c.panic, nil
		}
	}
	if first != nil {
		panic(first)
	}
}

// rest waits until the visit of the chunk, which is not being decoded, has ended.
func (c *chunk[T]) rest() {
	c.visits.Wait()
	c.raise()
}
