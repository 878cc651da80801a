package csvrec

import (
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// A Cell is the cell at hand. Its methods read it; a cell that they cannot read raises a doubt.
type Cell struct {
	text      []byte // of the cell; and while it is open, what follows it
	open      bool   // where it ends is not yet known
	delimiter byte   // that it ends with
	doubt     bool
	lost      bool // what was read is not what the cell holds
	strings   intern.Interner
	times     [2]timefmt.Hour // a connection may begin in one hour and end in the next
}

// begin makes the cell that rest begins with the one at hand.
func (c *Cell) begin(rest []byte, delimiter byte) {
	c.text, c.open, c.delimiter = rest, true, delimiter
}

// set makes text the cell at hand.
func (c *Cell) set(text []byte) { c.text, c.open = text, false }

// ends reports whether the cell is n bytes long.
func (c *Cell) ends(n int) bool {
	if c.open && c.text[:n+1][n] == c.delimiter {
		c.set(c.text[:n])
	}
	return !c.open && n == len(c.text)
}

// bytes returns the text of the cell.
func (c *Cell) bytes() []byte {
	for n := 0; c.open; n++ {
		if n == len(c.text) || c.text[n] == c.delimiter || c.text[n] == '\r' || c.text[n] == '\n' {
			c.set(c.text[:n])
		}
	}
	return c.text
}

// lose says that the cell cannot be held by its variable.
func (c *Cell) lose() { c.doubt, c.lost = true, true }

// String reads any text.
func (c *Cell) String() string { return c.strings.String(c.bytes()) }

// Time reads a time.
func (c *Cell) Time() time.Time {
	for i := range c.times {
		if t, n := c.times[i].Report(c.text[:cap(c.text)]); n > 0 && c.ends(n) {
			return t
		}
	}
	text := c.bytes()
	t, ok := timefmt.ParseReport(text)
	if !ok {
		t, ok = timefmt.ParseISO(text)
	}
	if !ok {
		c.lose()
		return time.Time{}
	}
	c.times[0], c.times[1] = c.times[1], c.times[0]
	c.times[0].Learn(text)
	return t
}

// Addr reads an IP address.
func (c *Cell) Addr() netip.Addr {
	if addr, n := intern.IPv4(c.text[:cap(c.text)]); n > 0 && c.ends(n) {
		return addr
	}
	addr, ok := c.strings.Addr(c.bytes())
	if !ok {
		c.lose()
	}
	return addr
}

// Int reads decimal digits, up to limit.
func (c *Cell) Int(limit int64) int64 {
	digits, n := 0, uint64(0)
	for digits < len(c.text) && c.text[digits]-'0' <= 9 {
		n = n*10 + uint64(c.text[digits]-'0')
		digits++
	}
	if !c.ends(digits) || n > uint64(limit) || digits > 19 || digits > 1 && c.text[0] == '0' {
		c.lose()
		return 0
	}
	return int64(n)
}

// Unmarshal reads a cell by the hook that its type has for gocsv.
func (c *Cell) Unmarshal(v interface{ UnmarshalCSV(string) error }) {
	if v.UnmarshalCSV(c.String()) != nil {
		c.lose()
	}
}

// Word reads a word of the vocabulary v.
func Word[E ~string](c *Cell, v *jsonscan.Vocabulary[E]) E {
	for _, word := range v.Words() {
		if len(word) <= len(c.text) && string(c.text[:len(word)]) == string(word) && c.ends(len(word)) {
			return word
		}
	}
	c.doubt = true
	return E(c.String())
}
