package scan

import "encoding/binary"

// memoLength is the length of the longest objects that are remembered.
const memoLength = 256

// A Memo remembers objects of one kind by their bytes: when the same bytes come again, the object is copied, not read.
// It is bounded to 32,768 objects of up to 256 bytes. The objects must be plain values that share nothing which is
// written to.
type Memo[T any] struct{ cache[T] }

// Repeated reads an object with read, or recalls it from m.
func Repeated[T any](s *Scanner, m *Memo[T], v *T, read func(*Scanner, *T)) {
	d := s.data[s.pos:]
	hash := mix(binary.LittleEndian.Uint64(d[8:]), binary.LittleEndian.Uint64(d[16:]))
	hash = (hash ^ binary.LittleEndian.Uint64(d[24:])) * prime // what tells objects apart is mostly there
	set := m.set(hash)
	d = s.data[s.pos:s.end]
	for i := range set {
		if e := &set[i]; e.hash == hash && len(e.text) <= len(d) && e.text != "" && string(d[:len(e.text)]) == e.text {
			*v = e.value
			s.pos += len(e.text)
			if i == 1 {
				set[0], set[1] = set[1], set[0]
			}
			return
		}
	}
	start, before, extras := s.pos, s.doubt, len(s.Extra)
	s.doubt = false
	read(s, v)
	if n := s.pos - start; s.Plain() && n <= memoLength && extras == len(s.Extra) {
		m.add(entry[T]{value: *v, hash: hash, text: string(s.data[start:s.pos])})
	}
	s.doubt = s.doubt || before
}
