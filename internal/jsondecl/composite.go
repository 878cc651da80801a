package jsondecl

import (
	"strconv"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/jsonwrite"
)

// Of is an object.
func Of[V any](o *Object[V]) Kind[V] {
	return Kind[V]{kind{
		declares:  o.Declaration,
		inner:     &o.object,
		composite: true,
		read:      func(d *Decoder, pos int, p unsafe.Pointer) int { return d.entry(&o.object, pos, p) },
		append:    o.append,
	}}
}

// Array is an array whose items are of a kind.
func Array[V any](item Kind[V]) Kind[[]V] {
	id := newID()
	appends := kind{read: item.item}
	return Kind[[]V]{kind{
		declares: func() declare.Value {
			items := item.declares()
			return declare.Value{Kind: declare.Array, Items: &items}
		},
		composite: true,
		slice:     true,
		read: func(d *Decoder, pos int, p unsafe.Pointer) int {
			if d.Data()[pos] != '[' {
				return jsonscan.Unsure
			}
			scratch := remembered[[]V](d, id)
			items := (*scratch)[:0]
			if item.item != nil {
				items = (*(*[]V)(p))[:0]
			}
			outer := d.array
			if outer < 0 {
				d.array, d.items, d.before = len(d.path), pos, len(d.unsure)
			}
			pos = d.Open(pos)
			for pos > 0 {
				var more bool
				if pos, more = d.Next(pos, len(items) == 0, ']'); !more {
					break
				}
				last := len(items)
				d.enter(segment{index: last})
				if item.item != nil {
					*(*[]V)(p) = items
					pos = d.item(&appends, pos, p)
					items = *(*[]V)(p)
				} else {
					items = append(items, *new(V))
					pos = d.item(&item.kind, pos, unsafe.Pointer(&items[last]))
				}
				d.leave()
			}
			d.array = outer
			if item.item != nil {
				*(*[]V)(p) = items
				return pos
			}
			*scratch = items
			*(*[]V)(p) = append((*(*[]V)(p))[:0], items...) // one allocation at the most
			return pos
		},
		append: func(w *jsonwrite.Writer, p unsafe.Pointer) {
			items := *(*[]V)(p)
			w.Byte('[')
			for i := range items {
				if i > 0 {
					w.Byte(',')
				}
				if w.HasExtra() {
					outer := w.Enter("/" + strconv.Itoa(i))
					item.append(w, unsafe.Pointer(&items[i]))
					w.Leave(outer)
				} else {
					item.append(w, unsafe.Pointer(&items[i]))
				}
			}
			w.Byte(']')
		},
	}}
}
