package jsondecl

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/flowtrail/flowtrail/internal/record"
)

// A segment is a part of a path: a JSON Pointer, or the index of an item.
type segment struct {
	pointer string // with the names that are declared
	index   int    // if pointer is empty
	read    string // JSON Pointer with the names that the text has, if these are others
}

// join returns the JSON Pointer of a path, with the names that are declared.
func join(path []segment) string {
	if len(path) == 1 && path[0].pointer != "" {
		return path[0].pointer
	}
	var room [128]byte
	b := room[:0]
	for _, s := range path {
		if s.pointer == "" {
			b = strconv.AppendInt(append(b, '/'), int64(s.index), 10)
		}
		b = append(b, s.pointer...)
	}
	return string(b)
}

// joinRead returns the JSON Pointer of a path, with the names that the text has.
func joinRead(path []segment) string {
	if slices.ContainsFunc(path, func(s segment) bool { return s.read != "" }) {
		path = slices.Clone(path)
		for i := range path {
			if s := &path[i]; s.read != "" {
				s.pointer = s.read
			}
		}
	}
	return join(path)
}

// asRead returns the JSON Pointer of a segment, with the names that the text has.
func (s segment) asRead() string { return cmp.Or(s.read, s.pointer) }

// placeOf returns a path as one segment.
func placeOf(path []segment) segment {
	place := segment{pointer: join(path)}
	if read := joinRead(path); read != place.pointer {
		place.read = read
	}
	return place
}

// enter makes the value at a segment below the one at hand the one at hand.
func (d *Decoder) enter(s segment) { d.path = append(d.path, s) }

// leave ends what enter began.
func (d *Decoder) leave() { d.path = d.path[:len(d.path)-1] }

// unsureOf says that the schema may not hold for the value at hand: for all of it, or only for what it says of several members.
func (d *Decoder) unsureOf(whole bool) {
	d.unsureAbout(record.Unsure{Whole: whole})
}

// mostApart is how many values in question are told apart in one array. If there are more, all of the array is in question.
const mostApart = 8

// unsureAbout adds u to what is in question, at the path of the value at hand. In an array, what has no known place, or is one too many, puts
// all of the array in question. Each call adds something: that is how [Decoder.plainEntry] knows that something is wrong.
func (d *Decoder) unsureAbout(u record.Unsure) {
	path := d.path
	if d.array >= 0 && (u.At == 0 || len(d.unsure)-d.before >= mostApart) {
		path, u = path[:d.array], record.Unsure{Whole: true, At: d.items}
	}
	u.Path = joinRead(path)
	d.unsure = append(d.unsure, u)
}
