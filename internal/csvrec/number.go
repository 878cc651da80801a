package csvrec

import (
	"math"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/field"
)

// Count is a column of integers from 0 on, which are never empty.
func Count[T any](name string, accessor func(*T) *int64) Column[T] {
	offset := field.Offset(accessor)
	return Column[T]{
		name:  name,
		value: declare.Value{Kind: declare.Integer, Max: math.MaxInt64},
		read: func(s *Scanner, pos int, v *T) int {
			n, end := s.integer(pos, math.MaxInt64)
			*field.At[int64](v, offset) = int64(n)
			return end
		},
		append: func(b *RowBuffer, v *T) error {
			b.Int(*field.At[int64](v, offset))
			return nil
		},
	}
}

// OptionalCount is a column of integers from 0 to the largest that an N can hold. A cell is empty if there is no value.
func OptionalCount[T any, N int64 | uint16](name string, accessor func(*T) *flowtrail.Optional[N]) Column[T] {
	offset, limit := field.Offset(accessor), uint64(math.MaxUint16)
	if _, long := any(N(0)).(int64); long {
		limit = math.MaxInt64
	}
	return Column[T]{
		name:  name,
		value: declare.Value{Kind: declare.Integer, Max: int64(limit), Empty: true},
		read: func(s *Scanner, pos int, v *T) int {
			n, end := s.integer(pos, limit)
			*field.At[flowtrail.Optional[N]](v, offset) = flowtrail.Optional[N]{V: N(n), Valid: end > 0}
			return end
		},
		append: func(b *RowBuffer, v *T) error {
			if n := field.At[flowtrail.Optional[N]](v, offset); n.Valid {
				b.Int(int64(n.V))
			}
			return nil
		},
	}
}
