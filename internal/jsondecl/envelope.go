package jsondecl

import (
	"slices"
	"strings"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/field"
)

// forms are the two forms of an object that may stand in an envelope.
type forms struct {
	envelope, bare *object
	inside         string  // JSON Pointer of what is bare in its envelope
	flag           uintptr // of the bool that says which form an object has
	wrapped        bool    // what that is in an envelope
}

// OrBare returns the object that is either o, an envelope, or bare, what is inside of it: bare if it has none of the envelope's
// members. Both are held by the same T. Of a bare object *isBare is true, and those of which it is true are written bare.
func (o *Object[T]) OrBare(bare *Object[T], isBare func(*T) *bool) *Object[T] {
	return either[T](&forms{envelope: &o.object, bare: &bare.object, flag: field.Offset(isBare), wrapped: false})
}

// OrIn returns the object that is either o or an envelope that has it as its member called name, such as the entry of a log with the
// record in it. Of an object in an envelope *isIn is true, and those of which it is true are written in one. The other members of an
// envelope are extra.
func (o *Object[T]) OrIn(name string, isIn func(*T) *bool) *Object[T] {
	return either[T](&forms{envelope: &NewObject(Same(name, o)).object, bare: &o.object, flag: field.Offset(isIn), wrapped: true})
}

// either returns the object that has one of two forms.
func either[T any](f *forms) *Object[T] {
	envelope, bare := f.envelope, f.bare
	f.inside = envelope.members[slices.IndexFunc(envelope.members, func(m member) bool { return m.inner == bare })].pointer
	f.envelope, f.bare = new(object), new(object)
	*f.envelope, *f.bare = *envelope, *bare
	// A validator may know the names of both at once, and so each of them must be unsure of the other's.
	f.envelope.beside, f.bare.beside = []*object{bare}, []*object{envelope}

	o := NewObject[T]()
	o.forms = f
	o.depth = max(envelope.depth, bare.depth)
	o.slices = slices.Compact(slices.Sorted(slices.Values(slices.Concat(envelope.slices, bare.slices))))
	o.versions = nil
	flagged, other := f.bare, f.envelope
	if f.wrapped {
		flagged, other = other, flagged
	}
	flagged.checks = append(slices.Clip(flagged.checks), func(_ *Decoder, pos int, p unsafe.Pointer) int {
		*f.of(p) = true
		return pos
	})
	for _, v := range flagged.versions {
		holds := func(p unsafe.Pointer) bool { return *f.of(p) && (v.holds == nil || v.holds(p)) }
		o.versions = append(o.versions, version{holds, v.members})
	}
	o.versions = append(o.versions, other.versions...)
	return o
}

// of returns the bool of an object that says which form it has.
func (f *forms) of(p unsafe.Pointer) *bool { return (*bool)(unsafe.Add(p, f.flag)) }

// at returns which of its two forms the object at pos has.
func (f *forms) at(d *Decoder, pos int) *object {
	for i := range f.envelope.members {
		if d.Find(pos, f.envelope.members[i].pointer) > 0 {
			return f.envelope
		}
	}
	return f.bare
}

// InEnvelope reports whether v is an object in its envelope, not a bare one. The object must be one of [Object.OrBare] or [Object.OrIn].
func (o *Object[T]) InEnvelope(v *T) bool { return *o.forms.of(unsafe.Pointer(v)) == o.forms.wrapped }

// SetInEnvelope makes v an object in its envelope, or a bare one.
func (o *Object[T]) SetInEnvelope(v *T, in bool) {
	*o.forms.of(unsafe.Pointer(v)) = in == o.forms.wrapped
}

// Wrapped returns where in an envelope a member of a bare object stands.
func (o *Object[T]) Wrapped(pointer string) string { return o.forms.inside + pointer }

// Bared returns where in a bare object a member of one in an envelope stands, and whether it has a place there. What belongs to the
// envelope has none, and neither has what is called like a member of the envelope: an object with it would not be read as bare.
func (o *Object[T]) Bared(pointer string) (string, bool) {
	bare, within := strings.CutPrefix(pointer, o.forms.inside+"/")
	bare = "/" + bare
	return bare, within && !slices.ContainsFunc(o.forms.envelope.members, func(m member) bool { return m.pointer == bare })
}

// declaration returns what the object declares in both of its forms.
func (o *object) declaration() declare.Value {
	if o.forms != nil {
		return declare.Value{Kind: declare.Envelope, Fields: o.forms.envelope.fields(), Bare: o.forms.bare.fields()}
	}
	return declare.Value{Kind: declare.Object, Fields: o.fields()}
}
