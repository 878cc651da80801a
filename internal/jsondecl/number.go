package jsondecl

import (
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonwrite"
)

// An integer is held by one of these types.
type integer interface {
	~int | ~int64 | ~uint16 | ~int32 | ~uint8
}

// Int is an integer from least to most, which a V holds.
func Int[V integer](least, most V) Kind[V] {
	return Kind[V]{kind{
		declares: always(declare.Value{Kind: declare.Integer, Min: int64(least), Max: int64(most)}),
		read: func(d *Decoder, pos int, p unsafe.Pointer) int {
			n, next := d.Int(pos, int64(least), int64(most))
			*(*V)(p) = V(n)
			return next
		},
		append: func(w *jsonwrite.Writer, p unsafe.Pointer) { w.Int(int64(*(*V)(p))) },
	}}
}

// IntText is an integer from least to most in decimal digits, as a string or as a number. It is written as a string.
func IntText[V integer](least, most V) Kind[V] {
	return Kind[V]{kind{
		declares: always(declare.Value{Kind: declare.Integer, Min: int64(least), Max: int64(most), Notation: declare.Either}),
		read: func(d *Decoder, pos int, p unsafe.Pointer) int {
			n, next := d.IntText(pos, int64(least), int64(most))
			*(*V)(p) = V(n)
			return next
		},
		append: func(w *jsonwrite.Writer, p unsafe.Pointer) {
			w.Byte('"')
			w.Int(int64(*(*V)(p)))
			w.Byte('"')
		},
	}}
}

// Number is a number that a float64 comes close to.
var Number = Kind[float64]{kind{
	declares: always(declare.Value{Kind: declare.Number}),
	read: func(d *Decoder, pos int, p unsafe.Pointer) int {
		n, next := d.Float(pos)
		*(*float64)(p) = n
		return next
	},
	append: func(w *jsonwrite.Writer, p unsafe.Pointer) { w.Float(*(*float64)(p)) },
}}
