package jsondecl

import (
	"bytes"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/jsonwrite"
	"github.com/flowtrail/flowtrail/internal/text"
)

// longestRecurring is the length of the longest objects that are remembered.
const longestRecurring = 256

// Recurring is an object that mostly comes again with the same bytes, with the objects in it: then it is copied, not read. It must be a
// plain value that shares nothing which is written to.
func Recurring[V any](o *Object[V]) Kind[V] {
	if len(o.slices) > 0 {
		panic("jsondecl: an object that recurs holds a slice, whose memory is used again")
	}
	k := kind{declares: o.Declaration, composite: true, read: readRecurring(o), zero: o.zero, append: o.append}
	if text.Memorable[V]() {
		k.recurs = &recurs{object: &o.object, id: newID(), newWritten: text.NewWritten[V]}
		k.append = k.recurs.append
	}
	return Kind[V]{k}
}

// recurs says of an object that it mostly comes again.
type recurs struct {
	object     *object
	id         int64
	newWritten func() *text.Written
}

// brief reports whether an object is only a string, which is written sooner than it is found among what was written before.
func (r *recurs) brief() bool {
	members := r.object.members
	return len(members) == 1 && members[0].str && members[0].written == nil
}

// append writes an object, or copies what was written of an equal one before.
func (r *recurs) append(w *jsonwrite.Writer, p unsafe.Pointer) {
	if w.HasExtra() {
		r.object.append(w, p)
		return
	}
	written := w.Tables[r.id]
	if written == nil {
		written = r.newWritten()
		w.Tables[r.id] = written
	}
	if written.Pauses() {
		r.object.append(w, p)
		return
	}
	if written.Recall(&w.Buffer, p) {
		return
	}
	start := len(w.Buffer)
	if r.object.append(w, p); !w.Failed() {
		written.Learn(p, w.Buffer[start:])
	}
}

// readRecurring reads an object, or copies what was read of the same bytes before.
func readRecurring[V any](o *Object[V]) reader {
	id := newID()
	return func(d *Decoder, pos int, p unsafe.Pointer) int {
		known := remembered[intern.Table[V]](d, id)
		object, hash := d.upToBrace(pos, o.depth > 1), uint64(0)
		if len(object) > 0 && d.Room() >= o.depth && known.Worthwhile() {
			hash = intern.HashEnds(object)
			if e := known.Find(hash, object); e != nil && e.Size() == len(object) {
				*(*V)(p) = e.Value
				return pos + len(object)
			}
		}
		if hash == 0 || !known.Wants() {
			return d.entry(&o.object, pos, p)
		}
		text := string(object)
		before, at := d.Copied(text, pos)
		next, plain := d.plainEntry(&o.object, pos, p)
		d.Copied(before, at)
		if plain && next == pos+len(object) {
			known.Add(hash, text, len(object), *(*V)(p))
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
