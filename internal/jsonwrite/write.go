package jsonwrite

import (
	"bytes"
	"encoding/json"
	"fmt"
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

// A Writer appends JSON to its Buffer. The first thing that cannot be written as it is becomes Err.
type Writer struct {
	text.Buffer
	Err   error
	Extra map[string]json.RawMessage // members that no one else writes, by JSON Pointer
	extra int                        // members of Extra that are written
	times timefmt.Printer
}

// Start makes the Writer append to dst.
func (w *Writer) Start(dst []byte) { *w = Writer{Buffer: dst, times: w.times} }

// Done returns what is written, or the first error. It is one if a member of Extra belongs to no object.
func (w *Writer) Done() ([]byte, error) {
	if w.extra != len(w.Extra) {
		w.fail("Extra has a member of an object that the record does not have")
	}
	return w.Buffer, w.Err
}

func (w *Writer) fail(format string, args ...any) {
	if w.Err == nil {
		w.Err = fmt.Errorf(format, args...)
	}
}

// String appends a string, after prefix.
func (w *Writer) String(prefix, v string) {
	w.Raw(prefix)
	w.quoted(v)
}

// quoted appends a string.
func (w *Writer) quoted(v string) {
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

// Int appends an integer, after prefix.
func (w *Writer) Int(prefix string, v int64) {
	w.Raw(prefix)
	w.Buffer.Int(v)
}

// Float appends a number, after prefix.
func (w *Writer) Float(prefix string, v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		w.fail("%v is no number of JSON", v)
	}
	w.Raw(prefix)
	w.Buffer.Float(v)
}

// Addr appends an IP address, after prefix; an empty string if it is not valid.
func (w *Writer) Addr(prefix string, v netip.Addr) {
	w.Raw(prefix)
	w.addr(v)
}

func (w *Writer) addr(v netip.Addr) {
	if err := text.RefuseAddr(v); err != nil {
		w.fail("%w", err)
	}
	w.Byte('"')
	w.Buffer.Addr(v)
	w.Byte('"')
}

// Time appends a time in the layout of newer documents or older ones, after prefix.
func (w *Writer) Time(prefix string, v time.Time, older bool) {
	if err := timefmt.Refuse(v); err != nil {
		w.fail("%w", err)
	}
	w.Raw(prefix)
	w.Byte('"')
	if older {
		w.times.Older(&w.Buffer, v)
	} else {
		w.times.ISO(&w.Buffer, v)
	}
	w.Byte('"')
}

// Repeated appends an object with write, or as m remembers it. See [text.Written] for the key.
func Repeated[T comparable](w *Writer, m *text.Written[T], key uint64, v *T, write func(*Writer, *T)) {
	if len(w.Extra) > 0 {
		write(w, v)
	} else if !m.Recall(&w.Buffer, key, v) {
		start := len(w.Buffer)
		if write(w, v); w.Err == nil {
			m.Learn(key, v, w.Buffer[start:])
		}
	}
}

// Close ends the object at path, a JSON Pointer, with the Extra members it has.
func (w *Writer) Close(path string) {
	if len(w.Extra) > 0 {
		w.extras(path)
	}
	w.Byte('}')
}

func (w *Writer) extras(path string) {
	var names []string
	for pointer := range w.Extra {
		if i := strings.LastIndexByte(pointer, '/'); i >= 0 && pointer[:i] == path {
			names = append(names, pointer)
		}
	}
	slices.Sort(names)
	w.extra += len(names)
	for _, pointer := range names {
		w.String(",", jsonsyntax.UnescapePointer(pointer[len(path)+1:]))
		w.Raw(":")
		var compact bytes.Buffer
		if err := json.Compact(&compact, w.Extra[pointer]); err != nil {
			w.fail("Extra[%q]: %w", pointer, err)
		}
		w.Raw(compact.String())
	}
}
