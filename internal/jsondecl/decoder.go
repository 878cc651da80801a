package jsondecl

import (
	"encoding/json"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A Decoder reads records that an [Object] declares. It remembers the structure of records and objects that recur, and must not
// be shared between goroutines.
type Decoder struct {
	jsonscan.Scanner

	*memory
	memories [2]memory // of records that end with their line, and of others

	lesson
	steps []step    // of the objects that are being learnt
	noted []segment // of the paths of their composite values

	path   []segment // of the value that is being read
	level  int       // segments of path that lead to the object with a route that is being read
	array  int       // segments before the first array in path; negative: there is none
	items  int       // where that array begins in the text
	before int       // len(unsure) when that array began
	start  int       // where the object with a route that is being read begins in the text
	unsure []record.Unsure
	named  bool
	lost   bool
	extras []extra

	explored int // objects that were read member by member
}

// A memory is what a Decoder remembers of the records that it has read.
type memory struct {
	routes []*route // by object; nil for those that have not been met
	tables []any    // by kind
}

// An extra is a member that is not declared.
type extra struct {
	path  string
	value json.RawMessage
}

// NewDecoder returns a Decoder for records within limits.
func NewDecoder(limits record.Limits) *Decoder {
	d := &Decoder{Scanner: jsonscan.New(limits)}
	d.OneLine(false)
	return d
}

// OneLine says whether records end with their lines. Otherwise a newline is white space. What was learnt from records of one kind
// is not used for those of the other.
func (d *Decoder) OneLine(ends bool) {
	d.Scanner.OneLine = ends
	d.memory = &d.memories[0]
	if ends {
		d.memory = &d.memories[1]
	}
	if d.routes == nil {
		n := lastID.Load()
		d.routes, d.tables = make([]*route, n), make([]any, n)
	}
}

// route returns the routes of an object.
func (d *Decoder) route(o *object) *route {
	r := d.routes[o.id]
	if r == nil {
		r = new(route)
		d.routes[o.id] = r
	}
	return r
}

// Read reads the record at pos of the text into v and returns the place after it, or [jsonscan.Malformed]. What v held before
// is gone, but the memory of its slices is used again.
func Read[T any](d *Decoder, o *Object[T], pos int, v *T) int {
	d.unsure, d.named, d.lost, d.extras = d.unsure[:0], true, false, d.extras[:0]
	d.path, d.level, d.array = d.path[:0], 0, -1
	o.zero(unsafe.Pointer(v))
	next := d.entry(&o.object, pos, unsafe.Pointer(v))
	if next > d.End() {
		return jsonscan.Malformed
	}
	return next
}

// Explored returns how many objects have been read member by member and not along a route, for tests of how often that is.
func (d *Decoder) Explored() int { return d.explored }

// Sure reports whether the schema holds for the record that was read, as far as the declaration says what the schema says.
func (d *Decoder) Sure() bool { return len(d.unsure) == 0 }

// Unsure returns the places for which it is not sure that the schema holds.
func (d *Decoder) Unsure() []record.Unsure { return d.unsure }

// Named reports whether all members of the record that was read have names that they may have.
func (d *Decoder) Named() bool { return d.named }

// Representable reports whether all values of the record could be held.
func (d *Decoder) Representable() bool { return !d.lost }

// Extra returns the members that are not declared, as compact JSON by JSON Pointer, in the memory of kept; nil if there are
// none.
func (d *Decoder) Extra(kept map[string]json.RawMessage) map[string]json.RawMessage {
	clear(kept)
	if len(d.extras) == 0 {
		return nil
	}
	if kept == nil {
		kept = make(map[string]json.RawMessage, len(d.extras))
	}
	for _, e := range d.extras {
		kept[e.path] = e.value
	}
	return kept
}
