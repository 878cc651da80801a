package csvrec

import (
	"net/netip"
	"time"
	"unicode/utf8"
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

	read   func(s *Scanner, data []byte, pos int, v *T) int // reads a cell that is not empty, as methods of Scanner do
	append func(*RowBuffer, *T)                             // appends a cell that is UTF-8 and needs no quotes
	check  func(*T) error                                   // says why a record cannot be written, if it cannot; may be nil
	cell   func(*T) (string, error)                         // in place of both: the text of a cell
	isText bool                                             // in place of all: cells are any text
	offset uintptr                                          // of the string, if so
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
		read: func(s *Scanner, data []byte, pos int, v *T) (end int) {
			*field.At[string](v, offset), end = s.text(data, pos)
			return end
		},
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
		read: func(s *Scanner, data []byte, pos int, v *T) (end int) {
			*field.At[netip.Addr](v, offset), end = s.addr(data, pos)
			return end
		},
		append: func(b *RowBuffer, v *T) { b.Addr(*field.At[netip.Addr](v, offset)) },
		check:  func(v *T) error { return text.RefuseAddr(*field.At[netip.Addr](v, offset)) },
	}
}

// Time is a column of times. A cell is empty for the zero time.
func Time[T any](name string, accessor func(*T) *time.Time) Column[T] {
	offset := field.Offset(accessor)
	return Column[T]{
		name:  name,
		value: declare.Value{Kind: declare.Time, Formats: []string{declare.ReportTime, declare.DateTime}, Empty: true},
		read: func(s *Scanner, data []byte, pos int, v *T) (end int) {
			*field.At[time.Time](v, offset), end = s.time(data, pos)
			return end
		},
		append: func(b *RowBuffer, v *T) {
			if t := field.At[time.Time](v, offset); !t.IsZero() {
				b.times.Report(&b.Buffer, *t)
			}
		},
		check: func(v *T) error { return timefmt.Refuse(*field.At[time.Time](v, offset)) },
	}
}

// A Hooked value has the hooks of gocsv. UnmarshalCSV does not keep the cell.
type Hooked[V any] interface {
	*V
	UnmarshalCSV(string) error
	MarshalCSV() (string, error)
}

// Hook is a column of values that are read and written by their hooks, and are what is declared.
func Hook[T, V any, P Hooked[V]](name string, value declare.Value, accessor func(*T) *V) Column[T] {
	return Column[T]{
		name:  name,
		value: value,
		read: func(s *Scanner, data []byte, pos int, v *T) int {
			end := s.end(data, pos)
			cell := unsafe.String(&data[pos], end-pos)
			if s.size < 0 && !isPlain(cell) {
				return 0
			}
			if P(accessor(v)).UnmarshalCSV(cell) != nil {
				return s.unrepresentable()
			}
			return end
		},
		cell: func(v *T) (string, error) { return P(accessor(v)).MarshalCSV() },
	}
}

// isPlain reports whether the text of a cell is surely what the cell holds: it has no quotes, and it is UTF-8.
func isPlain[T string | []byte](cell T) bool {
	for i := range len(cell) {
		if cell[i] == '"' || cell[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
