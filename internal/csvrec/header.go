package csvrec

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/printable"
	"github.com/flowtrail/flowtrail/internal/record"
)

// errNoHeader means that the first line is no header of the document.
var errNoHeader = errors.New("the first line is not the header: it has none of the document's columns")

// leastHeader is how large a header may be, whatever the limit for records is.
const leastHeader = 64 << 10

// unknown is the column of a cell that the document does not have; ignored, of a second cell of one column.
const (
	unknown = -1
	ignored = -2
)

// Open implements [record.Parser]: it reads the header.
func (p *Parser[T]) Open(data []byte, last bool) record.Span {
	start := p.skipBlank(data, 0)
	if start == len(data) {
		if last {
			return record.Span{Start: start, End: start, Status: record.End}
		}
		return record.Span{End: start, Status: record.More}
	}
	p.row.read(data, start, last)
	span := record.Span{Start: start, End: p.row.end, Status: record.Broken}
	if p.row.open(last) && len(data)-start <= max(p.limits.Size, leastHeader) {
		return record.Span{End: start, Status: record.More}
	}
	if p.row.bad != none {
		span.Start = p.row.at
		p.err = errors.New("in the header " + flawMessage[p.row.bad])
		return span
	}
	var names []string
	for _, c := range p.row.cells {
		names = append(names, string(c.text(data, nil)))
	}
	if p.setHeader(names); p.known == 0 {
		p.err = errNoHeader
		return span
	}
	p.judgeHeader(start)
	if len(p.findings) == 0 {
		span.Status = record.Valid
	} else {
		span.Status = record.Invalid
	}
	return span
}

// assume sets the header of a row that comes without one and has so many commas, at the least.
func (p *Parser[T]) assume(commas int) {
	names := p.format.all
	if commas+1 < len(names) {
		names = p.format.documented
	}
	if !slices.Equal(names, p.names) {
		p.setHeader(names)
	}
}

// setHeader finds the document's columns for the names in a header.
func (p *Parser[T]) setHeader(names []string) {
	p.names, p.columns, p.known = names, p.columns[:0], 0
	p.present = make([]bool, len(p.format.doc.Columns))
	seen := map[string]bool{}
	for _, name := range names {
		i, ok := p.format.index[name]
		switch {
		case seen[name]:
			i = ignored
		case !ok:
			i = unknown
		default:
			p.present[i] = true
			p.known++
		}
		seen[name] = true
		p.columns = append(p.columns, i)
	}
	p.plan()
}

// judgeHeader finds what is wrong with the header, which begins at start.
func (p *Parser[T]) judgeHeader(start int) {
	p.findings = p.findings[:0]
	report := func(offset int, name string, rule record.Rule, message string) {
		p.findings = append(p.findings, record.Finding{Offset: offset, Path: "/" + jsonsyntax.EscapePointer(name), Rule: rule, Message: message})
	}
	for i, column := range p.format.doc.Columns {
		if !p.present[i] && !column.Optional {
			report(start, column.Name, record.RuleMissingColumn, "the column is missing")
		}
	}
	for i, name := range p.names {
		at := p.row.cells[i].begin()
		switch p.columns[i] {
		case ignored:
			report(at, name, record.RuleDuplicateColumn, "the header has this column twice; the first one is read")
		case unknown:
			if !utf8.ValidString(name) {
				report(at, printable.Short([]byte(name)), record.RuleUTF8, "the name is not UTF-8")
			} else if known := p.variant(name); known != "" {
				report(at, name, record.RuleCase, "differs only in case or white space from "+known)
			} else if p.limits.Strict {
				report(at, name, record.RuleUnknownColumn, fmt.Sprintf("the column %s is not known", printable.Quote([]byte(name))))
			}
		}
	}
	p.findings = record.Limit(p.findings, p.limits.Findings)
}

// variant returns the column that name differs from only in case or white space around it.
func (p *Parser[T]) variant(name string) string {
	for _, column := range p.format.doc.Columns {
		if strings.EqualFold(column.Name, strings.TrimSpace(name)) {
			return column.Name
		}
	}
	return ""
}
