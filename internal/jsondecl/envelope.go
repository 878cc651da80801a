package jsondecl

import (
	"slices"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/field"
)

// OrBare returns the object that is either o, an envelope, or bare, what is inside of it: bare if it has none of the envelope's
// members. Both are held by the same T. Of a bare object *isBare is true, and those of which it is true are written bare.
func (o *Object[T]) OrBare(bare *Object[T], isBare func(*T) *bool) *Object[T] {
	return forms[T](&o.object, &bare.object, field.Offset(isBare), false)
}

// OrIn returns the object that is either o or an envelope that has it as its member called name, such as the entry of a log with the
// record in it. Of an object in an envelope *isIn is true, and those of which it is true are written in one. The other members of an
// envelope are extra.
func (o *Object[T]) OrIn(name string, isIn func(*T) *bool) *Object[T] {
	return forms[T](&NewObject(Same(name, o)).object, &o.object, field.Offset(isIn), true)
}

// forms returns the object that has one of two forms. Of those in the form of the envelope the bool at an offset is what inside says.
func forms[T any](envelope, bare *object, flag uintptr, inside bool) *Object[T] {
	either := NewObject[T]()
	either.depth = max(envelope.depth, bare.depth)
	either.slices = slices.Compact(slices.Sorted(slices.Values(slices.Concat(envelope.slices, bare.slices))))
	either.versions = nil
	is := func(p unsafe.Pointer) bool { return *(*bool)(unsafe.Add(p, flag)) }
	either.envelope, either.bare = new(object), new(object)
	*either.envelope, *either.bare = *envelope, *bare
	// A validator may know the names of both at once, and so each of them must be unsure of the other's.
	either.envelope.beside, either.bare.beside = []*object{bare}, []*object{envelope}
	flagged, other := either.bare, either.envelope
	if inside {
		flagged, other = other, flagged
	}
	flagged.checks = append(slices.Clip(flagged.checks), func(_ *Decoder, pos int, p unsafe.Pointer) int {
		*(*bool)(unsafe.Add(p, flag)) = true
		return pos
	})
	for _, v := range flagged.versions {
		holds := func(p unsafe.Pointer) bool { return is(p) && (v.holds == nil || v.holds(p)) }
		either.versions = append(either.versions, version{holds, v.members})
	}
	either.versions = append(either.versions, other.versions...)
	return either
}

// form returns which of its two forms the object at pos has.
func (o *object) form(d *Decoder, pos int) *object {
	for i := range o.envelope.members {
		if d.Find(pos, o.envelope.members[i].pointer) > 0 {
			return o.envelope
		}
	}
	return o.bare
}

// declaration returns what the object declares in both of its forms.
func (o *object) declaration() declare.Value {
	if o.envelope != nil {
		return declare.Value{Kind: declare.Envelope, Fields: o.envelope.fields(), Bare: o.bare.fields()}
	}
	return declare.Value{Kind: declare.Object, Fields: o.fields()}
}
