package main

import (
	"cmp"
	"fmt"
	"iter"
	"math/bits"
	"slices"
	"sync"
)

const (
	mostCompared = 4 << 20 // that a report keeps, in 32 MiB
	chunk        = 8 << 10 // of which memory is taken at a time
	mostCopies   = 10      // that are told of
)

// A repeats finds out how many connections are in the input more than once, by their identities. Of up to most connections it keeps
// all; of more, only those whose identities end in so many zero bits that no more than most remain. So the identity alone says
// whether a connection is compared, in whatever order connections come. It is safe for concurrent use.
type repeats struct {
	most  int // connections that are kept
	mu    sync.Mutex
	kept  []*[chunk]identity
	n     int // of all that are kept
	zeros int // bits that identities must end in
	files map[digest][]*file
}

// A digest tells which connections a file holds, in any order: how many, and the sum of their identities.
type digest struct {
	n   int64
	sum identity
}

func (d *digest) add(other digest) {
	d.n += other.n
	d.sum += other.sum
}

func (r *repeats) add(ids []identity) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, id := range ids {
		r.keep(id)
	}
	for r.n > r.most {
		r.thin()
	}
}

func (r *repeats) keep(id identity) {
	if bits.TrailingZeros64(uint64(id)) < r.zeros {
		return
	}
	if r.n == len(r.kept)*chunk {
		r.kept = append(r.kept, new([chunk]identity))
	}
	r.kept[r.n/chunk][r.n%chunk] = id
	r.n++
}

// all returns the connections that are kept now.
func (r *repeats) all() iter.Seq[identity] {
	n := r.n
	return func(yield func(identity) bool) {
		left := n
		for _, part := range r.kept {
			for _, id := range part[:min(left, chunk)] {
				if !yield(id) {
					return
				}
			}
			left -= min(left, chunk)
		}
	}
}

// thin leaves out half of the connections.
func (r *repeats) thin() {
	r.zeros++
	before := r.all()
	r.n = 0
	for id := range before { // each is read before its place is written to
		r.keep(id)
	}
}

func (r *repeats) addFile(f *file, holds digest) {
	if holds.n > 0 {
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.files == nil {
			r.files = make(map[digest][]*file)
		}
		r.files[holds] = append(r.files[holds], f)
	}
}

// count returns how many of the connections that are kept came before.
func (r *repeats) count() (again int) {
	var set []identity // a hash table with free places of 0, which no connection has
	for ids := range r.parts() {
		width := bits.Len(uint(len(ids))) + 1
		set = slices.Grow(set[:0], 1<<width)[:1<<width]
		clear(set)
		for _, id := range ids {
			place := id << 8 >> (64 - width) // by the bits after those that are the same
			for set[place] != 0 && set[place] != id {
				place = (place + 1) % identity(len(set))
			}
			if set[place] == id {
				again++
			}
			set[place] = id
		}
	}
	return again
}

// parts returns the connections in parts, by the first byte of their identities: a part fits into the processor's cache.
func (r *repeats) parts() iter.Seq[[]identity] {
	var ends [256]int
	for id := range r.all() {
		ends[id>>56]++
	}
	for i := 1; i < len(ends); i++ {
		ends[i] += ends[i-1]
	}
	starts, sorted := ends, make([]identity, r.n)
	for id := range r.all() {
		starts[id>>56]--
		sorted[starts[id>>56]] = id
	}
	return func(yield func([]identity) bool) {
		for i := range ends {
			if !yield(sorted[starts[i]:ends[i]]) {
				return
			}
		}
	}
}

// say says which connections are in the input more than once: how many and, where a file holds those of another, which.
func (r *repeats) say(c *console) {
	again := r.count()
	if again == 0 {
		return
	}
	compared := plural(int64(r.n), "record")
	if r.zeros > 0 {
		compared = fmt.Sprintf("%s, one in %d, that were compared", compared, 1<<r.zeros)
	}
	c.say("%d of %s came before, with the same times, device, addresses, Resource, outcome and bytes; they count each time", again, compared)
	copies := r.copies()
	for _, pair := range copies[:min(len(copies), mostCopies)] {
		c.say("%s: holds the same records as %s", pair[1].name, pair[0].name)
	}
	if more := len(copies) - mostCopies; more > 0 {
		c.say("%s not shown that hold the same records as another", plural(int64(more), "more file"))
	}
}

// copies returns each file that holds the same connections as one before it, after the first that does, in the order of the input.
func (r *repeats) copies() [][2]*file {
	var copies [][2]*file
	byIndex := func(f, g *file) int { return cmp.Compare(f.index, g.index) }
	for _, files := range r.files {
		first := slices.MinFunc(files, byIndex)
		for _, f := range files {
			if f != first {
				copies = append(copies, [2]*file{first, f})
			}
		}
	}
	slices.SortFunc(copies, func(a, b [2]*file) int { return byIndex(a[1], b[1]) })
	return copies
}
