package csvrec

import (
	"math"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/field"
)

// Count is a column of integers from 0 on, which are never empty.
func Count[T any](name string, accessor func(*T) *int64) Column[T] {
	offset := field.Offset(accessor)
	return Column[T]{
		name:  name,
		value: declare.Value{Kind: declare.Integer, Max: math.MaxInt64},
		read: func(s *Scanner, data []byte, pos int, v *T) int {
			n, end := s.integer(data, pos, math.MaxInt64)
			*field.At[int64](v, offset) = int64(n)
			return end
		},
		append: func(b *RowBuffer, v *T) { b.Int(*field.At[int64](v, offset)) },
	}
}

// OptionalCount is a column of integers from 0 to the largest that an N can hold. A cell is empty if the value is not valid.
func OptionalCount[T any, N int64 | uint16](name string, accessor func(*T) *N, valid func(*T) *bool) Column[T] {
	offset, validOffset, limit := field.Offset(accessor), field.Offset(valid), uint64(math.MaxUint16)
	if _, long := any(N(0)).(int64); long {
		limit = math.MaxInt64
	}
	return Column[T]{
		name:  name,
		value: declare.Value{Kind: declare.Integer, Max: int64(limit), Empty: true},
		read: func(s *Scanner, data []byte, pos int, v *T) int {
			n, end := s.integer(data, pos, limit)
			*field.At[N](v, offset), *field.At[bool](v, validOffset) = N(n), end > 0
			return end
		},
		append: func(b *RowBuffer, v *T) {
			if *field.At[bool](v, validOffset) {
				b.Int(int64(*field.At[N](v, offset)))
			}
		},
	}
}
