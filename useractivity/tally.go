package useractivity

import (
	"cmp"
	"net/netip"
	"slices"
)

// A tally counts one user's connections by address and by device. Most users have few of them: those are
// found faster, and in less memory, by looking at each than by hashing.
type tally struct {
	entries []entry        // in the order in which they came, so that the usual ones are found first
	places  map[key]uint32 // of all entries; nil while they are few
}

type entry struct {
	key key
	n   int64 // connections
}

const few = 32

// add adds n connections to those of a key.
func (t *tally) add(k key, n int64) {
	if len(t.entries) > few {
		t.addToMany(k, n)
		return
	}
	for i := range t.entries {
		if e := &t.entries[i]; e.key == k {
			e.n = sum(e.n, n)
			return
		}
	}
	t.append(entry{k, n})
}

func (t *tally) addToMany(k key, n int64) {
	place, ok := t.places[k]
	if !ok {
		t.append(entry{k, n})
		return
	}
	e := &t.entries[place]
	e.n = sum(e.n, n)
}

// append adds an entry that has a new key.
func (t *tally) append(e entry) {
	if n := len(t.entries); n == cap(t.entries) {
		t.reserve(n + max(4, n/4)) // append would double them, and there is a tally for each user
	}
	t.entries = append(t.entries, e)
	switch n := len(t.entries); {
	case n == few+1:
		t.places = make(map[key]uint32, 2*few)
		for place := range t.entries {
			t.places[t.entries[place].key] = uint32(place)
		}
	case n > few:
		t.places[e.key] = uint32(n - 1)
	}
}

// reserve makes room for n entries in all.
func (t *tally) reserve(n int) {
	if n > cap(t.entries) {
		t.entries = append(make([]entry, 0, n), t.entries...)
	}
}

// counted is a value with its number of connections.
type counted[V any] struct {
	value V
	n     int64
}

// clientIPs returns the addresses, in no order.
func (t *tally) clientIPs(n *names) []counted[netip.Addr] {
	list := make([]counted[netip.Addr], 0, len(t.entries))
	for _, e := range t.entries {
		if !e.key.isDevice() {
			list = append(list, counted[netip.Addr]{n.addr(e.key), e.n})
		}
	}
	return list
}

// devices returns the ids of devices, in no order.
func (t *tally) devices(n *names) []counted[string] {
	list := make([]counted[string], 0, len(t.entries))
	for _, e := range t.entries {
		if e.key.isDevice() {
			list = append(list, counted[string]{n.id(e.key), e.n})
		}
	}
	return list
}

// sortByValue sorts a list by value.
func sortByValue[V any](list []counted[V], compare func(a, b V) int) {
	slices.SortFunc(list, func(a, b counted[V]) int { return compare(a.value, b.value) })
}

// rank sorts a list by falling number of connections, then by value.
func rank[V any](list []counted[V], compare func(a, b V) int) {
	slices.SortFunc(list, func(a, b counted[V]) int { return cmp.Or(cmp.Compare(b.n, a.n), compare(a.value, b.value)) })
}
