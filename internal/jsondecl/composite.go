package jsondecl

import (
	"bytes"
	"strconv"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/jsonwrite"
)

// Of is an object.
func Of[V any](o *Object[V]) Kind[V] {
	return Kind[V]{kind{
		inner:     &o.object,
		composite: true,
		read:      func(d *Decoder, pos int, p unsafe.Pointer) int { return d.entry(&o.object, pos, p) },
		append:    o.append,
	}}
}

// longestRecurring is the length of the longest objects that are remembered.
const longestRecurring = 256

// Recurring is an object that mostly comes again with the same bytes: then it is copied, not read. It must be a plain value that
// shares nothing which is written to.
func Recurring[V any](o *Object[V]) Kind[V] {
	id := newID()
	return Kind[V]{kind{
		composite: true,
		read: func(d *Decoder, pos int, p unsafe.Pointer) int {
			t, _ := d.tables[id].(*intern.Table[V])
			if t == nil {
				t = new(intern.Table[V])
				d.tables[id] = t
			}
			text := d.upToBrace(pos)
			var hash uint64
			if len(text) > 0 && t.Worthwhile() {
				hash = intern.HashEnds(text)
				if e := t.Find(hash, text); e != nil && e.Size() == len(text) {
					*(*V)(p) = e.Value
					return pos + len(text)
				}
			}
			unsure, extras := len(d.unsure), len(d.extras)
			next := d.entry(&o.object, pos, p)
			if hash != 0 && next == pos+len(text) && len(d.unsure) == unsure && len(d.extras) == extras && t.Wants() {
				t.Add(hash, string(text), len(text), *(*V)(p))
			}
			return next
		},
		append: appendRecurring(o),
	}}
}

// upToBrace returns what begins at pos up to the first closing brace: the whole of an object that has no brace in it. It
// returns nothing for a long one.
func (d *Decoder) upToBrace(pos int) []byte {
	if pos >= d.End() {
		return nil
	}
	near := d.Data()[pos:min(pos+longestRecurring, d.End())]
	return near[:bytes.IndexByte(near, '}')+1]
}

// Array is an array whose items are of a kind.
func Array[V any](item Kind[V]) Kind[[]V] {
	id := newID()
	return Kind[[]V]{kind{
		composite: true,
		slice:     true,
		read: func(d *Decoder, pos int, p unsafe.Pointer) int {
			if d.Data()[pos] != '[' {
				return jsonscan.Unsure
			}
			scratch, _ := d.tables[id].(*[]V)
			if scratch == nil {
				scratch = new([]V)
				d.tables[id] = scratch
			}
			items := (*scratch)[:0]
			if item.reused {
				items = (*(*[]V)(p))[:0]
			}
			outer := d.array
			if outer < 0 {
				d.array = len(d.path)
			}
			pos = d.Open(pos)
			for pos > 0 {
				var more bool
				if pos, more = d.Next(pos, len(items) == 0, ']'); !more {
					break
				}
				last := len(items)
				if item.reused && last < cap(items) {
					items = items[:last+1] // what it held is used again
				} else {
					items = append(items, *new(V))
				}
				d.enter(segment{index: last})
				pos = d.item(&item.kind, pos, unsafe.Pointer(&items[last]))
				d.leave()
			}
			d.array = outer
			if item.reused {
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
