package scan

import "encoding/binary"

// memoLength is the length of the longest objects that are remembered.
const memoLength = 256

// A Memo remembers objects of one kind by their bytes: when the same bytes come again, the object is copied, not read.
// It is bounded to 16,384 objects of up to 256 bytes. The objects must be plain values that share nothing which is
// written to.
type Memo[T any] struct{ known Cache[T] }

// Repeated reads an object with read, or recalls it from m.
func Repeated[T any](s *Scanner, m *Memo[T], v *T, read func(*Scanner, *T)) {
	d := s.data[s.pos:]
	hash := mix(binary.LittleEndian.Uint64(d[8:]), binary.LittleEndian.Uint64(d[16:]))
	hash = (hash ^ binary.LittleEndian.Uint64(d[24:])) * prime // what tells objects apart is mostly there
	if e := m.known.Find(hash, s.data[s.pos:s.end]); e != nil {
		*v = e.Value
		s.pos += e.Size()
		return
	}
	start, doubts, extras := s.pos, s.doubts, len(s.Extra)
	read(s, v)
	if n := s.pos - start; s.Held() && doubts == s.doubts && n <= memoLength && extras == len(s.Extra) {
		m.known.Add(hash, string(s.data[start:s.pos]), n, *v)
	}
}
