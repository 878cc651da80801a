package jsondecl

import (
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/jsonwrite"
)

// Constant is a member that must be there and is always the same word, which nothing needs to hold.
func Constant[T any](name, word string) Member[T] {
	quoted := `"` + word + `"`
	m := newMember(name, func(v *T) *T { return v }, kind{
		declares: always(declare.Value{Kind: declare.Words, Words: []string{word}}),
		read: func(d *Decoder, pos int, _ unsafe.Pointer) int {
			if rest := d.Data()[pos:]; len(rest) >= len(quoted) && string(rest[:len(quoted)]) == quoted {
				return pos + len(quoted)
			}
			if text, next := d.Text(pos); next > 0 && string(text) == word { // written with escapes
				return next
			}
			return jsonscan.Unsure
		},
		append: func(w *jsonwrite.Writer, _ unsafe.Pointer) { w.Raw(quoted) },
	})
	m.required = true
	return m
}
