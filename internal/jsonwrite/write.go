package jsonwrite

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/netip"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/text"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// A Writer appends JSON to its Buffer. The first thing that cannot be written as it is becomes its error.
type Writer struct {
	text.Buffer
	Tables []*text.Written // what is remembered of values that recur, by their kind

	err      error
	extra    map[string]json.RawMessage // members that no one else writes, by JSON Pointer
	pointers []string                   // of them, those of one object together
	written  int                        // of them
	path     string                     // of the value at hand, if there are extra members
	times    timefmt.Printer
}

// Start makes the Writer append to dst a record with extra members, by JSON Pointer.
func (w *Writer) Start(dst []byte, extra map[string]json.RawMessage) {
	w.Buffer, w.err, w.extra, w.written, w.path = dst, nil, extra, 0, ""
	if len(extra) > 0 {
		w.pointers = slices.SortedFunc(maps.Keys(extra), func(a, b string) int {
			return cmp.Or(strings.Compare(holder(a), holder(b)), strings.Compare(a, b))
		})
	}
}

// holder returns the JSON Pointer of the object that has the member at a pointer.
func holder(pointer string) string { return pointer[:max(strings.LastIndexByte(pointer, '/'), 0)] }

// Done returns what is written, or the first error. It is one if an extra member belongs to no object.
func (w *Writer) Done() ([]byte, error) {
	if w.written != len(w.extra) {
		w.fail("Extra has a member of an object that the record does not have")
	}
	out, err := w.Buffer, w.err
	w.Buffer, w.extra, w.pointers = nil, nil, nil // they are the caller's
	return out, err
}

// HasExtra reports whether the record has extra members.
func (w *Writer) HasExtra() bool { return len(w.extra) > 0 }

// Failed reports whether something could not be written.
func (w *Writer) Failed() bool { return w.err != nil }

// Refuse says why the value at hand cannot be written.
func (w *Writer) Refuse(why string) { w.fail("%s", why) }

func (w *Writer) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
}

// Enter makes the value at a path below the one at hand the one at hand, and returns what Leave needs.
func (w *Writer) Enter(pointer string) (outer string) {
	outer, w.path = w.path, w.path+pointer
	return outer
}

// Leave ends what Enter began.
func (w *Writer) Leave(outer string) { w.path = outer }

// String appends a string.
func (w *Writer) String(v string) {
	if !w.Quoted(v, jsonsyntax.Backslashes) {
		w.escape(v)
	}
}

// escape appends a string with what must be escaped in it.
func (w *Writer) escape(v string) {
	if !utf8.ValidString(v) {
		w.fail("%q is not UTF-8", v)
	}
	w.Byte('"')
	done := 0
	for i := range len(v) {
		c := v[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		w.Raw(v[done:i])
		done = i + 1
		switch c {
		case '"':
			w.Raw(`\"`)
		case '\\':
			w.Raw(`\\`)
		case '\n':
			w.Raw(`\n`)
		case '\r':
			w.Raw(`\r`)
		case '\t':
			w.Raw(`\t`)
		default:
			w.Raw(`\u00`)
			w.Byte("0123456789abcdef"[c>>4])
			w.Byte("0123456789abcdef"[c&15])
		}
	}
	w.Raw(v[done:])
	w.Byte('"')
}

// Comma appends a comma unless an object has just begun.
func (w *Writer) Comma() {
	if w.Buffer[len(w.Buffer)-1] != '{' {
		w.Byte(',')
	}
}

// Int appends an integer.
func (w *Writer) Int(v int64) { w.Buffer.Int(v) }

// Bool appends true or false.
func (w *Writer) Bool(v bool) {
	if v {
		w.Raw("true")
	} else {
		w.Raw("false")
	}
}

// Float appends a number.
func (w *Writer) Float(v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		w.fail("%v is no number of JSON", v)
	}
	w.Buffer.Float(v)
}

// Addr appends an IP address; an empty string if it is not valid.
func (w *Writer) Addr(v netip.Addr) {
	if err := text.RefuseAddr(v); err != nil {
		w.fail("%w", err)
	}
	w.Byte('"')
	w.Buffer.Addr(v)
	w.Byte('"')
}

// Time appends a time in a layout.
func (w *Writer) Time(v time.Time, layout *timefmt.Layout) {
	if err := timefmt.Refuse(v); err != nil {
		w.fail("%w", err)
	}
	w.Byte('"')
	layout.Append(&w.times, &w.Buffer, v)
	w.Byte('"')
}

// JSON appends any value, compact.
func (w *Writer) JSON(v json.RawMessage) {
	var compact bytes.Buffer
	if err := json.Compact(&compact, v); err != nil {
		w.fail("Extra[%q]: %w", w.path, err)
	}
	w.Raw(compact.String())
}

// Close ends the object at a path below the one at hand, after the extra members that it has.
func (w *Writer) Close(pointer string) {
	if len(w.extra) > 0 {
		w.extras(w.path + pointer)
	}
	w.Byte('}')
}

func (w *Writer) extras(path string) {
	first, _ := slices.BinarySearchFunc(w.pointers, path, func(pointer, path string) int { return strings.Compare(holder(pointer), path) })
	outer := w.path
	for _, pointer := range w.pointers[first:] {
		if holder(pointer) != path {
			break
		}
		if pointer == "" || pointer[len(path)] != '/' {
			continue // no JSON Pointer of a member: Done says so
		}
		w.written++
		w.Comma()
		w.String(jsonsyntax.UnescapePointer(pointer[len(path)+1:]))
		w.Byte(':')
		w.path = pointer
		w.JSON(w.extra[pointer])
	}
	w.path = outer
}
