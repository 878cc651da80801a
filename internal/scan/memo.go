package scan

import "encoding/binary"

const (
	memoSets   = 1 << 10
	memoLength = 256 // longer objects are not remembered
)

// A Memo remembers objects of one kind by their bytes: when the same bytes come again, the object is copied, not read.
// It is bounded to 2,048 objects of up to 256 bytes. The objects must be plain values that share nothing which is
// written to.
type Memo[T any] struct {
	sets [][2]remembered[T]
}

type remembered[T any] struct {
	text  string
	value T
}

// Repeated reads an object with read, or recalls it from m.
func Repeated[T any](s *Scanner, m *Memo[T], v *T, read func(*Scanner, *T)) {
	if m.sets == nil {
		m.sets = make([][2]remembered[T], memoSets)
	}
	d := s.data[s.pos:]
	hash := binary.LittleEndian.Uint64(d[8:])*prime ^ binary.LittleEndian.Uint64(d[16:])
	hash = hash*prime ^ binary.LittleEndian.Uint64(d[24:])
	set := &m.sets[hash*prime>>(64-10)]
	d = s.data[s.pos:s.end]
	for i := range set {
		if e := &set[i]; e.text != "" && len(e.text) <= len(d) && string(d[:len(e.text)]) == e.text {
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
		set[1] = set[0]
		set[0] = remembered[T]{string(s.data[start:s.pos]), *v}
	}
	s.doubt = s.doubt || before
}
