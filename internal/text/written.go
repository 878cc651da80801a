package text

import (
	"math/bits"
	"unsafe"
)

const (
	leastValues   = 1 << 6 // of a Written, at first
	mostValues    = 1 << 10
	writtenLength = 256 - 9 // bytes of the longest value with its text that is remembered

	trial    = 1 << 12 // tries after which it is asked whether they are worthwhile
	longRest = 8 * trial
)

// Written remembers how values of one kind were written lately: when the same value comes again, its text is copied. A value
// is the same if its memory is: strings that are equal but stand in different places are not. A Written begins small and is
// bounded, but holds on to what its values refer to.
type Written struct {
	known []entry
	kept  []unsafe.Pointer // to copies of the values, so that nothing else is put where they point to
	size  uintptr          // of a value, in whole words
	keep  func(old, v unsafe.Pointer) unsafe.Pointer

	fresh  int // values that were added since the last growth
	found  int // values lately
	missed int // likewise
	pause  int // values that are not looked for
}

// An entry is how a value was written: its memory, and after that its text.
type entry struct {
	hash uint64
	end  uint8 // of the text; 0 if there is none
	data [writtenLength]byte
}

const word = 8 // bytes, of which values are compared and hashed

// Memorable reports whether values of type T can be remembered: they consist of whole words, two at least.
func Memorable[T any]() bool {
	size := unsafe.Sizeof(*new(T))
	return size >= 2*word && size%word == 0
}

// NewWritten returns a Written for values of type T, which must be [Memorable].
func NewWritten[T any]() *Written {
	return &Written{size: unsafe.Sizeof(*new(T)), keep: func(old, v unsafe.Pointer) unsafe.Pointer {
		if old == nil {
			old = unsafe.Pointer(new(T))
		}
		*(*T)(old) = *(*T)(v)
		return old
	}}
}

// hash returns a hash of the beginning and the end of a value: of its first string and its last number, say.
func (m *Written) hash(v unsafe.Pointer) uint64 {
	h := *(*uint64)(v) ^ bits.RotateLeft64(*(*uint64)(unsafe.Add(v, word)), 21) ^ bits.RotateLeft64(*(*uint64)(unsafe.Add(v, m.size-word)), 42)
	h *= 0x9e3779b97f4a7c15
	return h ^ h>>32
}

// Pauses reports whether a value is better written without being looked for, as most of those before were not found.
func (m *Written) Pauses() bool {
	if m.pause == 0 {
		return false
	}
	m.pause--
	return true
}

// Recall appends what v points to as it was written before, and reports whether it is remembered. If it is not, Learn follows.
func (m *Written) Recall(b *Buffer, v unsafe.Pointer) bool {
	if len(m.known) == 0 {
		return false
	}
	h := m.hash(v)
	k := &m.known[h&uint64(len(m.known)-1)]
	if k.hash != h || k.end == 0 {
		return false
	}
	for at := uintptr(0); at < m.size; at += word {
		if *(*uint64)(unsafe.Add(v, at)) != *(*uint64)(unsafe.Add(unsafe.Pointer(&k.data), at)) {
			return false
		}
	}
	*b = append(*b, k.data[m.size:k.end]...)
	m.found++
	return true
}

// Learn remembers that what v points to, which Recall did not find, is written as text. If most values are not found, it pauses for a
// while.
func (m *Written) Learn(v unsafe.Pointer, text []byte) {
	if m.missed++; m.missed+m.found >= trial {
		if m.found < trial/3*2 {
			m.pause = longRest
		}
		m.missed, m.found = 0, 0
	}
	if int(m.size)+len(text) > writtenLength {
		return
	}
	if m.fresh++; m.fresh > len(m.known) && len(m.known) < mostValues {
		m.grow()
	}
	h := m.hash(v)
	i := h & uint64(len(m.known)-1)
	m.kept[i] = m.keep(m.kept[i], v)
	k := &m.known[i]
	k.hash, k.end = h, uint8(m.size)+uint8(copy(k.data[copy(k.data[:], unsafe.Slice((*byte)(v), m.size)):], text))
}

func (m *Written) grow() {
	old, kept := m.known, m.kept
	n := max(leastValues, 2*len(old))
	m.known, m.kept, m.fresh = make([]entry, n), make([]unsafe.Pointer, n), 0
	for i := range old {
		if old[i].end > 0 {
			to := old[i].hash & uint64(n-1)
			m.known[to], m.kept[to] = old[i], kept[i]
		}
	}
}
