package intern

import (
	"encoding/binary"
	"net/netip"
)

// An Interner returns equal strings for equal bytes, mostly without allocating. It remembers a bounded number of
// strings: up to 32,768 of up to 255 bytes, those used lately. It also remembers IP addresses. The zero Interner is ready.
type Interner struct {
	known Texts
	addrs Table[netip.Addr] // without IPv4 addresses
}

// String returns b as a string.
func (in *Interner) String(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	hash := Hash(b)
	if text := in.known.Find(hash, b); text != "" {
		return text
	}
	if len(b) <= LongestText && in.known.Wants() {
		return in.known.Add(hash, b, len(b))
	}
	return string(b)
}

const Prime = 0x9e3779b97f4a7c15

// mix adds eight bytes of text to a hash.
func Mix(hash, word uint64) uint64 {
	hash = (hash ^ word) * Prime
	return hash ^ hash>>32
}

// Hash returns a hash of text for a [Table]. It reads 16 bytes at a time, in two lanes that do not wait for each other.
func Hash(text []byte) uint64 {
	even, odd := uint64(len(text)), uint64(0)
	for ; len(text) >= 16; text = text[16:] {
		even = Mix(even, binary.LittleEndian.Uint64(text))
		odd = Mix(odd, binary.LittleEndian.Uint64(text[8:]))
	}
	if len(text) >= 8 {
		even = Mix(even, binary.LittleEndian.Uint64(text))
		text = text[8:]
	}
	return Mix(even, odd^rest(text)) * Prime
}

// rest returns fewer than eight bytes as a word. It reads beyond them where there is something to read.
func rest(text []byte) (word uint64) {
	if cap(text) >= 8 {
		return binary.LittleEndian.Uint64(text[:8]) & (1<<(8*len(text)) - 1)
	}
	for i, c := range text {
		word |= uint64(c) << (8 * i)
	}
	return word
}
