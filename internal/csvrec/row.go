package csvrec

import (
	"bytes"
	"fmt"
)

// A cell is a place in the data.
type cell struct {
	start, end int32
	quoted     bool // start and end are those of what stands between the quotes
	doubled    bool // there are doubled quotes in it
}

// A row is the reading of one line of cells, which may be several lines of text.
type row struct {
	cells []cell
	end   int // after the newline
	bad   flaw
	at    int // of the flaw
}

// flaw says why a row cannot be split into cells.
type flaw uint8

const (
	none       flaw = iota
	unfinished      // the data ends before the row does
	openQuote       // a quote is not closed in the data
	bareQuote       // a quote stands in a cell without quotes
	afterQuote      // text stands after the closing quote
)

var flawMessage = map[flaw]string{
	unfinished: "the line does not end",
	openQuote:  "the quote is not closed",
	bareQuote:  "a quote stands in a cell that is not quoted",
	afterQuote: "text stands after the closing quote",
}

// cellCounts says that a row has more or fewer cells than the header.
func cellCounts(row, header int) string {
	if row == 1 {
		return fmt.Sprintf("the row has 1 cell, the header %d", header)
	}
	return fmt.Sprintf("the row has %d cells, the header %d", row, header)
}

// read splits the row that begins at pos into cells.
func (r *row) read(data []byte, pos int, last bool) {
	r.cells, r.bad = r.cells[:0], none
	for more := true; more; {
		pos, more = r.next(data, pos, last)
	}
	r.end = pos
}

// next reads the cell that begins at i. It returns what begins after it, and whether that is another cell.
func (r *row) next(data []byte, i int, last bool) (int, bool) {
	if i < len(data) && data[i] == '"' {
		return r.quoted(data, i, last)
	}
	start := i
	for i < len(data) && data[i] != ',' && data[i] != '\n' && data[i] != '"' {
		i++
	}
	switch {
	case i == len(data) && !last:
		return r.fail(unfinished, start)
	case i < len(data) && data[i] == '"':
		return r.fail(bareQuote, i)
	}
	end := i
	if (i == len(data) || data[i] == '\n') && end > start && data[end-1] == '\r' {
		end--
	}
	r.cells = append(r.cells, cell{start: int32(start), end: int32(end)})
	return afterCell(data, i)
}

// quoted does what next does for a cell in quotes.
func (r *row) quoted(data []byte, i int, last bool) (int, bool) {
	c := cell{start: int32(i + 1), quoted: true}
	for i++; ; i += 2 {
		n := bytes.IndexByte(data[i:], '"')
		if n < 0 {
			return r.fail(openQuote, c.begin())
		}
		if i += n; i+1 == len(data) || data[i+1] != '"' {
			break
		}
		c.doubled = true
	}
	c.end = int32(i)
	i++
	if i < len(data) && data[i] == '\r' && (i+1 < len(data) && data[i+1] == '\n' || i+1 == len(data) && last) {
		i++
	}
	switch {
	case i == len(data) && !last, i+1 == len(data) && data[i] == '\r' && !last:
		return r.fail(unfinished, c.begin())
	case i < len(data) && data[i] != ',' && data[i] != '\n':
		return r.fail(afterQuote, i)
	}
	r.cells = append(r.cells, c)
	return afterCell(data, i)
}

func (r *row) fail(bad flaw, at int) (int, bool) {
	r.bad, r.at = bad, at
	return at, false
}

// afterCell returns what begins after the end of a cell, and whether that is another cell.
func afterCell(data []byte, end int) (int, bool) {
	if end == len(data) {
		return end, false
	}
	return end + 1, data[end] == ','
}

// open reports whether more data may mend the flaw.
func (r *row) open(last bool) bool { return !last && (r.bad == unfinished || r.bad == openQuote) }

// text returns what a cell holds, in buf's memory if it is not in the data as such.
func (c cell) text(data, buf []byte) []byte {
	if !c.doubled {
		return data[c.start:c.end]
	}
	return c.appendText(buf[:0], data)
}

// appendText appends what a cell with doubled quotes holds.
func (c cell) appendText(dst, data []byte) []byte {
	for i := c.start; i < c.end; i++ {
		dst = append(dst, data[i])
		if data[i] == '"' {
			i++
		}
	}
	return dst
}

// begin returns where the cell begins in the data, with its quote.
func (c cell) begin() int {
	if c.quoted {
		return int(c.start) - 1
	}
	return int(c.start)
}
