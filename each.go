package flowtrail

import (
	"io"
	"iter"
	"slices"

	"github.com/flowtrail/flowtrail/internal/record"
)

// Each gives the remaining records that are right to visitors, and yields in their stead, in the order of the input, the
// errors that [Reader.Next] would return: a *[RecordError] for each record that is wrong and at the end a *[StreamError],
// if there is one. It is for counting and summing, and faster than Next: no record is handed from one goroutine to another.
//
// Each calls visitor once for every goroutine that visits, at most one more than there are [Workers], and always in the
// caller's goroutine. What it returns is called for one record after the other, each valid until it returns, but at the same
// time as the other visitors and in no particular order:
//
//	var sums []*int64
//	for err := range reader.Each(func() func(*networkevent.Event) {
//		sum := new(int64)
//		sums = append(sums, sum)
//		return func(e *networkevent.Event) { *sum += e.Connection.BytesReceived }
//	}) { … }
//
// When the loop is left, all visitors have returned. If it is left early, records behind the error may have been
// visited. A visitor's panic reaches the caller. During the loop the reader is only to be asked for [Reader.Pos], that of the
// record the error is about; behind the loop, that of the last record.
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
		first := c.next
		c.next = len(c.items)
		c.visits.Add(1)
		go c.visit(first, visitors)
		for i := range c.items[first:] {
			it := &c.items[first+i]
			r.begin(it.span)
			if it.span.Status != record.Valid && !yield(r.at.recordError(c.buf, r.behind, it.span, r.number, it.findings)) {
				return false
			}
		}
	}
	return true
}

// visit gives the items from first on to one of the visitors.
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

// rest waits until all visits have ended.
func (t *team[T]) rest() {
	for _, c := range slices.Concat(t.idle, t.queue) {
		c.rest()
	}
}

// rest waits until all visits of the chunk have ended.
func (c *chunk[T]) rest() {
	if c.next < 0 {
		return // it has not been handed out
	}
	c.visits.Wait()
	c.mustBeWell()
}
