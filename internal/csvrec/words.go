package csvrec

import (
	"encoding/binary"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/field"
)

// A word of a vocabulary. Those that are as common as others should stand first.
type word[E ~string] struct {
	text        E
	first, mask uint64 // its first eight bytes, and which of these it has
}

// Words is a column of a closed vocabulary, which is never empty.
func Words[T any, E ~string](name string, accessor func(*T) *E, vocabulary ...E) Column[T] {
	offset := field.Offset(accessor)
	words := make([]word[E], len(vocabulary))
	value := declare.Value{Kind: declare.Words}
	for i, text := range vocabulary {
		var first [8]byte
		n := copy(first[:], text)
		words[i] = word[E]{text, binary.LittleEndian.Uint64(first[:]), 1<<(8*n) - 1}
		value.Words = append(value.Words, string(text))
	}
	return Column[T]{
		name:  name,
		value: value,
		read: func(s *Scanner, pos int, v *T) int {
			first, end := binary.LittleEndian.Uint64(s.data[pos:]), s.end(pos)
			for i := range words {
				w := &words[i]
				if (first^w.first)&w.mask == 0 && len(w.text) == end-pos && (end-pos <= 8 || string(s.data[pos:end]) == string(w.text)) {
					*field.At[E](v, offset) = w.text
					return end
				}
			}
			other, _ := s.text(pos)
			*field.At[E](v, offset) = E(other)
			return 0
		},
		append: func(b *RowBuffer, v *T) error { return b.Text(string(*field.At[E](v, offset))) },
	}
}
