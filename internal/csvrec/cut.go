package csvrec

import (
	"bytes"

	"github.com/flowtrail/flowtrail/internal/record"
)

// Cut implements [record.Parser]: it returns the length of a prefix of data that surely consists of whole rows. Reading the prefix
// alone finds the same rows as reading all of the stream. data begins where a row may begin.
//
// A line with an even number of quotes is a row, well-formed or not: were a quote open at its end, then the number would be
// odd, and a row that is malformed or too large ends with its first line. So only lines with an odd number are read.
func (p *Parser[T]) Cut(data []byte, last bool) int {
	safe, needed := 0, 0 // a cut before the one at safe must not be below needed
	for pos := 0; ; {
		begin, line := oddLine(data, pos)
		if begin < 0 {
			if end := lastLine(data, pos, last); end >= needed {
				return end
			}
			return safe
		}
		if begin >= needed {
			safe = begin
		}
		end, seen := p.rowEnd(data, begin, line, last)
		if end == 0 {
			return safe
		}
		pos, needed = end, max(needed, seen)
	}
}

// oddLine returns where the first line at or after data[pos] that has an odd number of quotes begins and ends; a negative place if
// there is none with an end.
func oddLine(data []byte, pos int) (begin, end int) {
	for {
		quote := bytes.IndexByte(data[pos:], '"')
		if quote < 0 {
			return -1, 0
		}
		quote += pos
		end = bytes.IndexByte(data[quote:], '\n')
		if end < 0 {
			return -1, 0
		}
		end += quote + 1
		if bytes.Count(data[quote:end], []byte{'"'})%2 != 0 {
			return pos + 1 + bytes.LastIndexByte(data[pos:quote], '\n'), end
		}
		pos = end
	}
}

// lastLine returns where the last line at or after data[pos] ends, pos if none does.
func lastLine(data []byte, pos int, last bool) int {
	if last {
		return len(data)
	}
	return pos + 1 + bytes.LastIndexByte(data[pos:], '\n')
}

// rowEnd returns where the row at pos ends, whose first line ends at the given place, and how much of data was seen to tell so. It
// returns 0 if data that follows may tell otherwise.
func (p *Parser[T]) rowEnd(data []byte, pos, line int, last bool) (end, seen int) {
	view, viewLast := record.View(data, pos, last, p.limits)
	p.row.read(view, pos, viewLast)
	switch {
	case p.row.bad == none && p.row.end-pos <= p.limits.Size:
		return p.row.end, p.row.end
	case p.row.bad == bareQuote || p.row.bad == afterQuote:
		return line, min(p.row.at+2, len(data)) // with the newline that may follow
	case len(view) < len(data): // and so too large
		return line, len(view) + 1
	case last:
		return line, len(data)
	}
	return 0, 0
}
