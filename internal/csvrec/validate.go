package csvrec

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/printable"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// A rowObject is a row as the schema sees it: an object of the cells of known columns, which are strings.
type rowObject struct {
	header  []string // that members were made for
	members []jsonsyntax.Member
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
			Message: fmt.Sprintf("the row has %d cells, the header %d", len(p.row.cells), len(p.names))})
		return
	}
	p.validateCells(data)
	if len(p.findings) == 0 && p.cell.lost {
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
	object := jsonsyntax.NewObject(p.cellMembers(data))
	object.Start = p.row.cells[0].begin()
	p.findings = p.format.validator.Validate(p.findings, object, validator.Request{Unsure: record.SortUnsure(p.unsure)})
	p.findings = slices.DeleteFunc(p.findings, func(f record.Finding) bool {
		// The header has the finding of a column that is missing.
		return f.Rule == record.RuleRequired
	})
	record.Sort(p.findings)
}

// cellMembers returns the cells of known columns as members of an object.
func (p *Parser[T]) cellMembers(data []byte) []jsonsyntax.Member {
	o := &p.object
	if len(o.header) == 0 || &o.header[0] != &p.names[0] {
		o.header, o.members = p.names, nil
		for i, name := range p.names {
			if p.columns[i] >= 0 {
				o.members = append(o.members, jsonsyntax.Member{Name: []byte(name), Value: jsonsyntax.Node{Kind: jsonsyntax.String}})
			}
		}
	}
	n := 0
	for i, cell := range p.row.cells {
		if p.columns[i] >= 0 {
			v := &o.members[n].Value
			v.Start, v.Text = cell.begin(), cell.text(data, nil)
			n++
		}
	}
	return o.members
}
