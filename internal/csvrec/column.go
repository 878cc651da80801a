package csvrec

import (
	"net/netip"
	"time"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/field"
	"github.com/flowtrail/flowtrail/internal/text"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// A Column is one column of a document: how its cells are read into a record and written from it. An empty cell is the zero value.
type Column[T any] struct {
	name     string
	optional bool          // a header may lack it
	value    declare.Value // what its cells may be
	group    string        // columns of text of the same group mostly repeat together

	read   func(s *Scanner, pos int, v *T) int // reads a cell that is not empty, as methods of Scanner do
	append func(*RowBuffer, *T) error          // appends a cell, or says why the record cannot be written
	isText bool                                // cells are any text
	offset uintptr                             // of the string, if so
}

// With returns c, a column of text, as one that mostly repeats together with those of its neighbours that are in the same group.
func (c Column[T]) With(group string) Column[T] {
	c.group = group
	return c
}

// MustBeFilled returns c as a column whose cells must not be empty.
func (c Column[T]) MustBeFilled() Column[T] {
	c.value.Empty = false
	return c
}

// Undocumented returns c as a column that a header may lack.
func (c Column[T]) Undocumented() Column[T] {
	c.optional = true
	return c
}

// Text is a column of any text.
func Text[T any](name string, accessor func(*T) *string) Column[T] {
	offset := field.Offset(accessor)
	return Column[T]{
		name:  name,
		value: declare.Value{Kind: declare.Text, Empty: true},
		read: func(s *Scanner, pos int, v *T) (end int) {
			*field.At[string](v, offset), end = s.text(pos)
			return end
		},
		append: func(b *RowBuffer, v *T) error { return b.Text(*field.At[string](v, offset)) },
		isText: true,
		offset: offset,
	}
}

// Addr is a column of IP addresses.
func Addr[T any](name string, accessor func(*T) *netip.Addr) Column[T] {
	offset := field.Offset(accessor)
	return Column[T]{
		name:  name,
		value: declare.Value{Kind: declare.Address, Formats: []string{declare.IPv4, declare.IPv6}, Empty: true},
		read: func(s *Scanner, pos int, v *T) (end int) {
			*field.At[netip.Addr](v, offset), end = s.addr(pos)
			return end
		},
		append: func(b *RowBuffer, v *T) error {
			addr := *field.At[netip.Addr](v, offset)
			b.Addr(addr)
			return text.RefuseAddr(addr)
		},
	}
}

// Time is a column of times. A cell is empty for the zero time.
func Time[T any](name string, accessor func(*T) *time.Time) Column[T] {
	offset := field.Offset(accessor)
	return Column[T]{
		name:  name,
		value: declare.Value{Kind: declare.Time, Formats: []string{declare.ReportTime, declare.DateTime}, Empty: true},
		read: func(s *Scanner, pos int, v *T) (end int) {
			*field.At[time.Time](v, offset), end = s.time(pos)
			return end
		},
		append: func(b *RowBuffer, v *T) error {
			t := *field.At[time.Time](v, offset)
			if err := timefmt.Refuse(t); err != nil || t.IsZero() {
				return err
			}
			b.times.Report(&b.Buffer, t)
			return nil
		},
	}
}

// Hook is a column of values that only its document has. They are what is declared, read by their hook for gocsv, which does not
// keep the cell, and appended as a cell, in quotes where it needs them.
func Hook[T, V any](name string, value declare.Value, accessor func(*T) *V, read func(*V, string) error, append func(V, *RowBuffer) error) Column[T] {
	offset := field.Offset(accessor)
	return Column[T]{
		name:  name,
		value: value,
		read: func(s *Scanner, pos int, v *T) int {
			end := s.end(pos)
			if read(field.At[V](v, offset), unsafe.String(&s.data[pos], end-pos)) != nil {
				return s.unrepresentable()
			}
			return end
		},
		append: func(b *RowBuffer, v *T) error { return append(*field.At[V](v, offset), b) },
	}
}
