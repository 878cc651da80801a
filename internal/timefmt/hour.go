package timefmt

import (
	"encoding/binary"
	"time"

	"github.com/flowtrail/flowtrail/internal/text"
)

// A Hour reads times in the hour of an earlier time without computing the date again. The zero Hour is ready.
type Hour struct {
	first, last uint64 // the bytes 0 to 7 and 5 to 12 of a time, such as "2025-07-25T18"
	begin       int64  // Unix time of the hour; 0 when there is none
}

const (
	hourLen = len("2006-01-02T15")
	room    = len("2006-01-02T15:04:05.000000000+00:00 ") // that is read
)

// scales has how many nanoseconds a unit of a fraction with so many digits is.
var scales = [...]int{1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 10}

// ISO reads the time in UTC that d begins with, if it lies in the hour of the last one learnt, and returns its length; 0 if
// it does not. More of d is looked at than the time has bytes.
func (c *Hour) ISO(d []byte) (time.Time, int) {
	t, n := c.clock(d, 'T')
	switch {
	case n == 0:
		return t, 0
	case string(d[n:n+6]) == "+00:00":
		return t, n + 6
	case d[n] == 'Z':
		return t, n + 1
	}
	return t, 0
}

// Minute does the same for a time without seconds.
func (c *Hour) Minute(d []byte) (time.Time, int) {
	const n = len("2006-01-02T15:04Z")
	if !c.knows(d, 'T') || d[hourLen] != ':' || d[n-1] != 'Z' {
		return time.Time{}, 0
	}
	m1, m0 := d[hourLen+1]-'0', d[hourLen+2]-'0'
	if m1 > 5 || m0 > 9 {
		return time.Time{}, 0
	}
	return time.Unix(c.begin+int64(m1*10+m0)*60, 0).UTC(), n
}

// knows reports whether d begins with the hour, and has sep before its time of day. No hour before 1970 is known: in one of them lies the
// zero time.
func (c *Hour) knows(d []byte, sep byte) bool {
	return c.begin > 0 && len(d) >= room && d[10] == sep &&
		binary.LittleEndian.Uint64(d) == c.first && binary.LittleEndian.Uint64(d[5:]) == c.last
}

// Report does the same for a time as reports have it.
func (c *Hour) Report(d []byte) (time.Time, int) {
	t, n := c.clock(d, ' ')
	if n == 0 || string(d[n:n+4]) != " UTC" {
		return t, 0
	}
	return t, n + 4
}

// clock reads everything but the zone.
func (c *Hour) clock(d []byte, sep byte) (time.Time, int) {
	if !c.knows(d, sep) {
		return time.Time{}, 0
	}
	clock := d[hourLen:room]
	m1, m0, s1, s0 := clock[1]-'0', clock[2]-'0', clock[4]-'0', clock[5]-'0'
	if clock[0] != ':' || clock[3] != ':' || m1 > 5 || m0 > 9 || s1 > 5 || s0 > 9 {
		return time.Time{}, 0
	}
	n, nsec := hourLen+6, 0
	if d[n] == '.' {
		fraction, digits := text.Digits(binary.LittleEndian.Uint64(d[n+1:]))
		if digits == 0 {
			return time.Time{}, 0
		}
		nsec = int(fraction) * scales[digits]
		if n += 1 + digits; digits == 8 && d[n]-'0' <= 9 {
			nsec += int(d[n] - '0')
			n++
		}
	}
	return time.Unix(c.begin+int64(m1*10+m0)*60+int64(s1*10+s0), int64(nsec)).UTC(), n
}

// Learn remembers the hour of a time that was read from text, in either layout.
func (c *Hour) Learn(text []byte) {
	var full [19]byte
	copy(full[:], text[:hourLen])
	copy(full[hourLen:], ":00:00")
	t, _ := parse(full[:], text[10])
	c.first, c.last = binary.LittleEndian.Uint64(full[:]), binary.LittleEndian.Uint64(full[5:])
	c.begin = t.Unix()
}
