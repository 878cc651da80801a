package csvrec

import (
	"bytes"
	"fmt"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A Parser is the [record.Parser] of a CSV format.
type Parser[T any] struct {
	format *Format[T]
	limits record.Limits

	names   []string // of the header
	columns []int    // of the document, by cell; or unknown, or ignored
	present []bool   // by column of the document
	known   int      // columns of the document in the header
	steps   []step[T]
	others  intern.Texts // of columns that are not known

	row      row
	valid    bool            // the row is UTF-8
	unsure   []record.Unsure // of the row
	object   rowObject
	scanner  Scanner
	kept     map[string]string // the cells of unknown columns
	buf      []byte
	findings []record.Finding
	err      error

	slow    int // rows that were split into cells
	learned int // runs that were not known
}

// Follow implements [record.Parser].
func (p *Parser[T]) Follow(other record.Parser[T]) { p.useHeader(other.(*Parser[T]).names) }

// Reset implements [record.Parser]. The header stays as that of the next stream, most likely.
func (p *Parser[T]) Reset() { p.err = nil }

// Findings implements [record.Parser].
func (p *Parser[T]) Findings() []record.Finding { return p.findings }

// Err implements [record.Parser].
func (p *Parser[T]) Err() error { return p.err }

// Skip implements [record.Parser]: a row that is too large ends with its first line.
func (p *Parser[T]) Skip(data []byte, _, _ bool) (int, bool) {
	i := bytes.IndexByte(data, '\n')
	if i < 0 {
		return len(data), false
	}
	return i + 1, true
}

// skipBlank passes over empty lines.
func (p *Parser[T]) skipBlank(data []byte, pos int) int {
	for pos < len(data) {
		switch {
		case data[pos] == '\n':
			pos++
		case data[pos] == '\r' && pos+1 < len(data) && data[pos+1] == '\n':
			pos += 2
		default:
			return pos
		}
	}
	return pos
}

// Next implements [record.Parser].
func (p *Parser[T]) Next(data []byte, pos int, last bool, v *T) record.Span {
	pos = p.skipBlank(data, pos)
	if pos == len(data) {
		return record.Span{Start: pos, End: pos, Status: record.End}
	}
	data, last = record.View(data, pos, last, p.limits)
	if end := p.quick(data, pos, v); end > 0 && end-pos <= p.limits.Size {
		return record.Span{Start: pos, End: end}
	}
	p.slow++
	p.row.read(data, pos, last)
	span := record.Span{Start: pos, End: p.row.end}
	if p.row.bad != none {
		return p.malformed(data, pos, last)
	}
	if span.End-pos > p.limits.Size {
		return record.Span{Start: pos, Status: record.More}
	}
	if p.decode(data, v) {
		return span
	}
	if p.validate(data, pos); len(p.findings) > 0 {
		span.Status = record.Invalid
	}
	return span
}

// malformed reports the row at pos, which cannot be split into cells. It ends with its first line: what follows may be a
// row of its own.
func (p *Parser[T]) malformed(data []byte, pos int, last bool) record.Span {
	span := record.Span{Start: pos, End: len(data), Status: record.Invalid}
	message := flawMessage[p.row.bad]
	n := bytes.IndexByte(data[pos:], '\n')
	switch {
	case n >= 0:
		span.End = pos + n + 1
	case !last:
		return record.Span{Start: pos, Status: record.More}
	}
	if p.row.open(last) {
		if p.row.bad == unfinished || len(data)-pos <= p.limits.Size {
			return record.Span{Start: pos, Status: record.More}
		}
		message = fmt.Sprintf("the quote is not closed within %d bytes", p.limits.Size)
	}
	p.findings = append(p.findings[:0], record.Finding{
		Offset: p.row.at, Path: p.path(len(p.row.cells)), Rule: record.RuleSyntax, Message: message})
	return span
}

// path returns the path of the cell at index i.
func (p *Parser[T]) path(i int) string {
	if i >= len(p.names) {
		return ""
	}
	return "/" + jsonsyntax.EscapePointer(p.names[i])
}

// decode decodes the cells of the row, and reports whether it is sure of them.
func (p *Parser[T]) decode(data []byte, v *T) bool {
	p.reset(v)
	if len(p.row.cells) == len(p.columns) {
		for i := range p.row.cells {
			p.readCell(data, i, v)
		}
	} else {
		p.unsure, p.scanner.lost = append(p.unsure, record.Unsure{Whole: true}), true
	}
	p.complete(v)
	p.valid = jsonsyntax.ValidUTF8(data[p.row.cells[0].start:p.row.end])
	return len(p.unsure) == 0 && p.valid
}

// reset makes v empty and the scanner ready for its cells.
func (p *Parser[T]) reset(v *T) {
	p.kept, p.unsure, p.scanner.lost = nil, p.unsure[:0], false
	if extra := p.format.doc.Extra; extra != nil {
		p.kept = *extra(v)
		clear(p.kept)
	}
	if empty := p.format.doc.Empty; empty != nil {
		empty(v)
	} else {
		*v = *new(T)
	}
}

// complete ends the decoding of v.
func (p *Parser[T]) complete(v *T) {
	if len(p.kept) > 0 {
		*p.format.doc.Extra(v) = p.kept
	}
	if plain := p.format.doc.Plain; plain != nil && !plain(v) {
		p.unsure = append(p.unsure, record.Unsure{}) // what the schema says across the cells
	}
}

// keep keeps the text of the cell at index i if its column is unknown.
func (p *Parser[T]) keep(i int, text string) {
	if p.columns[i] != unknown || p.format.doc.Extra == nil {
		return
	}
	if p.kept == nil {
		p.kept = make(map[string]string)
	}
	p.kept[p.names[i]] = text
}

// readCell reads the cell at index i.
func (p *Parser[T]) readCell(data []byte, i int, v *T) {
	at, sure := p.row.cells[i], true
	text := data[at.start:at.end]
	if at.doubled || int(at.end) == len(data) { // the padding may look like more of the cell
		p.buf = record.Pad(p.buf, at.text(data, p.buf))
		text = p.buf
	}
	switch k := p.columns[i]; {
	case k >= 0 && len(text) > 0:
		p.scanner.data, p.scanner.stop = text[:len(text)+record.Padding], len(text)
		sure = p.format.doc.Columns[k].read(&p.scanner, 0, v) > 0
	case k >= 0:
		sure = p.format.doc.Columns[k].value.Empty
	default:
		p.keep(i, p.scanner.strings.String(text))
	}
	if !sure {
		p.unsure = append(p.unsure, record.Unsure{Path: p.path(i), Whole: true})
	}
}
