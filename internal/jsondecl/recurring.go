package jsondecl

import (
	"bytes"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/intern"
)

// longestRecurring is the length of the longest objects that are remembered.
const longestRecurring = 256

// Recurring is an object that mostly comes again with the same bytes, with the objects in it: then it is copied, not read. It must be a
// plain value that shares nothing which is written to.
func Recurring[V any](o *Object[V]) Kind[V] {
	return Kind[V]{kind{declares: o.Declaration, composite: true, read: readRecurring(o), zero: o.zero, append: appendRecurring(o)}}
}

// readRecurring reads an object, or copies what was read of the same bytes before.
func readRecurring[V any](o *Object[V]) reader {
	id := newID()
	return func(d *Decoder, pos int, p unsafe.Pointer) int {
		known := remembered[intern.Table[V]](d, id)
		text, hash := d.upToBrace(pos, o.depth > 1), uint64(0)
		if len(text) > 0 && d.Room() >= o.depth && known.Worthwhile() {
			hash = intern.HashEnds(text)
			if e := known.Find(hash, text); e != nil && e.Size() == len(text) {
				*(*V)(p) = e.Value
				return pos + len(text)
			}
		}
		next, plain := d.plainEntry(&o.object, pos, p)
		if plain && hash != 0 && next == pos+len(text) && known.Wants() {
			known.Add(hash, string(text), len(text), *(*V)(p))
		}
		return next
	}
}

// remembered returns what a Decoder remembers of a kind.
func remembered[M any](d *Decoder, id int64) *M {
	known, _ := d.tables[id].(*M)
	if known == nil {
		known = new(M)
		d.tables[id] = known
	}
	return known
}

// plainEntry does what entry does, and reports whether the object had nothing but what is declared.
func (d *Decoder) plainEntry(o *object, pos int, p unsafe.Pointer) (int, bool) {
	unsure, extras := len(d.unsure), len(d.extras)
	next := d.entry(o, pos, p)
	return next, len(d.unsure) == unsure && len(d.extras) == extras
}

// upToBrace returns what begins at pos up to the closing brace: the whole of an object without others in it, or of one in which
// others are nested, unless there is a brace in a string. It returns nothing for a long one.
func (d *Decoder) upToBrace(pos int, nested bool) []byte {
	if pos >= d.End() {
		return nil
	}
	near := d.Data()[pos:min(pos+longestRecurring, d.End())]
	end := bytes.IndexByte(near, '}') + 1
	if !nested {
		return near[:end]
	}
	for begin, open := 0, 0; end > begin; {
		if open += bytes.Count(near[begin:end], []byte{'{'}) - 1; open <= 0 {
			return near[:end]
		}
		begin, end = end, end+bytes.IndexByte(near[end:], '}')+1
	}
	return nil
}
