package csvrec

import (
	"slices"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/printable"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// A rowObject is a row as the schema sees it: an object of the cells of known columns, which are strings.
type rowObject struct {
	header []string // that it was made for
	node   *jsonsyntax.Node
}

// validate finds all that is wrong with the row, which begins at pos.
func (p *Parser[T]) validate(data []byte, pos int) {
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
	p.validateCells(data)
	if len(p.findings) == 0 && p.scanner.lost {
		p.findings = append(p.findings, record.Finding{Offset: pos, Rule: record.RuleValue, Message: "a cell cannot be represented"})
	}
	p.findings = record.Limit(p.findings, p.limits.Findings)
}

// validateCells has the cells validated by the schema.
func (p *Parser[T]) validateCells(data []byte) {
	for i, cell := range p.row.cells {
		if !p.valid && !utf8.Valid(data[cell.start:cell.end]) {
			p.findings = append(p.findings, record.Finding{Offset: cell.begin(), Path: p.path(i), Rule: record.RuleUTF8,
				Message: "is not UTF-8", Value: printable.Quote(cell.text(data, nil))})
		}
	}
	p.findings = p.format.validator.Validate(p.findings, p.asObject(data), validator.Request{Unsure: record.SortUnsure(p.unsure)})
	p.findings = slices.DeleteFunc(p.findings, func(f record.Finding) bool {
		// The header has the finding of a column that is missing.
		return f.Rule == record.RuleRequired
	})
	record.Sort(p.findings)
}

// asObject returns the row as an object. It is valid until the next call.
func (p *Parser[T]) asObject(data []byte) *jsonsyntax.Node {
	o := &p.object
	if len(o.header) == 0 || &o.header[0] != &p.names[0] {
		var members []jsonsyntax.Member
		for i, name := range p.names {
			if p.columns[i] >= 0 {
				members = append(members, jsonsyntax.Member{Name: []byte(name), Value: jsonsyntax.Node{Kind: jsonsyntax.String}})
			}
		}
		o.header, o.node = p.names, jsonsyntax.NewObject(members)
	}
	o.node.Start = p.row.cells[0].begin()
	members := o.node.Members()
	for i, cell := range p.row.cells {
		if p.columns[i] >= 0 {
			v := &members[0].Value
			v.Start, v.Text = cell.begin(), cell.text(data, nil)
			members = members[1:]
		}
	}
	return o.node
}
