// Package jsondecl declares JSON documents: which members an object has, what their values may be, and in which fields of a
// struct they are held. Reading, writing, names and paths all follow from the declaration.
//
//	var record = jsondecl.NewObject(
//		jsondecl.Required("event_type", func(e *Event) *Type { return &e.Type }, jsondecl.Enum(NetworkAccess, Network)),
//		jsondecl.Same("event", jsondecl.NewObject( // members of the same struct
//			jsondecl.Required("time", func(e *Event) *time.Time { return &e.Time }, jsondecl.Time(timefmt.RFC3339)),
//			…
//
// A [Decoder] reads a record in one of two ways: along a route that it has learnt from an earlier record of the same
// structure, or else member by member. See [Decoder.Read].
package jsondecl

import (
	"fmt"
	"slices"
	"sync/atomic"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
)

// An Object declares an object that is held by a T. It must not be changed once it is in use.
type Object[T any] struct{ object }

type object struct {
	id       int64 // tells it from all other objects
	members  []member
	required uint64   // members, as bits
	oneOf    []uint64 // groups of members of which exactly one must be there
	checks   []reader // which read nothing, but say whether a rule across members holds
	depth    int      // of the object, with the objects in it that are read with it
	zero     func(unsafe.Pointer)
	versions []version                  // ways of writing it; the last one is for all that are left
	programs *atomic.Pointer[[]program] // that write it, once it has been written
	slices   []uintptr                  // of the slices in it, whose memory is used again

	forms  *forms    // that it may have, if it has no members itself
	beside []*object // whose names are not those of unknown members either: the other form, or the other cases of a union
}

// A version is a way of writing an object.
type version struct {
	holds   func(unsafe.Pointer) bool // nil: always
	members []member
}

// NewObject returns an object with these members. It has at most 64.
func NewObject[T any](members ...Member[T]) *Object[T] {
	o := &Object[T]{object{id: newID()}}
	o.members = untyped(members)
	if len(o.members) > 64 {
		panic("jsondecl: an object has more than 64 members")
	}
	for i, m := range o.members {
		if m.required {
			o.required |= 1 << i
		}
		for _, at := range m.slices() {
			o.slices = append(o.slices, m.offset+at)
		}
		o.depth = max(o.depth, 1)
		if m.inner != nil {
			o.depth = max(o.depth, 1+m.inner.depth)
		}
	}
	o.versions = []version{{members: o.members}}
	o.programs = new(atomic.Pointer[[]program])
	o.zero = func(p unsafe.Pointer) {
		kept := make([]slice, 0, 8)
		for _, at := range o.slices {
			kept = append(kept, *(*slice)(unsafe.Add(p, at)))
		}
		*(*T)(p) = *new(T)
		for i, at := range o.slices {
			kept[i].len = 0
			*(*slice)(unsafe.Add(p, at)) = kept[i]
		}
	}
	return o
}

// A slice is what a slice of any type looks like.
type slice struct {
	data     unsafe.Pointer
	len, cap int
}

func untyped[T any](members []Member[T]) []member {
	plain := make([]member, len(members))
	for i := range members {
		plain[i] = members[i].member
	}
	return plain
}

var lastID atomic.Int64

// newID returns a number by which a [Decoder] or an Encoder finds what it remembers for an object or member.
func newID() int64 { return lastID.Add(1) - 1 }

// ExactlyOne says that exactly one of these members must be there.
func (o *Object[T]) ExactlyOne(names ...string) *Object[T] {
	var group uint64
	for _, name := range names {
		group |= 1 << o.index(name)
	}
	o.oneOf = append(o.oneOf, group)
	return o
}

// Check adds a rule across members. If it returns false for what was read, then the schema decides.
func (o *Object[T]) Check(holds func(*T) bool) *Object[T] {
	o.checks = append(o.checks, func(_ *Decoder, pos int, p unsafe.Pointer) int {
		if holds((*T)(p)) {
			return pos
		}
		return jsonscan.Unsure
	})
	return o
}

// WrittenAs says in which order, and how, members are written for a T for which holds returns true. Members that are not
// listed are not written.
func (o *Object[T]) WrittenAs(holds func(*T) bool, members ...Member[T]) *Object[T] {
	other := version{func(p unsafe.Pointer) bool { return holds((*T)(p)) }, untyped(members)}
	for _, m := range other.members {
		o.index(m.name) // which panics for one that the object does not have
	}
	o.versions = slices.Insert(o.versions, len(o.versions)-1, other)
	return o
}

func (o *object) index(name string) int {
	i := slices.IndexFunc(o.members, func(m member) bool { return m.name == name })
	if i < 0 {
		panic(fmt.Sprintf("jsondecl: the object has no member %q", name))
	}
	return i
}

// find returns the index of the member called name, or -1. It is mostly next.
func (o *object) find(name []byte, next int) int {
	if next < len(o.members) && o.members[next].name == string(name) {
		return next
	}
	for i := range o.members {
		if m := &o.members[i]; m.name == string(name) || m.alias == string(name) && m.alias != "" {
			return i
		}
	}
	return -1
}

// Declaration returns which members an object has and what they may be. Rules across members are not in it.
func (o *Object[T]) Declaration() declare.Value {
	return o.declaration()
}

func (o *object) fields() []declare.Field {
	fields := make([]declare.Field, len(o.members))
	for i := range o.members {
		m := &o.members[i]
		fields[i] = declare.Field{Name: m.declared(), Required: m.required, Value: m.declares()}
		for _, other := range []string{m.name, m.alias} {
			if other != fields[i].Name {
				fields[i].Also = other
			}
		}
	}
	return fields
}
