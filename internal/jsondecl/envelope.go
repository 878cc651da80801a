package jsondecl

import (
	"slices"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/declare"
)

// OrBare returns the object that is either o, an envelope, or bare, what else is inside of it: bare if it has none of the envelope's
// members. Both are held by the same T. Of a bare object *isBare is true, and those of which it is true are written bare.
func (o *Object[T]) OrBare(bare *Object[T], isBare func(*T) *bool) *Object[T] {
	alone := bare.object
	alone.checks = append(slices.Clip(alone.checks), func(_ *Decoder, pos int, p unsafe.Pointer) int {
		*isBare((*T)(p)) = true
		return pos
	})
	either := NewObject[T]()
	either.envelope, either.bare = &o.object, &alone
	either.depth = max(o.depth, bare.depth)
	for _, at := range slices.Concat(o.slices, bare.slices) {
		if !slices.Contains(either.slices, at) {
			either.slices = append(either.slices, at)
		}
	}
	either.versions = nil
	for _, v := range bare.versions {
		holds := func(p unsafe.Pointer) bool { return *isBare((*T)(p)) && (v.holds == nil || v.holds(p)) }
		either.versions = append(either.versions, version{holds, v.members})
	}
	either.versions = append(either.versions, o.versions...)
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
