package jsondecl

import (
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/field"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
)

// Wrapped is an object o, or an object that has it as its member called name: such as the entry of a log, with the record in it.
// What access returns is made to say whether it is. Of an object around it nothing else is declared: its other members are extra.
//
// In a schema this is
//
//	{"properties": {"name": o}, "if": {"not": {"required": ["name"]}}, "then": o}
func Wrapped[T any](name string, o *Object[T], access func(*T) *bool) *Object[T] {
	is := field.Offset(access)
	inside := Same(name, o)
	around := NewObject(inside.When(func(v *T) bool { return *access(v) }))
	around.checks = append(around.checks, func(_ *Decoder, pos int, p unsafe.Pointer) int {
		*(*bool)(unsafe.Add(p, is)) = true
		return pos
	})
	around.versions = append([]version{{
		holds:   func(p unsafe.Pointer) bool { return *(*bool)(unsafe.Add(p, is)) },
		members: untyped([]Member[T]{inside}),
	}}, o.versions...)
	// A validator knows the names of both at once, and so each of them must be unsure of the other's.
	bare := o.object
	around.wrapped, around.beside, bare.beside = &bare, &o.object, &object{members: around.members}
	return around
}

// unwrapped returns what the object at pos is: o, or what o would be around.
func (d *Decoder) unwrapped(o *object, pos int) *object {
	if o.wrapped != nil && d.Find(pos, o.members[0].pointer) <= jsonscan.Unsure {
		return o.wrapped
	}
	return o
}
