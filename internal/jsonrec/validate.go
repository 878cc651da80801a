package jsonrec

import (
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// validate finds all that is wrong with the record in text, which begins at offset base of the data.
func (p *Parser[T]) validate(text []byte, base int) {
	p.findings = p.findings[:0]
	if len(text) > p.limits.Size {
		p.findings = append(p.findings, record.TooLarge(base, p.limits))
		return
	}
	root, found := p.tree.Parse(text, p.limits.Depth, p.limits.Findings)
	p.findings = append(p.findings, found...)
	if root != nil {
		p.findings = p.format.validator.Validate(p.findings, root,
			validator.Request{Strict: p.limits.Strict, Unsure: p.unsure(), Findings: p.limits.Findings})
		if len(p.findings) == 0 && !p.decoder.Representable() {
			p.findings = append(p.findings, record.Finding{Rule: record.RuleValue, Message: "a value of the record cannot be represented"})
		}
	}
	record.Sort(p.findings)
	for i := range p.findings {
		p.findings[i].Offset += base
	}
	p.findings = record.Limit(p.findings, p.limits.Findings)
}

// mostUnsure is how many places are asked about one by one. To tell more of them apart takes longer than to ask about the whole
// record.
const mostUnsure = 64

// unsure returns what the validator is to be asked.
func (p *Parser[T]) unsure() []record.Unsure {
	if p.next < 0 {
		return record.Everything
	}
	unsure := record.SortUnsure(p.decoder.Unsure())
	if len(unsure) > mostUnsure {
		return record.Everything
	}
	return unsure
}
