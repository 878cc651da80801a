package jsondecl

import (
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/jsonscan"
)

// A reader reads the value at pos into what p refers to. It returns the place after the value, or [jsonscan.Unsure] or
// [jsonscan.Malformed].
type reader func(d *Decoder, pos int, p unsafe.Pointer) int

// A route is what is known of the structure of an object of one kind: the texts that stand between its values, and which
// values they are. So an object that follows the route has the same members as the one that it was learnt from, and each of them only
// once. What is wrong with those members together is a part of the route: see [missing].
//
// Routes that begin alike share their beginning: they form a tree.
type route struct {
	first *edge
	edges int // of the tree
	tries int // lately
	wrong int // of them, those that led nowhere
	pause int // objects that are read without trying
}

// An edge leads from one value to the next.
type edge struct {
	text   string // between the two
	read   reader // of the next value; nil when the object ends with text
	offset uintptr
	next   *edge // of those that begin after the value, the one that was followed last
	other  *edge // the next one that begins where this one does

	words     []word // that stand in text
	rule      bool   // it is no value that is read, but a rule that is checked
	last      bool   // it is for values that are not among the words of text: the edges for these come first
	composite bool   // read needs to know where the value is
	where     *where
}

// where is what is known of the value that an edge leads to, or of the object whose rule it is.
type where struct {
	kind  *kind
	depth int     // open objects and arrays, beyond those around the object that has the route
	place segment // below that object
}

// A word is a string of a small vocabulary. It is a part of the text, not a value that is read.
type word struct {
	text   string
	offset uintptr
}

const (
	mostEdges  = 1 << 11 // of a tree
	trial      = 1 << 8  // after so many tries it is decided whether they are worthwhile
	longestGap = 512     // bytes of a text between values
)

// worthwhile reports whether to try to follow the route. If most tries led nowhere, it is forgotten, and for a while none is learnt.
func (r *route) worthwhile() bool {
	switch {
	case r.pause > 0:
		r.pause--
		return false
	case r.edges == 0:
		return false
	case r.tries < trial:
		r.tries++
		return true
	case r.wrong > trial/2:
		*r = route{pause: 16 * trial}
		return false
	}
	r.tries, r.wrong = 1, 0
	return true
}

// open reports whether the tree may grow.
func (r *route) open() bool { return r.edges < mostEdges && r.pause == 0 }

// follow reads an object along the route. It returns [jsonscan.Unsure] for one that departs from it.
func (d *Decoder) follow(r *route, pos int, p unsafe.Pointer) int {
	data, end := d.Data(), d.End()
	for slot := &r.first; ; {
		e := *slot
		if e == nil {
			break
		}
		if !e.begins(data[pos:]) {
			if e = choose(slot, data[pos:]); e == nil {
				break
			}
		}
		if pos += len(e.text); pos > end {
			break
		}
		for i := range e.words {
			*(*string)(unsafe.Add(p, e.words[i].offset)) = e.words[i].text
		}
		if e.read == nil {
			return pos
		}
		if data[pos] <= ' ' && !e.rule {
			pos = d.Space(pos) // the text is the beginning of a longer one
		}
		at, begin := unsafe.Add(p, e.offset), pos
		if e.composite {
			pos = d.compositeValue(e.where, pos, at)
		} else {
			pos = e.read(d, pos, at)
		}
		if pos == jsonscan.Unsure {
			pos = d.wrong(e, begin, at)
		}
		if pos < 0 || pos > end {
			break
		}
		slot = &e.next
	}
	r.wrong++
	return jsonscan.Unsure
}

// compositeValue reads a composite value along a route.
func (d *Decoder) compositeValue(w *where, pos int, p unsafe.Pointer) int {
	depth := d.goTo(w)
	next := w.kind.read(d, pos, p)
	d.comeBack(w, depth)
	return next
}

// wrong goes on after a value that is not right, or a rule that is not kept.
func (d *Decoder) wrong(e *edge, pos int, p unsafe.Pointer) int {
	k, begin := e.where.kind, 0
	if k.lacks != "" {
		begin = d.Find(d.start, e.where.place.asRead())
	}
	depth := d.goTo(e.where)
	if e.rule {
		d.notKept(k, begin)
	} else {
		pos = d.salvage(k, pos, p)
	}
	d.comeBack(e.where, depth)
	return pos
}

// goTo makes the value where an edge leads to the one at hand, until comeBack is called with the depth that it returns.
func (d *Decoder) goTo(w *where) int {
	depth := d.Depth()
	d.SetDepth(depth + w.depth)
	if w.place.pointer != "" {
		d.enter(w.place)
	}
	return depth
}

func (d *Decoder) comeBack(w *where, depth int) {
	d.SetDepth(depth)
	if w.place.pointer != "" {
		d.leave()
	}
}

// begins reports whether data begins with the text of the edge.
func (e *edge) begins(data []byte) bool {
	return len(data) >= len(e.text) && string(data[:len(e.text)]) == e.text
}

// choose returns the edge of those at slot with whose text data begins, and makes it the first of them unless it is the last; nil if there is
// none.
func choose(slot **edge, data []byte) *edge {
	for at := slot; *at != nil; at = &(*at).other {
		if e := *at; e.begins(data) {
			if !e.last {
				*at, e.other = e.other, *slot
				*slot = e
			}
			return e
		}
	}
	return nil
}
