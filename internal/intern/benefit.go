package intern

const (
	leastSets  = 1 << 6
	leastShift = 32 - 6
	mostSets   = 1 << 14
	mostBytes  = 2 << 20 // of a table, without the texts

	fewMisses     = 64      // if fewer than one find in so many fails, a larger table would gain little
	fewHits       = 32      // if fewer than one find in so many succeeds, the table is thrashing
	thrashingSets = 1 << 10 // a table with fewer sets is not said to be thrashing
	thrashingAdds = 16      // of so many misses, a thrashing table still adds one
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

// Worthwhile reports whether to look for something at all. Where next to nothing is found, that is only now and then, and what is
// not found then is always worth adding.
func (b *benefit) Worthwhile() bool {
	if !b.thrashing {
		return true
	}
	b.skipped++
	return b.skipped%thrashingAdds == 0
}
