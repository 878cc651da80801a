package jsondecl

import (
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/jsonscan"
)

// A reader reads the value at pos into what p refers to. It returns the place after the value, or [jsonscan.Unsure] or
// [jsonscan.Malformed].
type reader func(d *Decoder, pos int, p unsafe.Pointer) int

// A route is what is known of the structure of an object of one kind: the texts that stand between its values, and which
// values they are. It was learnt from valid objects. So an object that follows the route has all of its required members, and
// each member only once.
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

	words []word // that stand in text
	rule  bool   // it is no value that is read, but a rule that is checked
	depth int32  // of a composite value: open objects and arrays, beyond those around the object
	path  string // of a composite value
}

// A word is a string of a small vocabulary. It is a part of the text, not a value that is read.
type word struct {
	text   string
	offset uintptr
}

// A step is what was read of an object that is being learnt: the value that stands at data[at:next].
type step struct {
	edge
	at, next int
	word     string // of a vocabulary; or empty
	from, to int    // of a composite value: its path in Decoder.noted
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

// note notes a value that was read while an object is being learnt.
func (d *Decoder) note(pos, next int, k *kind, p unsafe.Pointer) {
	if !d.learning {
		return
	}
	s := step{at: pos, next: next}
	s.read, s.offset = k.read, uintptr(p)-uintptr(d.base)
	if k.composite {
		s.from = len(d.noted)
		d.noted = append(d.noted, d.path[d.level:]...)
		s.to, s.depth = len(d.noted), int32(d.Depth()-d.around)
	}
	if k.few {
		s.word = *(*string)(p)
	}
	s.rule = pos == next
	d.steps = append(d.steps, s)
}

// learn adds a route through an object, data[begin:end]. The paths of its composite values are parts of noted.
func (r *route) learn(data []byte, begin, end int, steps []step, noted []segment) {
	slot := &r.first
	var words []word
	for i := range steps {
		s := &steps[i]
		switch {
		case s.at-begin > longestGap:
			return
		case s.word != "":
			words = append(words, word{s.word, s.offset})
			continue
		}
		s.words, words = words, nil
		s.path = join(noted[s.from:s.to])
		slot = r.add(slot, string(data[begin:s.at]), s.edge)
		begin = s.next
	}
	if end-begin <= longestGap {
		r.add(slot, string(data[begin:end]), edge{words: words})
	}
}

// add makes sure that there is an edge with text among those at slot, and returns where those after it are.
func (r *route) add(slot **edge, text string, e edge) **edge {
	for known := *slot; known != nil; known = known.other {
		if known.text == text {
			return &known.next
		}
	}
	e.text, e.other = text, *slot
	*slot = &e
	r.edges++
	return &e.next
}

// follow reads an object along the route. It returns [jsonscan.Unsure] for one that departs from it or holds a value that is not
// sure to be right.
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
		at := unsafe.Add(p, e.offset)
		if e.path == "" {
			pos = e.read(d, pos, at)
		} else {
			pos = d.compositeValue(e, pos, at)
		}
		if pos <= 0 || pos > end {
			break
		}
		slot = &e.next
	}
	r.wrong++
	return jsonscan.Unsure
}

// compositeValue reads a composite value along a route. It is unsure if something in it is.
func (d *Decoder) compositeValue(e *edge, pos int, p unsafe.Pointer) int {
	depth, unsure := d.Depth(), len(d.unsure)
	d.enter(segment{pointer: e.path})
	d.SetDepth(depth + int(e.depth))
	next := e.read(d, pos, p)
	d.leave()
	d.SetDepth(depth)
	if len(d.unsure) > unsure {
		return jsonscan.Unsure
	}
	return next
}

// begins reports whether data begins with the text of the edge.
func (e *edge) begins(data []byte) bool {
	return len(data) >= len(e.text) && string(data[:len(e.text)]) == e.text
}

// choose returns the edge of those at slot with whose text data begins, and makes it the first of them; nil if there is none.
func choose(slot **edge, data []byte) *edge {
	for at := slot; *at != nil; at = &(*at).other {
		if e := *at; e.begins(data) {
			*at, e.other = e.other, *slot
			*slot = e
			return e
		}
	}
	return nil
}
