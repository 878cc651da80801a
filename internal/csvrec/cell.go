package csvrec

import (
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail/internal/scan"
	"github.com/flowtrail/flowtrail/internal/stamp"
)

// A Cell is the cell at hand. Its methods read it; a cell that they cannot read raises a doubt.
type Cell struct {
	text    []byte
	doubt   bool
	lost    bool // what was read is not what the cell holds
	strings scan.Interner
	times   [2]stamp.Cache // a connection may begin in one hour and end in the next
}

// lose says that the cell cannot be held by its variable.
func (c *Cell) lose() { c.doubt, c.lost = true, true }

// String reads any text.
func (c *Cell) String() string { return c.strings.String(c.text) }

// Time reads a time.
func (c *Cell) Time() time.Time {
	for i := range c.times {
		if t, n := c.times[i].Report(c.text[:cap(c.text)]); n == len(c.text) {
			return t
		}
	}
	t, ok := stamp.ParseReport(c.text)
	if !ok {
		t, ok = stamp.ParseISO(c.text)
	}
	if !ok {
		c.lose()
		return time.Time{}
	}
	c.times[0], c.times[1] = c.times[1], c.times[0]
	c.times[0].Learn(c.text)
	return t
}

// Addr reads an IP address.
func (c *Cell) Addr() netip.Addr {
	addr, ok := c.strings.Addr(c.text)
	if !ok {
		c.lose()
	}
	return addr
}

// Int reads decimal digits, up to limit.
func (c *Cell) Int(limit int64) int64 {
	n := uint64(0)
	for _, d := range c.text {
		if d -= '0'; d > 9 {
			c.lose()
			return 0
		}
		n = n*10 + uint64(d)
	}
	if n > uint64(limit) || len(c.text) > 19 || len(c.text) > 1 && c.text[0] == '0' {
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
func Word[E ~string](c *Cell, v *scan.Vocabulary[E]) E {
	word, ok := v.Find(c.text)
	if !ok {
		c.doubt = true
		return E(c.String())
	}
	return word
}
