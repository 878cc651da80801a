package csvrec

import (
	"slices"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// judge finds all that is wrong with the row, which begins at pos.
func (p *Parser[T]) judge(data []byte, pos int) {
	p.findings = p.findings[:0]
	if len(p.row.cells) != len(p.names) {
		at := pos
		if len(p.row.cells) > len(p.names) {
			at = p.row.cells[len(p.names)].begin()
		}
		p.findings = append(p.findings, record.Finding{Offset: at, Rule: record.RuleCells,
			Message: cellCounts(len(p.row.cells), len(p.names))})
		return
	}
	p.judgeCells(data)
	if len(p.findings) == 0 && p.scanner.lost {
		p.findings = append(p.findings, record.Finding{Offset: pos, Rule: record.RuleValue, Message: "a cell cannot be represented"})
	}
	p.findings = record.Limit(p.findings, p.limits.Findings)
}

// judgeCells has the cells judged by the schema, as an object of strings.
func (p *Parser[T]) judgeCells(data []byte) {
	object := make(map[string]any, len(p.names))
	begin := p.row.cells[0].start
	row := string(data[begin:p.row.end]) // one string for all cells
	for i, cell := range p.row.cells {
		text := row[cell.start-begin : cell.end-begin]
		if cell.doubled {
			text = string(cell.appendText(nil, data))
		}
		if !p.valid && !utf8.ValidString(text) {
			p.findings = append(p.findings, record.Finding{Offset: cell.begin(), Path: p.path(i), Rule: record.RuleUTF8,
				Message: "is not UTF-8", Value: validator.Quote(text)})
		}
		if p.columns[i] >= 0 {
			object[p.names[i]] = text
		}
	}
	for _, v := range p.format.validator.Validate(object, false, func(path string) record.Doubt { return p.doubtful[path] }) {
		i := slices.IndexFunc(p.names, func(name string) bool { return v.Path == "/"+name })
		if i < 0 && v.Rule == record.RuleRequired {
			continue // the header has the finding
		}
		f := record.Finding{Offset: p.row.cells[0].begin(), Path: v.Path, Rule: v.Rule, Schema: v.Schema, Message: v.Message}
		if i >= 0 {
			f.Offset = p.row.cells[i].begin()
			f.Value = validator.Quote(object[p.names[i]].(string))
		}
		p.findings = append(p.findings, f)
	}
	record.Sort(p.findings)
}
