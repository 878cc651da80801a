package csvrec

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// A cell is a place in the data.
type cell struct {
	start, end int
	quoted     bool // start and end are the places of the quotes' insides
	doubled    bool // there are doubled quotes in it
}

// A row is the reading of one line of cells, which may be several lines of text.
type row struct {
	cells []cell
	end   int // behind the newline
	bad   flaw
	at    int // of the flaw
}

// flaw says why a row cannot be split into cells.
type flaw uint8

const (
	none       flaw = iota
	unfinished      // the data ends before the row does
	openQuote       // a quote is not closed
	bareQuote       // a quote stands in a cell without quotes
	afterQuote      // text stands behind the closing quote
)

var flawMessage = map[flaw]string{
	openQuote:  "the quote is not closed",
	bareQuote:  "a quote stands in a cell that is not quoted",
	afterQuote: "text stands behind the closing quote",
}

// read splits the row that begins at pos into cells.
func (r *row) read(data []byte, pos int, last bool) {
	r.cells, r.bad = r.cells[:0], none
	n := bytes.IndexByte(data[pos:], '\n')
	switch {
	case n >= 0:
		r.end = pos + n + 1
	case last:
		n = len(data) - pos
		r.end = len(data)
	default:
		r.bad, r.at = unfinished, pos
		return
	}
	if bytes.IndexByte(data[pos:pos+n], '"') >= 0 {
		r.readQuoted(data, pos, last)
		return
	}
	stop := pos + n
	if stop > pos && data[stop-1] == '\r' {
		stop--
	}
	r.split(data, pos, stop)
}

const (
	ones   = 0x0101010101010101
	lows   = 0x7f * ones
	commas = ',' * ones
)

// split splits data[pos:stop], which has no quotes, at its commas. It reads eight bytes at a time, beyond stop as well.
func (r *row) split(data []byte, pos, stop int) {
	data = data[:cap(data)]
	start := pos
	for i := pos; i < stop; i += 8 {
		x := binary.LittleEndian.Uint64(data[i:]) ^ commas
		for m := ^((x&lows + lows) | x | lows); m != 0; m &= m - 1 { // the high bit of each byte that is a comma
			at := i + bits.TrailingZeros64(m)>>3
			if at >= stop {
				break
			}
			r.cells = append(r.cells, cell{start: start, end: at})
			start = at + 1
		}
	}
	r.cells = append(r.cells, cell{start: start, end: stop})
}

// readQuoted splits a row of which some cells are quoted.
func (r *row) readQuoted(data []byte, pos int, last bool) {
	i := pos
	for {
		c, ok := cell{}, false
		if i < len(data) && data[i] == '"' {
			c, i, ok = r.quoted(data, i, last)
		} else {
			c, i, ok = r.unquoted(data, i, last)
		}
		if !ok {
			return
		}
		r.cells = append(r.cells, c)
		if i < len(data) && data[i] == ',' {
			i++
			continue
		}
		r.end = min(i+1, len(data)) // behind the newline
		return
	}
}

// unquoted reads a cell without quotes and returns the place of the comma or newline behind it.
func (r *row) unquoted(data []byte, i int, last bool) (cell, int, bool) {
	start := i
	for ; i < len(data) && data[i] != ',' && data[i] != '\n'; i++ {
		if data[i] == '"' {
			r.bad, r.at = bareQuote, i
			return cell{}, 0, false
		}
	}
	if i == len(data) && !last {
		r.bad, r.at = unfinished, start
		return cell{}, 0, false
	}
	end := i
	if end > start && data[end-1] == '\r' && (i == len(data) || data[i] == '\n') {
		end--
	}
	return cell{start: start, end: end}, i, true
}

// quoted reads a cell in quotes and returns the place of the comma or newline behind it.
func (r *row) quoted(data []byte, i int, last bool) (cell, int, bool) {
	c := cell{start: i + 1, quoted: true}
	for i++; ; i += 2 {
		n := bytes.IndexByte(data[i:], '"')
		if n < 0 {
			if r.bad, r.at = unfinished, c.start-1; last {
				r.bad = openQuote
			}
			return c, 0, false
		}
		if i += n; i+1 == len(data) || data[i+1] != '"' {
			break
		}
		c.doubled = true
	}
	c.end = i
	i++
	if i < len(data) && data[i] == '\r' && (i+1 < len(data) && data[i+1] == '\n' || i+1 == len(data) && last) {
		i++
	}
	switch {
	case i == len(data) && !last, i+1 == len(data) && data[i] == '\r' && !last:
		r.bad, r.at = unfinished, c.start-1
		return c, 0, false
	case i < len(data) && data[i] != ',' && data[i] != '\n':
		r.bad, r.at = afterQuote, i
		return c, 0, false
	}
	return c, i, true
}

// text returns what a cell holds, in buf's memory if it is not in the data as such.
func (c cell) text(data, buf []byte) []byte {
	raw := data[c.start:c.end]
	if !c.doubled {
		return raw
	}
	buf = buf[:0]
	for i := 0; i < len(raw); i++ {
		buf = append(buf, raw[i])
		if raw[i] == '"' {
			i++
		}
	}
	return buf
}

// begin returns where the cell begins in the data, with its quote.
func (c cell) begin() int {
	if c.quoted {
		return c.start - 1
	}
	return c.start
}

// valid reports whether b is UTF-8.
func valid(b []byte) bool { return utf8.Valid(b) }
