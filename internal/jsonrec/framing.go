package jsonrec

import (
	"bytes"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// framing is how the records of a stream follow each other.
type framing uint8

const (
	values framing = iota // one value after the other, over any number of lines; or just one
	lines                 // each record in a line of its own
	array                 // the records are the items of one array
)

// enough is how much of a line is looked at to find out the framing.
const enough = 64 << 10

// Open implements [record.Parser]: it finds out the framing.
func (p *Parser[T]) Open(data []byte, last bool) record.Span {
	start := skipSpace(data, 0)
	if start == len(data) {
		if last {
			return record.Span{Start: start, End: start, Status: record.End}
		}
		return record.Span{End: start, Status: record.More}
	}
	span := record.Span{Start: start, End: start}
	if data[start] == '[' {
		p.framing = array
		span.End++
		if first := skipSpace(data, span.End); first < len(data) {
			line := data[bytes.LastIndexByte(data[:first], '\n')+1 : first]
			if len(bytes.TrimSpace(line)) == 0 {
				p.indent = bytes.Clone(line)
			}
		} else if !last && len(data) < enough {
			return record.Span{Status: record.More}
		}
		return span
	}
	end := bytes.IndexByte(data[start:], '\n')
	if end < 0 && !last && len(data) < enough {
		return record.Span{Status: record.More}
	}
	p.framing = lines
	if end >= 0 {
		end += start
		var e boundary
		if _, whole := e.feed(data[start:end], false); !whole && !e.str && !e.unbalanced {
			// The value goes on after its first line, unless that line is cut off and the next one is another record.
			if end+1 == len(data) && !last {
				return record.Span{Status: record.More}
			}
			if end+1 < len(data) && data[end+1] != '{' {
				p.framing = values
			}
		}
	}
	p.one.oneLine(p.framing == lines)
	return span
}

// Cut implements [record.Parser]. Only in lines is the end of a record known without reading it.
func (p *Parser[T]) Cut(data []byte, last bool) int {
	switch {
	case p.framing != lines:
		return 0
	case last:
		return len(data)
	}
	return bytes.LastIndexByte(data, '\n') + 1
}

// Skip implements [record.Parser].
func (p *Parser[T]) Skip(data []byte, fresh, last bool) (int, bool) {
	if p.framing == lines {
		i := bytes.IndexByte(data, '\n')
		if i < 0 {
			return len(data), false
		}
		return i, true
	}
	if fresh {
		p.skipped = boundary{indent: p.indent}
		p.count, p.comma, p.loose = p.count+1, false, true
	}
	return p.skipped.feed(data, last)
}

// between passes over what stands between records. It returns false, with the reason in p.err, if that is nothing that
// may stand there; atEnd says that no record follows in the data.
func (p *Parser[T]) between(data []byte, pos int, last bool) (next int, atEnd, ok bool) {
	pos = skipSpace(data, pos)
	if p.framing != array {
		return pos, pos == len(data), true
	}
	if pos < len(data) && !p.closed {
		switch c := data[pos]; {
		case c == ']' && !p.comma:
			p.closed = true
			pos = skipSpace(data, pos+1)
		case c == ',' && (p.count > 0 && !p.comma):
			p.comma = true
			pos = skipSpace(data, pos+1)
		}
	}
	switch {
	case pos == len(data):
		if last && !p.closed {
			p.err = errOpenArray
			return pos, true, false
		}
		return pos, true, true
	case p.closed:
		p.err = errAfterArray
		return pos, true, false
	case p.comma && data[pos] == ']' || p.comma && data[pos] == ',':
		p.err = errNoRecord
		return pos, false, false
	case p.count > 0 && !p.comma && !p.loose:
		p.err = errNoComma
		return pos, false, false
	}
	return pos, false, true
}

func skipSpace(data []byte, pos int) int {
	for pos < len(data) && jsonsyntax.IsSpace(data[pos]) {
		pos++
	}
	return pos
}
