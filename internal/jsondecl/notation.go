package jsondecl

import (
	"unsafe"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/field"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/jsonwrite"
)

// Noted is a member that must be there and has two notations, of which it is noted which one it came in, so that it is written in
// the same: k, or, if *noted is true, other, which reads what k does not.
func Noted[T, V any](name string, access func(*T) *V, k Kind[V], noted func(*T) *bool, other Kind[V]) Member[T] {
	flag := field.Offset(noted) - field.Offset(access) // from the value; the sum wraps around where the flag comes first
	m := newMember(name, access, kind{
		declares: func() declare.Value { return declare.Or(k.declares(), other.declares()) },
		read: func(d *Decoder, pos int, p unsafe.Pointer) int {
			next := k.read(d, pos, p)
			if next == jsonscan.Unsure {
				next = other.read(d, pos, p)
				*(*bool)(unsafe.Add(p, flag)) = next > 0
			}
			return next
		},
		append: func(w *jsonwrite.Writer, p unsafe.Pointer) {
			if *(*bool)(unsafe.Add(p, flag)) {
				other.append(w, p)
			} else {
				k.append(w, p)
			}
		},
	})
	m.required = true
	return m
}

// OrNull is a member that may be absent or null: then it has no value, and *null says that it is there.
func OrNull[T, V any](name string, access func(*T) *flowtrail.Optional[V], null func(*T) *bool, k Kind[V]) Member[T] {
	flag := field.Offset(null) - field.Offset(access)
	valid := field.Offset(func(o *flowtrail.Optional[V]) *bool { return &o.Valid })
	m := newMember(name, access, k.kind)
	m.inner, m.recurs, m.few, m.str = nil, nil, false, false
	m.written = func(p unsafe.Pointer) bool { return access((*T)(p)).Valid || *null((*T)(p)) }
	m.declares = func() declare.Value {
		value := k.declares()
		value.Null = true
		return value
	}
	m.read = func(d *Decoder, pos int, p unsafe.Pointer) int {
		if d.Data()[pos] == 'n' {
			next := d.Null(pos)
			*(*bool)(unsafe.Add(p, flag)) = next > 0
			return next
		}
		*(*bool)(unsafe.Add(p, valid)) = true
		return k.read(d, pos, p)
	}
	m.append = func(w *jsonwrite.Writer, p unsafe.Pointer) {
		if *(*bool)(unsafe.Add(p, valid)) {
			k.append(w, p)
		} else {
			w.Raw("null")
		}
	}
	return m
}
