package jsondecl

import (
	"strconv"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/jsonwrite"
)

// Constant is a member that is always there and always one word: the name of a record's stream. As it says nothing that differs
// between records, no field holds it. The word is ASCII, without what JSON escapes.
func Constant[T any](name, word string) Member[T] {
	quoted := strconv.Quote(word)
	return Member[T]{member{name: name, pointer: pointerTo(name), required: true, kind: kind{
		constant: quoted,
		declares: always(declare.Value{Kind: declare.Words, Words: []string{word}}),
		read: func(d *Decoder, pos int, _ unsafe.Pointer) int {
			if text, next := d.Text(pos); next > 0 && string(text) == word {
				return next
			}
			return jsonscan.Unsure
		},
		append: func(w *jsonwrite.Writer, _ unsafe.Pointer) { w.Raw(quoted) },
	}}}
}
