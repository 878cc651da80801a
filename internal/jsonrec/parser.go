// Package jsonrec reads and writes the JSON encoding of documents: it finds the records of a stream and has package jsondecl decode
// them. Records that the decoder is not sure of are decided by the validator.
package jsonrec

import (
	"bytes"
	"errors"
	"io"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

var (
	errOpenArray  = noEnd{}
	errAfterArray = errors.New("text follows the array of records")
	errNoComma    = errors.New("a comma is missing between two records of the array")
	errNoRecord   = errors.New("a record is missing after the comma")
)

// noEnd says that the array of records does not end.
type noEnd struct{}

func (noEnd) Error() string { return "the array of records does not end" }
func (noEnd) Unwrap() error { return io.ErrUnexpectedEOF }

// A reader reads and validates records one by one, wherever they stand.
type reader[T any] interface {
	// read reads the record at data[pos:] into v. It returns the place after it, or jsonscan.Malformed, and whether it is right
	// for sure.
	read(data []byte, pos int, v *T) (next int, sure bool)
	// decide finds what is wrong with the record that was read last, data[pos:end], if it is not right for sure.
	decide(data []byte, pos, end int) (record.Status, []record.Finding)
	// oneLine says whether records end with their lines.
	oneLine(ends bool)
}

// A Parser is the [record.Parser] of a JSON format.
type Parser[T any] struct {
	limits record.Limits
	one    reader[T]
	next   int               // the place after the record, or jsonscan.Malformed
	tree   jsonsyntax.Parser // of records that are malformed

	framing framing
	indent  []byte // of the first record of an array
	count   int    // records of the array so far
	comma   bool   // a comma was passed since the last one
	loose   bool   // the last one was malformed: a comma may have been taken for a part of it
	closed  bool   // the array has ended

	skipped  boundary
	findings []record.Finding
	err      error
}

// Follow implements [record.Parser].
func (p *Parser[T]) Follow(other record.Parser[T]) {
	o := other.(*Parser[T])
	p.Reset()
	p.framing, p.indent = o.framing, o.indent
	p.one.oneLine(p.framing == lines)
}

// Reset implements [record.Parser].
func (p *Parser[T]) Reset() {
	p.framing, p.indent, p.count = values, nil, 0
	p.comma, p.loose, p.closed = false, false, false
	p.one.oneLine(false)
	p.skipped, p.err = boundary{}, nil
}

// Findings implements [record.Parser].
func (p *Parser[T]) Findings() []record.Finding { return p.findings }

// Err implements [record.Parser].
func (p *Parser[T]) Err() error { return p.err }

// Next implements [record.Parser].
func (p *Parser[T]) Next(data []byte, pos int, last bool, v *T) record.Span {
	pos, atEnd, ok := p.between(data, pos, last)
	switch {
	case !ok:
		return record.Span{Start: pos, End: pos, Status: record.Broken}
	case atEnd:
		return record.Span{Start: pos, End: pos, Status: record.End}
	}
	data, last = record.View(data, pos, last, p.limits)
	span, sure := record.Span{Start: pos}, false
	if p.next, sure = p.one.read(data, pos, v); sure {
		span.End = p.next
	} else {
		span = p.slowly(data, pos, last)
	}
	if span.End-pos > p.limits.Size {
		span = record.Span{Start: pos, Status: record.More}
	}
	if span.Status != record.More {
		p.count++
		p.comma, p.loose = false, p.next < 0
	}
	return span
}

// slowly finds out where the record at pos ends and has it validated.
func (p *Parser[T]) slowly(data []byte, pos int, last bool) record.Span {
	span := record.Span{Start: pos, Status: record.Invalid}
	var whole bool
	if span.End, whole = p.end(data, pos, last); !whole && !last {
		return record.Span{Start: pos, Status: record.More}
	}
	span.Status, p.findings = p.one.decide(data, pos, span.End)
	return span
}

// end returns where the record at pos ends, and whether that is known without further data.
func (p *Parser[T]) end(data []byte, pos int, last bool) (int, bool) {
	if end := p.next; end > 0 {
		return end, end < len(data) || data[pos] == '{' // other values might go on
	}
	if p.framing == lines {
		return p.endInLine(data, pos)
	}
	if p.tree.Parse(data[pos:], p.limits.Depth, 0); p.tree.CutShort() && !last {
		return len(data), false
	}
	e := boundary{indent: p.indent}
	n, whole := e.feed(data[pos:], last)
	return pos + n, whole
}

// endInLine returns where the malformed record at pos ends: with its line, unless another object follows in that.
func (p *Parser[T]) endInLine(data []byte, pos int) (int, bool) {
	stop, known := len(data), false
	if i := bytes.IndexByte(data[pos:], '\n'); i >= 0 {
		stop, known = pos+i, true
	}
	var e boundary
	if n, whole := e.feed(data[pos:stop], false); whole {
		if next := skipSpace(data[:stop], pos+n); next < stop && data[next] == '{' {
			return pos + n, true
		}
	}
	return stop, known
}
