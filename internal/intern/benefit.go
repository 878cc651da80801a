package intern

const (
	leastSets  = 1 << 6
	leastShift = 32 - 6
	mostSets   = 1 << 14
	mostBytes  = 2 << 20 // of a table, without the texts

	fewMisses     = 64      // finds of which one may fail: a larger table would gain little
	fewHits       = 32      // finds of which one must succeed, or the table is thrashing
	thrashingSets = 1 << 10 // that it has at least before that can be told
	thrashingAdds = 16      // misses of which one is added nevertheless
)

// A benefit tells how much a table helps.
type benefit struct {
	hits      int  // since it was last asked whether to grow
	misses    int  // likewise
	thrashing bool // next to nothing was found

	skipped int // of what was not looked for
}

// grows decides how a table of so many sets goes on after what was found lately, and reports whether it should have twice as many.
func (b *benefit) grows(sets, most int) bool {
	finds := b.hits + b.misses
	few := b.misses <= finds/fewMisses
	b.thrashing = sets >= thrashingSets && b.hits < finds/fewHits
	b.hits, b.misses = 0, 0
	return !few && !b.thrashing && 2*sets <= most
}

// worthwhile reports whether what was just missed is worth adding.
func (b *benefit) worthwhile() bool { return !b.thrashing || b.misses%thrashingAdds == 0 }

// Worthwhile reports whether to look for something at all: where next to nothing is found, only now and then. Then what is
// missed is wanted.
func (b *benefit) Worthwhile() bool {
	if !b.thrashing {
		return true
	}
	b.skipped++
	return b.skipped%thrashingAdds == 0
}
