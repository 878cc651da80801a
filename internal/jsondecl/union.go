package jsondecl

import (
	"fmt"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/jsonwrite"
)

// A Case is one kind of the objects of a union that is held by an I, an interface.
type Case[I any] struct {
	object *object
	tags   []string
	make   func(I) (I, unsafe.Pointer) // an empty value, in the memory of one of the same type
	holder func(I) unsafe.Pointer      // the value if it is of this case; or nil
}

// CaseOf is the case of the objects with one of these tags; without any, of those whose tag no other case has. Such an object
// is held by a *V, which must be an I.
func CaseOf[I, V any](o *Object[V], tags ...string) Case[I] {
	if _, ok := any(new(V)).(I); !ok {
		panic(fmt.Sprintf("jsondecl: a %T is not a case of the union", new(V)))
	}
	return Case[I]{
		object: &o.object,
		tags:   tags,
		make: func(old I) (I, unsafe.Pointer) {
			v, ok := any(old).(*V)
			if !ok || v == nil {
				v = new(V)
			}
			o.zero(unsafe.Pointer(v))
			return any(v).(I), unsafe.Pointer(v)
		},
		holder: func(i I) unsafe.Pointer {
			v, _ := any(i).(*V)
			return unsafe.Pointer(v)
		},
	}
}

// Union is an object of one of several kinds, told apart by a member with a string, the tag. It may stand anywhere in the
// object.
func Union[I any](tag string, cases ...Case[I]) Kind[I] {
	byTag, rest := map[string]*Case[I]{}, (*Case[I])(nil)
	for i := range cases {
		for _, t := range cases[i].tags {
			byTag[t] = &cases[i]
		}
		if len(cases[i].tags) == 0 {
			rest = &cases[i]
		}
	}
	return Kind[I]{kind{
		declares: func() declare.Value {
			value := declare.Value{Kind: declare.Union, Tag: tag}
			for i := range cases {
				value.Cases = append(value.Cases, declare.Case{Tags: cases[i].tags, Fields: cases[i].object.fields()})
			}
			return value
		},
		composite: true,
		reused:    true,
		read: func(d *Decoder, pos int, p unsafe.Pointer) int {
			c := rest
			if at := d.Find(pos, "/"+tag); at > 0 {
				if text, next := d.Text(at); next > 0 && byTag[string(text)] != nil {
					c = byTag[string(text)]
				}
			}
			if c == nil {
				*(*I)(p) = *new(I) // nothing of an item of an earlier record
				return jsonscan.Unsure
			}
			v, at := c.make(*(*I)(p))
			*(*I)(p) = v
			return d.entry(c.object, pos, at)
		},
		append: func(w *jsonwrite.Writer, p unsafe.Pointer) {
			for i := range cases {
				if at := cases[i].holder(*(*I)(p)); at != nil {
					cases[i].object.append(w, at)
					return
				}
			}
			w.Refuse("a value of a union is of no known kind")
		},
	}}
}
