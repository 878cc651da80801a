package jsondecl

import (
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/jsonscan"
)

// A reader reads the value at pos into what p refers to. It returns the place after the value, or what [jsonscan] says in its
// stead.
type reader func(d *Decoder, pos int, p unsafe.Pointer) int

// A route is what is known of the structure of an object of one kind: the texts that stand between its values, and which
// values they are. It was learnt from objects that were right, so that what follows it has all members that it must have,
// each of them once.
//
// Routes that begin alike share their beginning: they form a tree.
type route struct {
	start node
	edges int // of the tree
	tries int // lately
	wrong int // of them, those that led nowhere
	pause int // objects that are read without trying
}

// A node is a place after a value, or the beginning of the object.
type node struct {
	edges []edge
	last  int // the edge that was followed last
}

// An edge leads from one value to the next.
type edge struct {
	text   string // between the two
	read   reader // of the next value; nil when the object ends with text
	offset uintptr
	rule   bool   // it is no value that is read, but a rule that is checked
	depth  int32  // of a composite value: open objects and arrays, beyond those around the object
	path   string // of a composite value
	next   *node
}

// A step is an edge that is being learnt. Its text is data[from:to].
type step struct {
	edge
	from, to int
}

const (
	mostEdges  = 1 << 10 // of a tree
	trial      = 1 << 8  // tries after which it is asked whether they are worthwhile
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
func (d *Decoder) note(pos, next int, read reader, p unsafe.Pointer, composite bool) {
	if !d.learning {
		return
	}
	s := step{from: d.done, to: pos}
	s.read, s.offset = read, uintptr(p)-uintptr(d.base)
	if composite {
		s.path, s.depth = join(d.path[d.level:]), int32(d.Depth()-d.around)
	}
	s.rule = pos == next
	d.steps = append(d.steps, s)
	d.done = next
}

// learn adds a route: the steps to its values, and the text after the last one.
func (r *route) learn(data []byte, steps []step, rest string) {
	n := &r.start
	for i := range steps {
		s := &steps[i]
		if s.to-s.from > longestGap {
			return
		}
		n = n.add(r, string(data[s.from:s.to]), s.edge)
	}
	if len(rest) <= longestGap {
		n.add(r, rest, edge{})
	}
}

// add makes sure that there is an edge with text at n, and returns the node that it leads to.
func (n *node) add(r *route, text string, e edge) *node {
	for i := range n.edges {
		if n.edges[i].text == text {
			return n.edges[i].next
		}
	}
	if e.text = text; e.read != nil {
		e.next = new(node)
	}
	n.edges = append(n.edges, e)
	r.edges++
	return e.next
}

// follow reads an object along the route. It returns [jsonscan.Unsure], and leaves no trace but in what p holds, for one that
// departs from it or holds a value that is in doubt.
func (d *Decoder) follow(r *route, pos int, p unsafe.Pointer) int {
	level, depth := len(d.path), d.Depth()
	unsure, extras, lost := len(d.unsure), len(d.extras), d.lost
	data, end := d.Data(), d.End()
	for n := &r.start; ; {
		e := n.match(data[pos:])
		if e == nil {
			break
		}
		if pos += len(e.text); pos > end {
			break
		}
		if e.read == nil {
			return pos
		}
		if data[pos] <= ' ' && !e.rule {
			pos = d.Space(pos) // the text is the beginning of a longer one
		}
		if e.path != "" {
			d.path = append(d.path[:level], segment{pointer: e.path})
			d.SetDepth(depth + int(e.depth))
		}
		pos = e.read(d, pos, unsafe.Add(p, e.offset))
		if e.path != "" {
			d.path = d.path[:level]
			d.SetDepth(depth)
			if len(d.unsure) > unsure {
				break
			}
		}
		if pos <= 0 || pos > end {
			break
		}
		n = e.next
	}
	r.wrong++
	d.path = d.path[:level]
	d.SetDepth(depth)
	d.unsure, d.extras, d.lost = d.unsure[:unsure], d.extras[:extras], lost
	return jsonscan.Unsure
}

// match returns the edge whose text stands at the beginning of data, or nil.
func (n *node) match(data []byte) *edge {
	if n.last < len(n.edges) {
		e := &n.edges[n.last]
		if len(data) >= len(e.text) && string(data[:len(e.text)]) == e.text {
			return e
		}
	}
	for i := range n.edges {
		e := &n.edges[i]
		if len(data) >= len(e.text) && string(data[:len(e.text)]) == e.text {
			n.last = i
			return e
		}
	}
	return nil
}
