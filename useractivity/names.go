package useractivity

import (
	"net/netip"
	"strings"
)

// names gives numbers to what does not fit into a key.
type names struct {
	addrs numbering[netip.Addr]
	ids   numbering[string]
}

// A numbering gives distinct values the numbers 0, 1, 2 and so on, in the order in which they come.
type numbering[K comparable] struct {
	values []K // by number
	index  index
}

func (x *numbering[K]) number(value K) uint32 {
	hash := hashOf(&x.index, value)
	for number, at, ok := x.index.candidate(hash, hash); ok; number, at, ok = x.index.candidate(hash, at) {
		if x.values[number] == value {
			return number
		}
	}
	if text, ok := any(value).(string); ok {
		value = any(strings.Clone(text)).(K) // it may be a part of a longer string, which is not to be kept
	}
	x.index.add(hash)
	x.values = append(x.values, value)
	return uint32(len(x.values) - 1)
}
