package intern

import "reflect"

// A Table remembers values that were read lately, each under the bytes it was read from. It consists of sets of two entries. It
// begins small, so that a short input costs little, and grows up to a bound as long as that helps. The zero Table is ready.
type Table[V any] struct {
	sets  [][2]Entry[V]
	most  int // sets
	shift uint8
	benefit
}

// An Entry is what was read from some bytes.
type Entry[V any] struct {
	Value V
	Text  string // begins with the bytes; after them may follow what the value refers to
	size  uint32 // of the bytes
	hash  uint32
}

// Size returns how many bytes the value was read from.
func (e *Entry[V]) Size() int { return int(e.size) }

func (e *Entry[V]) begins(d []byte, hash uint32) bool {
	return e.hash == hash && e.size != 0 && int(e.size) <= len(d) && e.Text[:e.size] == string(d[:e.size])
}

// Find returns the entry with this hash whose bytes d begins with, or nil. The entry is valid until the next call. Only the upper
// half of the hash is used.
func (c *Table[V]) Find(hash uint64, d []byte) *Entry[V] {
	if c.sets == nil {
		return nil
	}
	hash >>= 32
	set := &c.sets[hash>>c.shift]
	if set[0].begins(d, uint32(hash)) {
		c.hits++
		return &set[0]
	}
	if set[1].begins(d, uint32(hash)) {
		c.hits++
		set[0], set[1] = set[1], set[0]
		return &set[0]
	}
	return nil
}

// Wants takes note that something was not found, and reports whether it is worth adding: where next to nothing is found, only
// now and then, to see whether that changes.
func (c *Table[V]) Wants() bool {
	c.misses++
	if c.sets == nil {
		c.sets, c.shift = zeros[[2]Entry[V]](leastSets), leastShift
		c.most = min(mostSets, mostBytes/int(reflect.TypeFor[[2]Entry[V]]().Size()))
	} else if c.misses > len(c.sets) && c.grows(len(c.sets), c.most) {
		c.grow()
	}
	return c.worthwhile()
}

// Add remembers v, which was read from the first size bytes of text and is wanted. They have this hash.
func (c *Table[V]) Add(hash uint64, text string, size int, v V) {
	c.put(Entry[V]{Value: v, Text: text, size: uint32(size), hash: uint32(hash >> 32)})
}

// put makes e the first entry of its set, in place of the second.
func (c *Table[V]) put(e Entry[V]) {
	set := &c.sets[e.hash>>c.shift]
	set[0], set[1] = e, set[0]
}

func (c *Table[V]) grow() {
	old := c.sets
	c.sets = zeros[[2]Entry[V]](2 * len(old))
	c.shift--
	for i := range old {
		for k := 1; k >= 0; k-- {
			if old[i][k].size != 0 {
				c.put(old[i][k])
			}
		}
	}
}

// zeros returns n zero values whose memory has been written to. Memory that is fresh and read here and there first, as tables are,
// is mapped twice: page by page to be read, and again to be written, which interrupts all processors.
func zeros[E any](n int) []E {
	s := make([]E, n)
	clear(s)
	return s
}
