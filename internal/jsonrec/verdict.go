package jsonrec

import (
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
)

func (r *single[T]) decide(data []byte, pos, end int) (record.Status, []record.Finding) {
	if r.next > 0 && r.format.stream.inQuestion(r.decoder.Unsure()) && r.format.stream.isOther(&r.decoder.Scanner, pos) {
		return record.Other, append(r.findings[:0], r.otherStream(data, pos))
	}
	if r.validate(data, pos, end); len(r.findings) > 0 {
		return record.Invalid, r.findings
	}
	return record.Valid, nil
}

// validate finds all that is wrong with the record data[pos:end].
func (r *single[T]) validate(data []byte, pos, end int) {
	r.findings = r.findings[:0]
	if end-pos > r.limits.Size {
		r.findings = append(r.findings, record.TooLarge(pos, r.limits))
		return
	}
	unsure := r.unsure()
	if r.next != end || !r.values(data, unsure) {
		r.findings = r.findings[:0]
		r.whole(data, pos, end, unsure)
	}
	if len(r.findings) == 0 && !r.decoder.Representable() {
		r.findings = append(r.findings, record.Finding{Offset: pos, Rule: record.RuleValue, Message: "a value of the record cannot be represented"})
	}
	record.Sort(r.findings)
	r.findings = record.Limit(r.findings, r.limits.Findings)
}

// whole finds what is wrong with the record data[pos:end], as far as it is in question.
func (r *single[T]) whole(data []byte, pos, end int, unsure []record.Unsure) {
	root, found := r.tree.Parse(data[pos:end], r.limits.Depth, r.limits.Findings)
	r.findings = append(r.findings, found...)
	if root != nil {
		r.findings = r.format.validator.Validate(r.findings, root, validator.Request{
			Strict:   r.limits.Strict,
			Named:    r.next > 0 && r.decoder.Named(),
			Unsure:   unsure,
			Findings: r.limits.Findings,
		})
	}
	for i := range r.findings {
		r.findings[i].Offset += pos
	}
}

// values does what whole does by asking about each value, and each object that lacks members, on its own. It returns false if that cannot be
// done; the findings that it has added are void then.
func (r *single[T]) values(data []byte, unsure []record.Unsure) bool {
	for i, u := range unsure {
		ok := u.At > 0
		switch {
		case !ok || u.IsIn(unsure[:i]):
		case u.Whole:
			ok = r.value(data, u)
		default:
			r.findings, ok = r.format.validator.ValidateLacks(r.findings, u)
		}
		if !ok {
			return false
		}
	}
	return true
}

// value validates one value that is in question, as values does.
func (r *single[T]) value(data []byte, u record.Unsure) bool {
	end, _ := r.decoder.Skip(u.At)
	value, found := r.tree.Parse(data[u.At:end], r.limits.Depth, 0)
	if len(found) > 0 || value.HasChildren() && !r.decoder.Named() {
		return false
	}
	before, ok := len(r.findings), false
	r.findings, ok = r.format.validator.ValidateValue(r.findings, u.Path, value, r.limits.Findings)
	for i := before; i < len(r.findings); i++ {
		r.findings[i].Offset += u.At
	}
	return ok
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
