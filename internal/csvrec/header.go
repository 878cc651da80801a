package csvrec

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/nearest"
	"github.com/flowtrail/flowtrail/internal/printable"
	"github.com/flowtrail/flowtrail/internal/record"
)

// leastHeader is how large a header may be, whatever the limit for records is.
const leastHeader = 64 << 10

// unknown stands for a column that the document does not have, and ignored for the second of two columns with one name.
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
	if p.row.bad == none {
		p.useHeader(p.cellNames(data))
		if p.known >= p.format.enough {
			return p.checkHeader(span)
		}
	}
	if !last && len(data)-start < explainedSize {
		return record.Span{End: start, Status: record.More}
	}
	switch why := p.format.Explain(data[start:]); {
	case why != "":
		p.err = errors.New("the header cannot be read: " + why)
	case p.row.bad != none:
		span.Start = p.row.at
		p.err = errors.New("in the header " + flawMessage[p.row.bad])
	case p.known > 0:
		return p.checkHeader(span)
	default:
		p.err = errors.New("the first line is not the header: it has none of the document's columns")
	}
	return span
}

// cellNames returns the text of the cells of the row, which are the names in a header.
func (p *Parser[T]) cellNames(data []byte) (names []string) {
	for _, c := range p.row.cells {
		names = append(names, string(c.text(data, nil)))
	}
	return names
}

// assume sets the header of a row that comes without one and has so many commas, at the least.
func (p *Parser[T]) assume(commas int) {
	names := p.format.all
	if commas+1 < len(names) {
		names = p.format.documented
	}
	p.useHeader(names)
}

// useHeader does what setHeader does, unless the header is the same as before: then what was learnt of its columns is kept.
func (p *Parser[T]) useHeader(names []string) {
	if p.columns == nil || !slices.Equal(names, p.names) {
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

// checkHeader finds what is wrong with the header at span.
func (p *Parser[T]) checkHeader(span record.Span) record.Span {
	p.findings = p.findings[:0]
	var missing []string
	for i, column := range p.format.doc.Columns {
		if !p.present[i] && !column.optional {
			missing = append(missing, column.name)
			p.findings = append(p.findings, record.Finding{Offset: span.Start, Path: "/" + jsonsyntax.EscapePointer(column.name),
				Rule: record.RuleMissingColumn, Message: "the column is missing"})
		}
	}
	for i, name := range p.names {
		if len(p.findings) > p.limits.Findings {
			break
		}
		if f := p.checkName(name, p.columns[i], missing); f.Rule != "" {
			f.Offset = p.row.cells[i].begin()
			p.findings = append(p.findings, f)
		}
	}
	p.findings = record.Limit(p.findings, p.limits.Findings)
	if span.Status = record.Invalid; len(p.findings) == 0 {
		span.Status = record.Valid
	}
	return span
}

// checkName returns what is wrong with the name of a column, if anything is. Those that are missing may be meant by it.
func (p *Parser[T]) checkName(name string, column int, missing []string) record.Finding {
	f := record.Finding{Path: "/" + jsonsyntax.EscapePointer(name), Value: printable.Quote([]byte(name))}
	if column == ignored {
		f.Rule, f.Message, f.Value = record.RuleDuplicateColumn, "the header has this column twice; the first one is read", ""
	} else if column != unknown {
		return record.Finding{}
	} else if !utf8.ValidString(name) {
		f.Path, f.Rule, f.Message = "/"+jsonsyntax.EscapePointer(printable.Short([]byte(name))), record.RuleUTF8, "is not UTF-8"
	} else if known := p.variant(name); known != "" {
		f.Rule, f.Message = record.RuleCase, "differs only in case or white space from "+known
	} else if meant := nearest.Name(name, missing); meant != "" {
		f.Rule, f.Message = record.RuleUnknownColumn, "is not a known column: did you mean "+meant+"?"
	} else if p.limits.Strict {
		f.Rule, f.Message = record.RuleUnknownColumn, "is not a known column"
	}
	return f
}

// variant returns the column that name differs from only in case or in white space or a byte order mark around it.
func (p *Parser[T]) variant(name string) string {
	name = strings.TrimSpace(strings.TrimPrefix(name, byteOrderMark))
	for _, known := range p.format.all {
		if strings.EqualFold(known, name) {
			return known
		}
	}
	return ""
}
