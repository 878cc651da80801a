package csvrec

import (
	"math"

	"github.com/flowtrail/flowtrail"
)

// OptionalInt is a column of integers that are not negative, of which a cell may be empty.
func OptionalInt[T any, N int64 | uint16](name string, field func(*T) *flowtrail.Optional[N]) Column[T] {
	limit := int64(min(math.MaxInt64, uint64(^N(0))))
	return Column[T]{
		Name: name,
		Read: func(c *Cell, v *T) { *field(v) = flowtrail.Some(N(c.Int(limit))) },
		Append: func(w *Writer, v *T) {
			if n := field(v); n.Valid {
				w.Int(int64(n.V))
			}
		},
	}
}
