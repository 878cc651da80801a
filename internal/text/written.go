package text

const (
	leastValues = 1 << 6 // of a Written, at first
	mostValues  = 1 << 10
	memoLength  = 190 // bytes of the longest text that is remembered
)

// A Written remembers how values of one kind were written lately: when the same value comes again, its text is copied. Values
// have keys that mostly tell them apart; two that are equal but written differently must have different keys. A Written begins
// small and is bounded, but holds on to what its values refer to. The zero Written is ready.
type Written[T comparable] struct {
	known  []entry[T]
	misses int // since the last growth
}

type entry[T comparable] struct {
	key   uint64
	value T
	size  uint8 // of the text; 0 if there is none
	text  [memoLength]byte
}

// slot returns where a value with this key is remembered.
func (m *Written[T]) slot(key uint64) *entry[T] {
	return &m.known[key*0x9e3779b97f4a7c15>>32&uint64(len(m.known)-1)]
}

// Recall appends v as it was written before, and reports whether it is remembered.
func (m *Written[T]) Recall(b *Buffer, key uint64, v *T) bool {
	if len(m.known) == 0 {
		return false
	}
	k := m.slot(key)
	if k.key != key || k.size == 0 || k.value != *v {
		return false
	}
	*b = append(*b, k.text[:k.size]...)
	return true
}

// Learn remembers that v is written as text.
func (m *Written[T]) Learn(key uint64, v *T, text []byte) {
	if len(text) > memoLength {
		return
	}
	if m.misses++; m.misses > len(m.known) && len(m.known) < mostValues {
		m.grow()
	}
	k := m.slot(key)
	k.key, k.value, k.size = key, *v, uint8(copy(k.text[:], text))
}

func (m *Written[T]) grow() {
	old := m.known
	m.known, m.misses = make([]entry[T], max(leastValues, 2*len(old))), 0
	for i := range old {
		if old[i].size > 0 {
			*m.slot(old[i].key) = old[i]
		}
	}
}

// Key returns the last eight bytes of text, as the key of a value that they tell apart from others.
func Key(text string) uint64 {
	if n := len(text) - 8; n >= 0 {
		return first(text[n:])
	}
	return rest(text)
}
