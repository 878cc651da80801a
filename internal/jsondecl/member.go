package jsondecl

import (
	"unsafe"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/field"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// A Member declares a member of an object that is held by a T.
type Member[T any] struct{ member }

type member struct {
	name      string    // as it is written
	alias     string    // another name that is read; or empty
	pointer   string    // "/name", as it is declared, whatever it is called in a text
	spellings [2]string // the same by name and alias, of a member that has both
	offset    uintptr   // in what holds the object
	required  bool
	written   func(unsafe.Pointer) bool // asks what holds the object whether the member is there; nil: always
	mark      reader                    // says that an object that may be absent is there; or nil
	kind
}

func newMember[T, V any](name string, access func(*T) *V, k kind) Member[T] {
	return Member[T]{member{name: name, pointer: pointerTo(name), offset: field.Offset(access), kind: k}}
}

// pointerTo returns the JSON Pointer to a member of an object.
func pointerTo(name string) string { return "/" + jsonsyntax.EscapePointer(name) }

// declared returns the name of a member as it is declared, whatever it is called in a text.
func (m *member) declared() string { return jsonsyntax.UnescapePointer(m.pointer[1:]) }

// Required is a member that must be there.
func Required[T, V any](name string, access func(*T) *V, k Kind[V]) Member[T] {
	m := newMember(name, access, k.kind)
	m.required = true
	return m
}

// Optional is a member that may be absent.
func Optional[T, V any](name string, access func(*T) *flowtrail.Optional[V], k Kind[V]) Member[T] {
	valid := field.Offset(func(o *flowtrail.Optional[V]) *bool { return &o.Valid })
	if field.Offset(func(o *flowtrail.Optional[V]) *V { return &o.V }) != 0 {
		panic("jsondecl: an optional value does not begin with the value")
	}
	m := newMember(name, access, k.kind)
	there := m.offset + valid
	m.written = func(p unsafe.Pointer) bool { return *(*bool)(unsafe.Add(p, there)) }
	m.mark = func(_ *Decoder, pos int, p unsafe.Pointer) int {
		*(*bool)(unsafe.Add(p, valid)) = true
		return pos
	}
	if m.few = false; k.inner == nil {
		read := k.read
		if k.into != nil {
			read, m.slice = k.into, true
		}
		m.read = func(d *Decoder, pos int, p unsafe.Pointer) int {
			*(*bool)(unsafe.Add(p, valid)) = true
			return read(d, pos, p)
		}
	}
	return m
}

// Same is an object whose members are held by the same T.
func Same[T any](name string, o *Object[T]) Member[T] {
	m := newMember(name, func(v *T) *T { return v }, Of(o).kind)
	m.required = true
	return m
}

// When returns m as a member that may be absent, and that is written if there returns true.
func (m Member[T]) When(there func(*T) bool) Member[T] {
	m.required = false
	m.written = func(p unsafe.Pointer) bool { return there((*T)(p)) }
	return m
}

// slices returns where in what holds the member there are slices.
func (m *member) slices() []uintptr {
	switch {
	case m.slice:
		return []uintptr{0}
	case m.inner != nil:
		return m.inner.slices
	}
	return nil
}
