package jsonrec

import (
	"github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
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

func (r *single[T]) decide(data []byte, pos, end int) (record.Status, []record.Finding) {
	if r.next > 0 && r.format.stream.isOther(&r.decoder.Scanner, pos) {
		return record.Other, append(r.findings[:0], r.otherStream(data, pos))
	}
	if r.validate(data[pos:end], pos); len(r.findings) > 0 {
		return record.Invalid, r.findings
	}
	return record.Valid, nil
}

// validate finds all that is wrong with the record in text, which begins at offset base of the data.
func (r *single[T]) validate(text []byte, base int) {
	r.findings = r.findings[:0]
	if len(text) > r.limits.Size {
		r.findings = append(r.findings, record.TooLarge(base, r.limits))
		return
	}
	root, found := r.tree.Parse(text, r.limits.Depth, r.limits.Findings)
	r.findings = append(r.findings, found...)
	if root != nil {
		r.findings = r.format.validator.Validate(r.findings, root, validator.Request{
			Strict:   r.limits.Strict,
			Named:    r.next > 0 && r.decoder.Named(),
			Unsure:   r.unsure(),
			Findings: r.limits.Findings,
		})
		if len(r.findings) == 0 && !r.decoder.Representable() {
			r.findings = append(r.findings, record.Finding{Rule: record.RuleValue, Message: "a value of the record cannot be represented"})
		}
	}
	record.Sort(r.findings)
	for i := range r.findings {
		r.findings[i].Offset += base
	}
	r.findings = record.Limit(r.findings, r.limits.Findings)
}

// mostUnsure is how many places are asked about one by one. To tell more of them apart takes longer than to ask about the whole
// record.
const mostUnsure = 64

// unsure returns what the validator is to be asked.
func (r *single[T]) unsure() []record.Unsure {
	if r.next < 0 {
		return record.Everything
	}
	unsure := record.SortUnsure(r.decoder.Unsure())
	if len(unsure) > mostUnsure {
		return record.Everything
	}
	return unsure
}
