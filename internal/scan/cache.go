package scan

// A cache is a bounded table of what was read lately, by the text it was read from: two entries for each of a number of
// sets. It begins small, so that a short input costs little, and grows as long as that helps.
type cache[V any] struct {
	sets   [][2]entry[V]
	shift  uint8
	misses int // since the last growth
}

type entry[V any] struct {
	value V
	hash  uint64
	text  string
}

const (
	leastSets  = 1 << 6
	leastShift = 64 - 6
	mostSets   = 1 << 14
)

// set returns the entries that text with this hash may have.
func (c *cache[V]) set(hash uint64) *[2]entry[V] {
	if c.sets == nil {
		c.sets, c.shift = make([][2]entry[V], leastSets), leastShift
	}
	return &c.sets[hash>>c.shift]
}

// add makes an entry the first one of its set, in place of the second.
func (c *cache[V]) add(e entry[V]) {
	if c.misses++; c.misses > len(c.sets) && len(c.sets) < mostSets {
		c.grow()
	}
	set := c.set(e.hash)
	set[0], set[1] = e, set[0]
}

func (c *cache[V]) grow() {
	old := c.sets
	c.sets, c.misses = make([][2]entry[V], 2*len(old)), 0
	c.shift--
	for i := range old {
		for k := 1; k >= 0; k-- {
			if e := old[i][k]; e.text != "" {
				set := c.set(e.hash)
				set[0], set[1] = e, set[0]
			}
		}
	}
}
