package useractivity

import "hash/maphash"

// An index finds the numbers of values by their hashes: a hash table with open addressing, in half the memory of a map,
// where a find mostly looks at one slot. It knows nothing of the values, which its caller compares.
type index struct {
	slots []slot // a power of two of them, of which at most three quarters are taken
	taken int
	seed  maphash.Seed
}

// A slot of the table holds a value's hash and its number + 1. It is free when that is 0. Numbers of 32 bits are
// enough: four billion emails or addresses would take hundreds of gigabytes.
type slot struct{ hash, next uint32 }

const leastSlots = 16

// hashOf returns the hash of a value for its index. Each index has a random seed of its own, so that no input can be made
// of values whose hashes are equal.
func hashOf[K comparable](x *index, value K) uint32 {
	if x.slots == nil {
		x.seed = maphash.MakeSeed()
		x.slots = make([]slot, leastSlots)
	}
	return uint32(maphash.Comparable(x.seed, value))
}

// candidate returns the first number with a hash from slot at on, and the slot after it. The search begins at the
// hash itself. When there is no such number, ok is false.
func (x *index) candidate(hash, at uint32) (number, after uint32, ok bool) {
	for {
		p := x.slots[at&uint32(len(x.slots)-1)]
		if p.next == 0 {
			return 0, at, false
		}
		at++
		if p.hash == hash {
			return p.next - 1, at, true
		}
	}
}

// add adds the next number, for a value with a hash: 0 at first, then 1, and so on.
func (x *index) add(hash uint32) {
	x.taken++
	if 4*x.taken > 3*len(x.slots) {
		old := x.slots
		x.slots = make([]slot, 2*len(old))
		for _, p := range old {
			if p.next > 0 {
				x.put(p)
			}
		}
	}
	x.put(slot{hash, uint32(x.taken)})
}

func (x *index) put(p slot) {
	for at := p.hash; ; at++ {
		if free := &x.slots[at&uint32(len(x.slots)-1)]; free.next == 0 {
			*free = p
			return
		}
	}
}
