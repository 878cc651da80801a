package main

import (
	"cmp"
	"slices"
	"time"
)

// A newest keeps the newest connections: n of them in the end, and less than twice as many on the way.
type newest struct {
	n    int
	list []*connection
	last *connection // that is new enough; nil while all are
	file int         // that connections are added from
	seen int64       // in that file
}

// wants reports whether a connection of a time would be one of the newest, if it came later in the input than all before.
func (l *newest) wants(t time.Time) bool { return l.last == nil || !t.Before(l.last.Time.Time) }

// add adds a connection that comes later in the input than all before.
func (l *newest) add(c *connection) {
	l.seen++
	c.file, c.number = l.file, l.seen
	l.keep(c)
}

func (l *newest) keep(c *connection) {
	l.list = append(l.list, c)
	if len(l.list)-l.n >= l.n {
		l.cut()
	}
}

// cut sorts the connections and drops those that are too many.
func (l *newest) cut() {
	slices.SortFunc(l.list, newestFirst)
	if len(l.list) >= l.n {
		clear(l.list[l.n:])
		l.list = l.list[:l.n]
		l.last = l.list[l.n-1]
	}
}

// newestFirst orders connections by falling time. Of those of the same time, the later one in the input comes first.
func newestFirst(a, b *connection) int {
	return cmp.Or(b.Time.Compare(a.Time.Time), cmp.Compare(b.file, a.file), cmp.Compare(b.number, a.number))
}
