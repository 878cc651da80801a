package sample

import "iter"

// Endless returns what yields the samples of a seed: records that newRecord makes, filled by draw from the world of the seed.
func Endless[W, T any](newWorld func(seed uint64) *W, draw func(*W, *T)) func(seed uint64, newRecord func() *T) iter.Seq[*T] {
	return func(seed uint64, newRecord func() *T) iter.Seq[*T] {
		return func(yield func(*T) bool) {
			w := newWorld(seed)
			for {
				v := newRecord()
				if draw(w, v); !yield(v) {
					return
				}
			}
		}
	}
}
