package csvrec

import (
	"bytes"

	"github.com/flowtrail/flowtrail/internal/record"
)

// Cut implements [record.Parser].
//
// A line with an even number of quotes is a row, or several if some are blank: were a quote open at its end, then the number would
// be odd, and a row that is malformed or too large ends with its first line. So only lines with an odd number are looked at.
func (p *Parser[T]) Cut(data []byte, last bool) int {
	cut, pos, needed := 0, 0, 0
	for {
		quote := bytes.IndexByte(data[pos:], '"')
		if quote < 0 {
			break
		}
		quote += pos
		line := bytes.IndexByte(data[quote:], '\n') + 1
		if line == 0 {
			break
		}
		line += quote
		end := line
		if bytes.Count(data[quote:line], []byte{'"'})%2 != 0 {
			begin := pos + 1 + bytes.LastIndexByte(data[pos:quote], '\n')
			var seen int
			if end, seen = p.rowEnd(data, begin, line, last); end == 0 {
				if begin >= needed {
					cut = begin
				}
				return cut
			}
			needed = max(needed, seen)
		}
		if pos = end; pos >= needed {
			cut = pos
		}
	}
	if end := lastLine(data, pos, last); end >= needed || last {
		cut = end
	}
	return cut
}

// lastLine returns where the last line at or after data[pos] ends, which has no open quote.
func lastLine(data []byte, pos int, last bool) int {
	if last {
		return len(data)
	}
	return pos + 1 + bytes.LastIndexByte(data[pos:], '\n')
}

// rowEnd returns where the row at pos ends, whose first line does at the given place, and how much of the data it takes to tell
// that. It returns 0 if more data may tell otherwise.
func (p *Parser[T]) rowEnd(data []byte, pos, line int, last bool) (end, seen int) {
	data, last = record.View(data, pos, last, p.limits)
	switch p.row.read(data, pos, last); {
	case p.row.bad == none && p.row.end-pos <= p.limits.Size:
		return p.row.end, p.row.end
	case p.row.bad == none:
		return line, p.row.end
	case p.row.open(last):
		if len(data)-pos <= p.limits.Size {
			return 0, 0
		}
		return line, len(data)
	}
	return line, min(p.row.at+2, len(data))
}
