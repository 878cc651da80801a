package intern

import (
	"math/bits"
	"unsafe"
)

// Texts is a [Table] for texts alone, with sets of four. What a find looks at is packed densely, so that it stays in the
// processor's caches even if there are many texts. The zero value is ready.
type Texts struct {
	tags   []uint64 // of a set: 16 bits of the hash of each of its texts, the newest one lowest
	begins []*byte  // of the texts: four for each set
	hashes []uint32 // of the texts
	shift  uint8
	benefit
}

// A text is stored after a header of two bytes: how many of its bytes it is found by, and how long it is.
const header = 2

// LongestText is how long a text may be that is added.
const LongestText = 255

const (
	ways     = 4
	tagOnes  = 1<<48 | 1<<32 | 1<<16 | 1
	tagHighs = tagOnes << 15
)

// Find returns the text that begins with d and was added for it, with this hash; "" if there is none.
func (c *Texts) Find(hash uint64, d []byte) string {
	if c.tags == nil {
		return ""
	}
	set := hash >> c.shift
	x := c.tags[set] ^ hash>>16&0xffff*tagOnes
	for found := (x - tagOnes) &^ x & tagHighs; found != 0; found &= found - 1 {
		begin := c.begins[set*ways+uint64(bits.TrailingZeros64(found))/16]
		if begin == nil || int(*begin) != len(d) {
			continue
		}
		all := *(*byte)(unsafe.Add(unsafe.Pointer(begin), 1))
		text := unsafe.String((*byte)(unsafe.Add(unsafe.Pointer(begin), header)), all)
		if text[:len(d)] == string(d) {
			c.hits++
			return text
		}
	}
	return ""
}

// Wants takes note that something was not found, and reports whether it is worth adding.
func (c *Texts) Wants() bool {
	c.misses++
	if c.tags == nil {
		c.resize(leastSets / 2)
	} else if pairs := 2 * len(c.tags); c.misses > pairs && c.grows(pairs, mostSets) {
		c.grow()
	}
	return c.worthwhile()
}

func (c *Texts) resize(sets int) {
	c.tags, c.begins, c.hashes = zeros[uint64](sets), zeros[*byte](ways*sets), zeros[uint32](ways*sets)
	c.shift = uint8(64 - bits.TrailingZeros(uint(sets)))
}

// Add remembers text by its first size bytes, which have this hash, and returns it. It is no longer than LongestText.
func (c *Texts) Add(hash uint64, text []byte, size int) string {
	known := make([]byte, header+len(text)) // by append, it would be two allocations
	known[0], known[1] = byte(size), byte(len(text))
	copy(known[header:], text)
	c.put(&known[0], hash)
	return unsafe.String(&known[header], len(text))
}

// put makes a text the newest one of its set, in place of the oldest.
func (c *Texts) put(begin *byte, hash uint64) {
	set := hash >> c.shift
	begins, hashes := c.begins[set*ways:][:ways], c.hashes[set*ways:][:ways]
	copy(begins[1:], begins)
	copy(hashes[1:], hashes)
	begins[0], hashes[0] = begin, uint32(hash>>32)
	c.tags[set] = c.tags[set]<<16 | hash>>16&0xffff
}

func (c *Texts) grow() {
	old := *c
	c.resize(2 * len(old.tags))
	for set, tags := range old.tags {
		for i := ways - 1; i >= 0; i-- {
			if begin := old.begins[set*ways+i]; begin != nil {
				c.put(begin, uint64(old.hashes[set*ways+i])<<32|tags>>(16*i)&0xffff<<16)
			}
		}
	}
}
