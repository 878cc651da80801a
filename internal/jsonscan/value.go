package jsonscan

import (
	"bytes"
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// Time reads a time in one of some layouts.
func (s *Scanner) Time(pos int, layouts []timefmt.Layout) (time.Time, int) {
	if s.data[pos] != '"' {
		return time.Time{}, Unsure
	}
	d := s.data[pos+1:]
	for i := range layouts {
		if t, n := layouts[i].Recent(&s.times, d); n > 0 && d[n] == '"' {
			return t, pos + n + 2
		}
	}
	text, next := s.raw(pos)
	if next < 0 {
		return time.Time{}, Unsure
	}
	for i := range layouts {
		if t, ok := layouts[i].Parse(text); ok {
			s.times.Learn(text)
			return t, next
		}
	}
	return time.Time{}, Unsure
}

// Addr reads an IP address.
func (s *Scanner) Addr(pos int) (netip.Addr, int) {
	if s.data[pos] != '"' {
		return netip.Addr{}, Unsure
	}
	d := s.data[pos+1:]
	if addr, n := intern.IPv4(d); n > 0 && d[n] == '"' {
		return addr, pos + n + 2
	}
	text, next := s.raw(pos)
	if next < 0 {
		return netip.Addr{}, Unsure
	}
	addr, ok := s.strings.Addr(text)
	if !ok {
		return netip.Addr{}, Unsure
	}
	return addr, next
}

// Bool reads true or false.
func (s *Scanner) Bool(pos int) (bool, int) {
	word, next := s.literal(pos)
	if next <= 0 || word == "null" {
		return false, Unsure
	}
	return word == "true", next
}

// Null reads null.
func (s *Scanner) Null(pos int) int {
	if word, next := s.literal(pos); word == "null" {
		return next
	}
	return Unsure
}

// literal reads true, false or null.
func (s *Scanner) literal(pos int) (string, int) {
	for _, word := range []string{"true", "false", "null"} {
		if bytes.HasPrefix(s.data[pos:s.end], []byte(word)) {
			if next := pos + len(word); next >= s.end || endsValue(s.data[next]) {
				return word, next
			}
		}
	}
	return "", Malformed
}
