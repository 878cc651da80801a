package jsondecl

import "unsafe"

// A lesson is how far the learning of an object has come.
type lesson struct {
	learning bool
	base     unsafe.Pointer // what holds the object
	around   int            // open objects and arrays around the object
}

// A step is what was read of an object that is being learnt: the value that stands at data[at:next].
type step struct {
	*kind
	offset   uintptr
	depth    int // open objects and arrays, beyond those around the object
	at, next int
	word     string // of a vocabulary; or empty
	from, to int    // its path in Decoder.noted
}

// note notes a value that was read, rightly or not, while an object is being learnt.
func (d *Decoder) note(pos, next int, k *kind, p unsafe.Pointer, right bool) {
	if !d.learning {
		return
	}
	s := step{kind: k, offset: uintptr(p) - uintptr(d.base), depth: d.Depth() - d.around, at: pos, next: next, from: len(d.noted)}
	d.noted = append(d.noted, d.path[d.level:]...)
	s.to = len(d.noted)
	if k.few && right {
		s.word = *(*string)(p)
	}
	d.steps = append(d.steps, s)
}

// learn adds a route through an object, data[begin:end]. The paths of its values are parts of noted.
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
		e := find(*slot, data[begin:s.at])
		if e == nil {
			e = &edge{read: s.read, offset: s.offset, rule: s.at == s.next, composite: s.composite, last: s.few || s.constant != "",
				where: &where{s.kind, s.depth, placeOf(noted[s.from:s.to])}}
			r.add(slot, e, data[begin:s.at], words)
		}
		begin, slot, words = s.next, &e.next, nil
	}
	if end-begin <= longestGap && find(*slot, data[begin:end]) == nil {
		r.add(slot, new(edge), data[begin:end], words)
	}
}

// find returns the edge with a text among those that begin alike; or nil.
func find(e *edge, text []byte) *edge {
	for e != nil && e.text != string(text) {
		e = e.other
	}
	return e
}

// add adds an edge to those at slot.
func (r *route) add(slot **edge, e *edge, text []byte, words []word) {
	e.text, e.words = string(text), words
	for e.last && *slot != nil {
		slot = &(*slot).other
	}
	e.other, *slot = *slot, e
	r.edges++
}
