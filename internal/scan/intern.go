package scan

import "encoding/binary"

// internLength is the length of the longest strings that are interned.
const internLength = 256

// An Interner returns equal strings for equal bytes, mostly without allocating. It remembers a bounded number of
// strings: up to 32,768 of up to 256 bytes, those used lately.
type Interner struct{ cache[struct{}] }

// NewInterner returns an empty Interner.
func NewInterner() *Interner { return new(Interner) }

// String returns b as a string.
func (in *Interner) String(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	return in.get(hashOf(b), b)
}

// get returns b, of which hash is the hash, as a string.
func (in *Interner) get(hash uint64, b []byte) string {
	set := in.set(hash)
	if e := &set[0]; e.hash == hash && e.text == string(b) {
		return e.text
	}
	if e := &set[1]; e.hash == hash && e.text == string(b) {
		set[0], set[1] = set[1], set[0]
		return set[0].text
	}
	text := string(b)
	if 0 < len(b) && len(b) <= internLength {
		in.add(entry[struct{}]{hash: hash, text: text})
	}
	return text
}

const prime = 0x9e3779b97f4a7c15

// mix adds eight bytes of text to a hash.
func mix(hash, word uint64) uint64 {
	hash = (hash ^ word) * prime
	return hash ^ hash>>32
}

// finish adds the last bytes of a text, fewer than eight, and its length.
func finish(hash, word uint64, n int) uint64 { return (mix(hash, word) ^ uint64(n)) * prime }

// hashOf returns the hash of text.
func hashOf(text []byte) uint64 {
	hash, n := uint64(0), len(text)
	for ; len(text) >= 8; text = text[8:] {
		hash = mix(hash, binary.LittleEndian.Uint64(text))
	}
	var word uint64
	if cap(text) >= 8 {
		word = binary.LittleEndian.Uint64(text[:8]) & (1<<(8*len(text)) - 1)
	} else {
		for i, c := range text {
			word |= uint64(c) << (8 * i)
		}
	}
	return finish(hash, word, n)
}
