package intern

import (
	"encoding/binary"
	"math/bits"
)

// HashEnds returns a hash of the first words of text after `{"id":"`, of its last word and of its length. In these the objects of
// one kind mostly differ, and they are hashed quicker than all of the text by [Hash].
func HashEnds(text []byte) uint64 {
	const begin = len(`{"id":"`)
	n := len(text)
	if n < begin+8 {
		return Hash(text)
	}
	even := Mix(uint64(n), binary.LittleEndian.Uint64(text[begin:]))
	odd := bits.RotateLeft64(binary.LittleEndian.Uint64(text[n-8:]), 32)
	if n >= begin+16 {
		odd = Mix(odd, binary.LittleEndian.Uint64(text[begin+8:]))
	}
	if n >= begin+24 {
		even = Mix(even, binary.LittleEndian.Uint64(text[begin+16:]))
	}
	return Mix(even, odd) * Prime
}
