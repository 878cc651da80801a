package jsonscan

import (
	"encoding/binary"

	"github.com/flowtrail/flowtrail/internal/intern"
)

// memoLength is the length of the longest objects that are remembered.
const memoLength = 256

// A Memo remembers objects of one kind by their bytes: when the same bytes come again, the object is copied, not read.
// It is bounded, as a [Cache] is, and to objects of up to 256 bytes. The objects must be plain values that share nothing which is
// written to.
type Memo[T any] struct {
	known intern.Table[T]
	words int // that the hash looks at; so few that they are in all objects
}

// hash returns a hash of what mostly tells objects apart: up to three words after the first.
func (m *Memo[T]) hash(d []byte) uint64 {
	hash := binary.LittleEndian.Uint64(d[8:])
	if m.words > 1 {
		hash = intern.Mix(hash, binary.LittleEndian.Uint64(d[16:]))
	}
	if m.words > 2 {
		hash = intern.Mix(hash, binary.LittleEndian.Uint64(d[24:]))
	}
	return intern.Mix(0, hash) * intern.Prime
}

// Repeated reads an object with read, or recalls it from m.
func Repeated[T any](s *Scanner, m *Memo[T], v *T, read func(*Scanner, *T)) {
	hash := m.hash(s.data[s.pos:])
	if e := m.known.Find(hash, s.data[s.pos:s.end]); e != nil {
		*v = e.Value
		s.pos += e.Size()
		return
	}
	start, doubts, extras := s.pos, s.doubts, len(s.Extra)
	read(s, v)
	if n := s.pos - start; s.Held() && doubts == s.doubts && n <= memoLength && extras == len(s.Extra) && m.known.Wants() {
		if words := min(max(n/8-1, 1), 3); m.words == 0 || words < m.words {
			m.words = words
			hash = m.hash(s.data[start:])
		}
		m.known.Add(hash, string(s.data[start:s.pos]), n, *v)
	}
}
