package useractivity

import (
	"cmp"
	"slices"
	"strings"
)

// A tally counts connections by a key. Most users have a few addresses and devices: those are found faster, and in
// less memory, by looking at each than by hashing.
type tally[K comparable] struct {
	entries []entry[K]
	recent  int       // place of the entry that was added to last: keys come in runs
	places  map[K]int // of all entries; nil while they are few
}

type entry[K comparable] struct {
	key K
	n   int64 // connections
}

const few = 32

// add adds n connections to those of key.
func (t *tally[K]) add(key K, n int64) {
	if t.recent >= len(t.entries) || t.entries[t.recent].key != key {
		t.recent = t.place(key)
	}
	e := &t.entries[t.recent]
	e.n = sum(e.n, n)
}

func (t *tally[K]) merge(other *tally[K]) {
	for _, e := range other.entries {
		t.add(e.key, e.n)
	}
}

// place returns the place of key in the entries, which is after the others if it is new.
func (t *tally[K]) place(key K) int {
	if t.places == nil {
		for place := range t.entries {
			if t.entries[place].key == key {
				return place
			}
		}
	} else if place, ok := t.places[key]; ok {
		return place
	}
	if text, ok := any(key).(string); ok {
		key = any(strings.Clone(text)).(K) // it may be a part of a longer string, which is not to be kept
	}
	place := len(t.entries)
	t.entries = append(t.entries, entry[K]{key: key})
	t.index(place)
	return place
}

// index notes the place of the last entry, or of all entries once they are no longer few.
func (t *tally[K]) index(last int) {
	first := last
	if t.places == nil {
		if len(t.entries) <= few {
			return
		}
		t.places, first = make(map[K]int, 2*few), 0
	}
	for place := first; place <= last; place++ {
		t.places[t.entries[place].key] = place
	}
}

// sorted returns a copy of the entries, sorted by key.
func (t *tally[K]) sorted(compare func(a, b K) int) []entry[K] {
	return slices.SortedFunc(slices.Values(t.entries), func(a, b entry[K]) int { return compare(a.key, b.key) })
}

// ranked returns a copy of the entries, sorted by falling number of connections, then by key.
func (t *tally[K]) ranked(compare func(a, b K) int) []entry[K] {
	return slices.SortedFunc(slices.Values(t.entries), func(a, b entry[K]) int {
		return cmp.Or(cmp.Compare(b.n, a.n), compare(a.key, b.key))
	})
}
