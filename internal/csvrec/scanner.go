package csvrec

import (
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// A Scanner reads the values of cells. Each of its methods reads the cell that begins at data[pos] and returns where it ends, or 0
// if it cannot be read. At least record.Padding bytes of data follow pos.
type Scanner struct {
	delimiter byte // that the cell ends with, unless size says how long it is
	size      int  // of the cell if it is all of data but the padding; -1 if that is not known
	lost      bool // a cell was not read, because its variable cannot hold the value
	strings   intern.Interner
	times     [2]timefmt.Hour // a connection may begin in one hour and end in the next
}

// ends reports whether the cell ends at data[i].
func (s *Scanner) ends(data []byte, i int) bool {
	if s.size >= 0 {
		return i == s.size
	}
	return i < len(data) && (data[i] == s.delimiter || s.delimiter == '\n' && data[i] == '\r')
}

// end returns where the cell at pos ends: no later than its line, whatever follows.
func (s *Scanner) end(data []byte, pos int) int {
	if s.size >= 0 {
		return s.size
	}
	for pos < len(data) && data[pos] != ',' && data[pos] != '\n' && data[pos] != '\r' {
		pos++
	}
	return pos
}

// unrepresentable says that a cell cannot be held by its variable.
func (s *Scanner) unrepresentable() int {
	s.lost = true
	return 0
}

// text reads any text.
func (s *Scanner) text(data []byte, pos int) (string, int) {
	end := s.end(data, pos)
	return s.strings.String(data[pos:end]), end
}

func (s *Scanner) time(data []byte, pos int) (time.Time, int) {
	for i := range s.times {
		if t, n := s.times[i].Report(data[pos:]); n > 0 && s.ends(data, pos+n) {
			return t, pos + n
		}
	}
	end := s.end(data, pos)
	text := data[pos:end]
	t, ok := timefmt.ParseReport(text)
	if !ok {
		t, ok = timefmt.ParseISO(text)
	}
	if !ok {
		return time.Time{}, s.unrepresentable()
	}
	s.times[0], s.times[1] = s.times[1], s.times[0]
	s.times[0].Learn(text)
	return t, end
}

func (s *Scanner) addr(data []byte, pos int) (netip.Addr, int) {
	if addr, n := intern.IPv4(data[pos:]); n > 0 && s.ends(data, pos+n) {
		return addr, pos + n
	}
	end := s.end(data, pos)
	addr, ok := s.strings.Addr(data[pos:end])
	if !ok {
		return netip.Addr{}, s.unrepresentable()
	}
	return addr, end
}

// integer reads decimal digits, up to limit.
func (s *Scanner) integer(data []byte, pos int, limit uint64) (uint64, int) {
	end, n := pos, uint64(0)
	if s.size >= 0 {
		data = data[:s.size] // what follows may be digits of another cell, or of an earlier one
	}
	for end < len(data) && data[end]-'0' <= 9 {
		n = n*10 + uint64(data[end]-'0')
		end++
	}
	if !s.ends(data, end) || n > limit || uint(end-pos-1) > 18 || data[pos] == '0' && end > pos+1 {
		return 0, s.unrepresentable()
	}
	return n, end
}
