package jsondecl

import (
	"fmt"
	"slices"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/jsonwrite"
)

// A Case is one kind of the objects of a union that is held by an I, an interface.
type Case[I any] struct {
	object *object
	tags   []string
	table  unsafe.Pointer // of an I that holds an object of this kind
	empty  func() I
}

// CaseOf is the case of the objects with one of these tags; without any, of those whose tag no other case has. Such an object
// is held by a *V, which must be an I.
func CaseOf[I, V any](o *Object[V], tags ...string) Case[I] {
	holder, ok := any(new(V)).(I)
	if !ok {
		panic(fmt.Sprintf("jsondecl: a %T is not a case of the union", new(V)))
	}
	return Case[I]{&o.object, tags, wordsOf(&holder).table, func() I { return any(new(V)).(I) }}
}

// The words of an interface with a pointer in it.
type words struct{ table, value unsafe.Pointer }

func wordsOf[I any](i *I) *words { return (*words)(unsafe.Pointer(i)) }

// held returns the object that i holds, if it is of this case; or nil.
func (c *Case[I]) held(i *I) unsafe.Pointer {
	if w := wordsOf(i); w.table == c.table {
		return w.value
	}
	return nil
}

// read reads an object of this case, in the memory of what i holds if that is of this case.
func (c *Case[I]) read(d *Decoder, pos int, i *I) int {
	if c == nil {
		return jsonscan.Unsure
	}
	at := c.held(i)
	if at == nil {
		*i = c.empty()
		at = c.held(i)
	} else {
		c.object.zero(at)
	}
	return d.entry(c.object, pos, at)
}

// mostReused is how many items of an array are held by the memory of earlier ones.
const mostReused = 64

// extend returns items with one more, which is what an earlier array left behind the items: the first that is of this case. The others
// stay for the items to come. Where there is none, the new item is nil.
func (c *Case[I]) extend(items []I) []I {
	n := len(items)
	left := items[n:max(n, min(cap(items), mostReused))]
	for i := range left {
		if c != nil && c.free(&left[i], items) {
			left[0], left[i] = left[i], left[0]
			return items[:n+1]
		}
	}
	if len(left) > 0 && any(left[0]) != nil { // it makes way for the new item
		if i := slices.IndexFunc(left, func(v I) bool { return any(v) == nil }); i >= 0 {
			left[i] = left[0]
		} else if n+len(left) < mostReused {
			items = append(items[:n+len(left)], left[0])[:n]
		}
	}
	return append(items, *new(I))
}

// free reports whether v is of this case and none of the items: whoever changed the array may have left a value in it twice.
func (c *Case[I]) free(v *I, items []I) bool {
	p := c.held(v)
	for i := range items {
		if wordsOf(&items[i]).value == p {
			return false
		}
	}
	return p != nil
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
	for i := range cases {
		if rest != nil && &cases[i] != rest {
			rest.object.beside = append(rest.object.beside, cases[i].object)
		}
	}
	id, pointer := newID(), "/"+tag
	caseAt := func(d *Decoder, pos int) *Case[I] {
		if at := remembered[tagPlaces](d, id).find(d, pos, pointer); at > 0 {
			if text, next := d.Text(at); next > 0 {
				if c := byTag[string(text)]; c != nil {
					return c
				}
			}
		}
		return rest
	}
	return Kind[I]{kind{
		declares: func() declare.Value {
			value := declare.Value{Kind: declare.Union, Tag: tag}
			for i := range cases {
				others := slices.DeleteFunc(cases[i].object.fields(), func(f declare.Field) bool { return f.Name == tag })
				value.Cases = append(value.Cases, declare.Case{Tags: cases[i].tags, Fields: others})
			}
			return value
		},
		composite: true,
		read: func(d *Decoder, pos int, p unsafe.Pointer) int {
			return caseAt(d, pos).read(d, pos, (*I)(p))
		},
		item: func(d *Decoder, pos int, p unsafe.Pointer) int {
			c, items := caseAt(d, pos), (*[]I)(p)
			*items = c.extend(*items)
			return c.read(d, pos, &(*items)[len(*items)-1])
		},
		append: func(w *jsonwrite.Writer, p unsafe.Pointer) {
			for i := range cases {
				if at := cases[i].held((*I)(p)); at != nil {
					cases[i].object.append(w, at)
					return
				}
			}
			w.Refuse("a value of a union is of no known kind")
		},
	}}
}

// tagPlaces has what mostly stands before the tag of an object, such as `{"version":1,"kind":`. It need not be searched then.
type tagPlaces [4][]byte

// longestPlace is the length of the longest text that is remembered.
const longestPlace = 64

// find returns the place of the tag of the object at pos, as [jsonscan.Scanner.Find] does.
func (places *tagPlaces) find(d *Decoder, pos int, pointer string) int {
	near := d.Data()[pos:d.End()]
	for i, text := range places {
		if n := len(text); n > 0 && n < len(near) && string(near[:n]) == string(text) && near[n] == '"' {
			if i > 0 {
				places[i], places[i-1] = places[i-1], text
			}
			return pos + n
		}
	}
	at := d.Find(pos, pointer)
	if n := at - pos; at > 0 && n <= longestPlace {
		last := &places[len(places)-1]
		*last = append((*last)[:0], near[:n]...)
	}
	return at
}
