package jsondecl

import (
	"bytes"
	"encoding/json"
	"net/netip"
	"slices"
	"time"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/jsonwrite"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// A Kind is what values of a member may be, and how they are held by a V.
type Kind[V any] struct{ kind }

type kind struct {
	declares  func() declare.Value
	read      reader
	salvage   func(text string, p unsafe.Pointer) // keeps a string that read is not sure of; nil if it cannot be held
	append    func(w *jsonwrite.Writer, p unsafe.Pointer)
	zero      func(unsafe.Pointer) // empties what read fills only in part, for a member that is there twice; nil if read fills all
	inner     *object              // of an object
	composite bool                 // read needs to know its path
	slice     bool                 // it is held by a slice
	few       bool                 // it is held by a string of a small vocabulary
	into      reader               // reads into the memory of what was held before, where an empty slice need not be nil; or nil
	item      reader               // appends what it reads to a slice, in the memory of what that held before; nil: items are read on their own
	str       bool                 // it is held by a string
	recurs    *recurs              // of an object that mostly comes again; or nil
	constant  string               // the only value, as JSON, which nothing holds; or empty
	lacks     string               // of the rule missing: the members, as [record.Unsure] has them
}

// String is any string.
var String = Open[string]()

// Open is any string: a word of an open vocabulary.
func Open[V ~string]() Kind[V] {
	return Kind[V]{kind{
		declares: always(declare.Value{Kind: declare.Text, Empty: true}),
		read: func(d *Decoder, pos int, p unsafe.Pointer) int {
			text, next := d.String(pos)
			*(*string)(p) = text
			return next
		},
		append: appendString, str: true,
	}}
}

// Filled is a string that is not empty.
var Filled = Kind[string]{kind{
	declares: always(declare.Value{Kind: declare.Text}),
	read: func(d *Decoder, pos int, p unsafe.Pointer) int {
		text, next := d.String(pos)
		if *(*string)(p) = text; text == "" {
			return jsonscan.Unsure
		}
		return next
	},
	salvage: salvageString,
	append:  appendString, str: true,
}}

// fewWords is the size of the largest vocabulary of which each word leads along routes of its own.
const fewWords = 4

// Enum is one of the words of a closed vocabulary.
func Enum[V ~string](words ...V) Kind[V] {
	quoted := make([][]byte, len(words))
	for i, word := range words {
		quoted[i] = []byte(`"` + string(word) + `"`)
	}
	return Kind[V]{kind{
		declares: always(declare.Value{Kind: declare.Words, Words: texts(words)}),
		read: func(d *Decoder, pos int, p unsafe.Pointer) int {
			rest := d.Data()[pos:]
			for i, word := range quoted {
				if bytes.HasPrefix(rest, word) {
					*(*V)(p) = words[i]
					return pos + len(word)
				}
			}
			text, next := d.Text(pos)
			for _, word := range words {
				if next > 0 && string(text) == string(word) { // written with escapes
					*(*V)(p) = word
					return next
				}
			}
			return jsonscan.Unsure
		},
		salvage: salvageString,
		append:  appendString, str: true,
		few: len(words) <= fewWords,
	}}
}

func salvageString(text string, p unsafe.Pointer) { *(*string)(p) = text }

func appendString(w *jsonwrite.Writer, p unsafe.Pointer) { w.String(*(*string)(p)) }

// Any is any value, kept as compact JSON.
var Any = Kind[json.RawMessage]{kind{
	declares:  always(declare.Value{Kind: declare.Any}),
	composite: true,
	read: func(d *Decoder, pos int, p unsafe.Pointer) int {
		value, next := d.raw(nil, pos)
		*(*json.RawMessage)(p) = value
		return next
	},
	into: func(d *Decoder, pos int, p unsafe.Pointer) int {
		held := (*json.RawMessage)(p)
		value, next := d.raw((*held)[:0], pos)
		*held = value
		return next
	},
	item: func(d *Decoder, pos int, p unsafe.Pointer) int {
		items := (*[]json.RawMessage)(p)
		value, next := d.raw(leftover(*items), pos)
		*items = append(*items, value)
		return next
	},
	append: func(w *jsonwrite.Writer, p unsafe.Pointer) { w.JSON(*(*json.RawMessage)(p)) },
}}

// leftover returns the memory, empty, of what an earlier array had left after the items. Whoever changed that array may have left a
// value in it twice: then there is none.
func leftover(items []json.RawMessage) json.RawMessage {
	n := len(items)
	if n >= min(cap(items), mostReused) {
		return nil
	}
	left := items[:n+1][n][:0]
	for _, item := range items {
		if unsafe.SliceData(item) == unsafe.SliceData(left) {
			return nil
		}
	}
	return left
}

// Bool is true or false.
var Bool = Kind[bool]{kind{
	declares: always(declare.Value{Kind: declare.Boolean}),
	read: func(d *Decoder, pos int, p unsafe.Pointer) int {
		truth, next := d.Bool(pos)
		*(*bool)(p) = truth
		return next
	},
	append: func(w *jsonwrite.Writer, p unsafe.Pointer) { w.Bool(*(*bool)(p)) },
}}

// Time is a time in one of some layouts. It is written in the first.
func Time(layouts ...timefmt.Layout) Kind[time.Time] {
	return Kind[time.Time]{kind{
		declares: always(declare.Value{Kind: declare.Time, Formats: formats(layouts)}),
		read: func(d *Decoder, pos int, p unsafe.Pointer) int {
			t, next := d.Time(pos, layouts)
			*(*time.Time)(p) = t
			return next
		},
		append: func(w *jsonwrite.Writer, p unsafe.Pointer) { w.Time(*(*time.Time)(p), &layouts[0]) },
	}}
}

// A Family is a kind of IP addresses.
type Family string

// The families, as schemas name them.
const (
	IPv4 Family = declare.IPv4
	IPv6 Family = declare.IPv6
)

// Addr is an IP address, without a zone, of one of some families.
func Addr(families ...Family) Kind[netip.Addr] {
	v4, v6 := slices.Contains(families, IPv4), slices.Contains(families, IPv6)
	return Kind[netip.Addr]{kind{
		declares: always(declare.Value{Kind: declare.Address, Formats: texts(families)}),
		read: func(d *Decoder, pos int, p unsafe.Pointer) int {
			addr, next := d.Addr(pos)
			if *(*netip.Addr)(p) = addr; addr.Is4() && !v4 || addr.Is6() && !v6 {
				return jsonscan.Unsure
			}
			return next
		},
		append: func(w *jsonwrite.Writer, p unsafe.Pointer) { w.Addr(*(*netip.Addr)(p)) },
	}}
}

// OrEmpty is k, or the empty string for the zero V.
func OrEmpty[V any](k Kind[V]) Kind[V] {
	read, declares := k.read, k.declares
	k.declares = func() declare.Value {
		value := declares()
		value.Empty = true
		return value
	}
	k.read = func(d *Decoder, pos int, p unsafe.Pointer) int {
		if rest := d.Data()[pos:]; rest[0] == '"' && rest[1] == '"' {
			*(*V)(p) = *new(V)
			return pos + 2
		}
		return read(d, pos, p)
	}
	return k
}

// always returns what declares the same for all values.
func always(value declare.Value) func() declare.Value { return func() declare.Value { return value } }

func texts[V ~string](words []V) []string {
	all := make([]string, len(words))
	for i, word := range words {
		all[i] = string(word)
	}
	return all
}

func formats(layouts []timefmt.Layout) []string {
	all := make([]string, len(layouts))
	for i := range layouts {
		all[i] = layouts[i].Format
	}
	return all
}
