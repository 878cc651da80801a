package jsonrec

import (
	"github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A single is the reader of the records of one document.
type single[T any] struct {
	format   *Format[T]
	limits   record.Limits
	decoder  *jsondecl.Decoder
	next     int               // the place after the record, or jsonscan.Malformed
	tree     jsonsyntax.Parser // of records that are validated
	findings []record.Finding
}

func (r *single[T]) oneLine(ends bool) { r.decoder.OneLine(ends) }

func (r *single[T]) read(data []byte, pos int, v *T) (int, bool) {
	extra := r.format.doc.Extra(v)
	kept := *extra
	r.decoder.Start(data)
	r.next = jsondecl.Read(r.decoder, r.format.doc.Record, pos, v)
	*extra = r.decoder.Extra(kept)
	return r.next, r.next > 0 && r.decoder.Sure()
}
