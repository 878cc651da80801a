package csvrec

import (
	"bytes"
	"encoding/binary"
	"math/bits"
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
	end   int  // behind the newline
	ascii bool // all of it is ASCII
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
	unfinished: "the line does not end",
	openQuote:  "the quote is not closed",
	bareQuote:  "a quote stands in a cell that is not quoted",
	afterQuote: "text stands behind the closing quote",
}

const (
	ones     = 0x0101010101010101
	lows     = 0x7f * ones
	highs    = 0x80 * ones
	commas   = ',' * ones
	newlines = '\n' * ones
	quotes   = '"' * ones
	gather   = 0x0102040810204080 // moves the lowest bits of eight bytes side by side, into the highest byte

	blockSize = 64
)

// marks returns a word with a bit set for each of the 64 bytes that d begins with that is a comma, a newline or a quote,
// and whether all of them are ASCII.
func marks(d []byte) (found uint64, ascii bool) {
	d = d[:blockSize]
	seen := uint64(0)
	for i := 0; i < blockSize; i += 8 {
		w := binary.LittleEndian.Uint64(d[i:])
		seen |= w
		comma, newline, quote := w^commas, w^newlines, w^quotes
		others := (comma&lows + lows | comma) & (newline&lows + lows | newline) & (quote&lows + lows | quote)
		found |= (^others & highs) >> 7 * gather >> 56 << i
	}
	return found, seen&highs == 0
}

// read splits the row that begins at pos into cells.
func (r *row) read(data []byte, pos int, last bool) {
	r.cells, r.bad, r.ascii = r.cells[:0], none, true
	if n := bytes.IndexByte(data[pos:], '\n'); n >= 0 && bytes.IndexByte(data[pos:pos+n], '"') < 0 {
		r.readPlain(data, pos, pos+n)
	} else {
		r.readAny(data, pos, last)
	}
}

// readPlain splits data[pos:stop], a row without quotes that ends with a newline. It reads a block at a time, beyond the data
// as well.
func (r *row) readPlain(data []byte, pos, stop int) {
	padded := data[:cap(data)]
	seen := uint64(0)
	start := pos // of the cell
	for i := pos; i < stop; i += blockSize {
		found := uint64(0)
		for k := 0; k < blockSize; k += 8 {
			w := binary.LittleEndian.Uint64(padded[i+k:])
			seen |= w
			comma := w ^ commas
			found |= (^(comma&lows + lows | comma) & highs) >> 7 * gather >> 56 << k
		}
		if left := stop - i; left < blockSize {
			found &= 1<<left - 1
		}
		for ; found != 0; found &= found - 1 {
			at := i + bits.TrailingZeros64(found)
			r.cells = append(r.cells, cell{start: int32(start), end: int32(at)})
			start = at + 1
		}
	}
	r.finish(data, start, stop)
	r.end, r.ascii = stop+1, seen&highs == 0
}

// readAny splits the row that begins at pos. It reads a block at a time, beyond the data as well.
func (r *row) readAny(data []byte, pos int, last bool) {
	padded := data[:cap(data)]
	start := pos // of the cell
	for i := pos; i < len(data); i += blockSize {
		found, ascii := marks(padded[i:])
		r.ascii = r.ascii && ascii
		for ; found != 0; found &= found - 1 {
			at := i + bits.TrailingZeros64(found)
			if at >= len(data) {
				break
			}
			switch data[at] {
			case ',':
				r.cells = append(r.cells, cell{start: int32(start), end: int32(at)})
				start = at + 1
				continue
			case '\n':
				r.finish(data, start, at)
				r.end = at + 1
				return
			}
			r.ascii = false // not looked at any further
			if at != start {
				r.bad, r.at = bareQuote, at
				return
			}
			next, ok := r.quoted(data, at, last)
			if !ok {
				return
			}
			if next == len(data) || data[next] == '\n' {
				r.end = min(next+1, len(data))
				return
			}
			start = next + 1
			i = start - blockSize // go on there
			break
		}
	}
	if !last {
		r.bad, r.at = unfinished, start
		return
	}
	r.finish(data, start, len(data))
	r.end = len(data)
}

// finish ends the row with the cell from start to end, but for a carriage return.
func (r *row) finish(data []byte, start, end int) {
	if end > start && data[end-1] == '\r' {
		end--
	}
	r.cells = append(r.cells, cell{start: int32(start), end: int32(end)})
}

// quoted reads the cell in quotes that begins at i, and returns the place of the comma or newline behind it.
func (r *row) quoted(data []byte, i int, last bool) (int, bool) {
	c := cell{start: int32(i + 1), quoted: true}
	for i++; ; i += 2 {
		n := bytes.IndexByte(data[i:], '"')
		if n < 0 {
			if r.bad, r.at = unfinished, int(c.start)-1; last {
				r.bad = openQuote
			}
			return 0, false
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
		r.bad, r.at = unfinished, int(c.start)-1
		return 0, false
	case i < len(data) && data[i] != ',' && data[i] != '\n':
		r.bad, r.at = afterQuote, i
		return 0, false
	}
	r.cells = append(r.cells, c)
	return i, true
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
		return int(c.start) - 1
	}
	return int(c.start)
}
