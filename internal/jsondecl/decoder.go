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

	routes []route // by object
	tables []any   // by kind: what it remembers

	lesson
	steps []step // of the objects that are being learnt

	path   []segment // of the value that is being read
	level  int       // segments of path that lead to the object with a route that is being read
	array  int       // segments before the first array in path; negative: there is none
	unsure []record.Unsure
	lost   bool
	extras []extra
}

// A lesson is how far the learning of an object has come.
type lesson struct {
	learning bool
	base     unsafe.Pointer // what holds the object
	done     int            // the place up to which steps are noted
	around   int            // open objects and arrays around the object
}

// An extra is a member that is not declared.
type extra struct {
	path  string
	value json.RawMessage
}

// NewDecoder returns a Decoder for records within limits.
func NewDecoder(limits record.Limits) *Decoder {
	n := lastID.Load()
	return &Decoder{Scanner: jsonscan.New(limits), routes: make([]route, n), tables: make([]any, n), array: -1}
}

// Read reads the record at pos of the text into v and returns the place after it, or [jsonscan.Malformed]. What v held before
// is gone, but the memory of its slices is used again.
func Read[T any](d *Decoder, o *Object[T], pos int, v *T) int {
	d.unsure, d.lost, d.extras = d.unsure[:0], false, d.extras[:0]
	d.path, d.level, d.array = d.path[:0], 0, -1
	o.zero(unsafe.Pointer(v))
	next := d.entry(&o.object, pos, unsafe.Pointer(v))
	if next > d.End() {
		return jsonscan.Malformed
	}
	return next
}

// Sure reports whether the schema holds for the record that was read, as far as the declaration says what the schema says.
func (d *Decoder) Sure() bool { return len(d.unsure) == 0 }

// Unsure returns what the schema may not hold for.
func (d *Decoder) Unsure() []record.Unsure { return d.unsure }

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
