package csvrec

import (
	"bytes"

	"github.com/flowtrail/flowtrail/internal/record"
)

// Cut implements [record.Parser].
func (p *Parser[T]) Cut(data []byte) int { return p.cutSure(data, false) }

// cutSure returns how long a prefix of data surely consists of whole rows, just as reading them one by one would find them. data
// begins where a row may begin.
//
// A line with an even number of quotes is a row, or several if some are blank: were a quote open at its end, then the number would
// be odd, and a row that is malformed or too large ends with its first line. So only lines with an odd number are looked at.
func (p *Parser[T]) cutSure(data []byte, last bool) int {
	for pos := 0; ; {
		quote := bytes.IndexByte(data[pos:], '"')
		if quote < 0 {
			return lastLine(data, pos, last)
		}
		quote += pos
		line := bytes.IndexByte(data[quote:], '\n')
		if line < 0 {
			return lastLine(data, pos, last)
		}
		line += quote + 1
		if bytes.Count(data[quote:line], []byte{'"'})%2 == 0 {
			pos = line
			continue
		}
		begin := pos + 1 + bytes.LastIndexByte(data[pos:quote], '\n')
		if pos = p.rowEnd(data, begin, line, last); pos == 0 {
			return begin
		}
	}
}

// lastLine returns where the last line at or after data[pos] ends, which has no open quote.
func lastLine(data []byte, pos int, last bool) int {
	if last {
		return len(data)
	}
	return pos + 1 + bytes.LastIndexByte(data[pos:], '\n')
}

// rowEnd returns where the row at pos ends, whose first line does at the given place; 0 if more data may tell otherwise.
func (p *Parser[T]) rowEnd(data []byte, pos, line int, last bool) int {
	data, last = record.View(data, pos, last, p.limits)
	switch p.row.read(data, pos, last); {
	case p.row.bad == none && p.row.end-pos <= p.limits.Size:
		return p.row.end
	case p.row.open(last) && len(data)-pos <= p.limits.Size:
		return 0
	}
	return line
}
