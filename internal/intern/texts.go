package intern

import "unsafe"

// Texts is what a [Table] is, for texts alone, in a quarter of the memory: many texts are found in what is cached. The zero value is
// ready.
type Texts struct {
	sets  [][2]text
	shift uint8
	benefit
}

// A text begins with the bytes that it is known by.
type text struct {
	begin *byte
	size  uint16 // of these bytes
	all   uint16 // bytes of the text
	hash  uint32
}

// LongestText is how long a text may be that is added.
const LongestText = 1<<16 - 1

func (t *text) is(d []byte, hash uint32) bool {
	return t.hash == hash && int(t.size) == len(d) && t.size != 0 && unsafe.String(t.begin, t.size) == string(d)
}

// Find returns the text that begins with d and was added for it, with this hash; "" if there is none.
func (c *Texts) Find(hash uint64, d []byte) string {
	if c.sets == nil {
		return ""
	}
	hash >>= 32
	set := &c.sets[hash>>c.shift]
	if set[0].is(d, uint32(hash)) {
		c.hits++
		return unsafe.String(set[0].begin, set[0].all)
	}
	if set[1].is(d, uint32(hash)) {
		c.hits++
		set[0], set[1] = set[1], set[0]
		return unsafe.String(set[0].begin, set[0].all)
	}
	return ""
}

// Wants takes note that something was not found, and reports whether it is worth adding.
func (c *Texts) Wants() bool {
	c.misses++
	if c.sets == nil {
		c.sets, c.shift = make([][2]text, leastSets), leastShift
	} else if c.misses > len(c.sets) && c.grows(len(c.sets), mostSets) {
		c.grow()
	}
	return c.worthwhile()
}

// Add remembers a text by its first size bytes, which have this hash.
func (c *Texts) Add(hash uint64, all string, size int) {
	c.put(text{unsafe.StringData(all), uint16(size), uint16(len(all)), uint32(hash >> 32)})
}

// put makes t the first text of its set, in place of the second.
func (c *Texts) put(t text) {
	set := &c.sets[t.hash>>c.shift]
	set[0], set[1] = t, set[0]
}

func (c *Texts) grow() {
	old := c.sets
	c.sets = make([][2]text, 2*len(old))
	c.shift--
	for i := range old {
		for k := 1; k >= 0; k-- {
			if old[i][k].size != 0 {
				c.put(old[i][k])
			}
		}
	}
}
