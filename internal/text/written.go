package text

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

const (
	leastValues   = 1 << 6 // of a Written, at first
	mostValues    = 1 << 10
	writtenLength = 190 // bytes of the longest text that is remembered

	trial    = 1 << 12 // tries after which it is asked whether they are worthwhile
	longRest = 8 * trial
)

// Written remembers how values of one kind were written lately: when the same value comes again, its text is copied. A value
// is the same if its memory is: strings that are equal but stand in different places are not. A Written begins small and is
// bounded, but holds on to what its values refer to. The zero Written is ready.
type Written[T any] struct {
	known  []entry[T]
	fresh  int // values that were added since the last growth
	found  int // values lately
	missed int // likewise
	pause  int // values that are not looked for
}

type entry[T any] struct {
	value T
	hash  uint64
	size  uint8 // of the text; 0 if there is none
	text  [writtenLength]byte
}

// memory returns the memory of a value.
func memory[T any](v *T) []byte { return unsafe.Slice((*byte)(unsafe.Pointer(v)), unsafe.Sizeof(*v)) }

// hash returns a hash of the beginning and the end of a value: of its first string and its last number, say.
func hash(memory []byte) uint64 {
	const prime = 0x9e3779b97f4a7c15
	n := len(memory)
	if n < 16 {
		var padded [16]byte
		copy(padded[:], memory)
		memory, n = padded[:], 16
	}
	h := binary.LittleEndian.Uint64(memory) ^
		bits.RotateLeft64(binary.LittleEndian.Uint64(memory[8:]), 21) ^
		bits.RotateLeft64(binary.LittleEndian.Uint64(memory[n-8:]), 42)
	h *= prime
	return h ^ h>>32
}

// slot returns where a value with this hash is remembered.
func (m *Written[T]) slot(hash uint64) *entry[T] { return &m.known[hash&uint64(len(m.known)-1)] }

// Recall appends v as it was written before, and reports whether it is remembered. If it is not, Learn follows.
func (m *Written[T]) Recall(b *Buffer, v *T) bool {
	if m.pause > 0 || len(m.known) == 0 {
		return false
	}
	h := hash(memory(v))
	k := m.slot(h)
	if k.hash != h || k.size == 0 || string(memory(&k.value)) != string(memory(v)) {
		return false
	}
	*b = append(*b, k.text[:k.size]...)
	m.found++
	return true
}

// Learn remembers that v, which Recall did not find, is written as text. If most values are not found, it pauses for a while.
func (m *Written[T]) Learn(v *T, text []byte) {
	if m.pause > 0 {
		m.pause--
		return
	}
	if m.missed++; m.missed+m.found >= trial {
		if m.found < trial/3*2 {
			m.pause = longRest
		}
		m.missed, m.found = 0, 0
	}
	if len(text) > writtenLength {
		return
	}
	if m.fresh++; m.fresh > len(m.known) && len(m.known) < mostValues {
		m.grow()
	}
	h := hash(memory(v))
	k := m.slot(h)
	k.hash, k.value, k.size = h, *v, uint8(copy(k.text[:], text))
}

func (m *Written[T]) grow() {
	old := m.known
	m.known, m.fresh = make([]entry[T], max(leastValues, 2*len(old))), 0
	for i := range old {
		if old[i].size > 0 {
			*m.slot(old[i].hash) = old[i]
		}
	}
}
