package csvrec

import (
	"encoding/binary"
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/text"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// A Scanner reads the values of cells. Each of its methods reads the value at data[pos] and returns where it ends, or 0 if it
// cannot be read. Unless the Scanner knows where the cell ends, its caller makes sure that it ends there.
type Scanner struct {
	data    []byte // with its padding: at least record.Padding bytes follow a cell
	stop    int    // the end of the cell; -1 if it is not known
	lost    bool   // a cell was not read, because its variable cannot hold the value
	strings intern.Interner
	times   [2]timefmt.Hour // a connection may begin in one hour and end in the next
}

// ends reports whether the cell may end at i.
func (s *Scanner) ends(i int) bool { return s.stop < 0 || i == s.stop }

// end returns where the cell at pos ends or, if that is not known, its first byte that is no plain text: no later than its line ends.
func (s *Scanner) end(pos int) int {
	if s.stop >= 0 {
		return s.stop
	}
	return special(s.data, pos, commas)
}

// unrepresentable says that a cell cannot be held by its variable.
func (s *Scanner) unrepresentable() int {
	s.lost = true
	return 0
}

// text reads any text.
func (s *Scanner) text(pos int) (string, int) {
	end := s.end(pos)
	return s.strings.String(s.data[pos:end]), end
}

func (s *Scanner) time(pos int) (time.Time, int) {
	for i := range s.times {
		if t, n := s.times[i].Report(s.data[pos:]); n > 0 && s.ends(pos+n) {
			return t, pos + n
		}
	}
	end := s.end(pos)
	cell := s.data[pos:end]
	t, ok := timefmt.ParseReport(cell)
	if !ok {
		t, ok = timefmt.ParseISO(cell)
	}
	if !ok {
		return time.Time{}, s.unrepresentable()
	}
	s.times[0], s.times[1] = s.times[1], s.times[0]
	s.times[0].Learn(cell)
	return t, end
}

func (s *Scanner) addr(pos int) (netip.Addr, int) {
	if addr, n := intern.IPv4(s.data[pos:]); n > 0 && s.ends(pos+n) {
		return addr, pos + n
	}
	end := s.end(pos)
	addr, ok := s.strings.Addr(s.data[pos:end])
	if !ok {
		return netip.Addr{}, s.unrepresentable()
	}
	return addr, end
}

// integer reads decimal digits, up to limit.
func (s *Scanner) integer(pos int, limit uint64) (uint64, int) {
	n, digits := text.Digits(binary.LittleEndian.Uint64(s.data[pos : pos+8]))
	if digits == 8 {
		n, digits = text.Number(s.data[pos:])
	}
	if digits == 0 || n > limit || !s.ends(pos+digits) || digits > 1 && s.data[pos] == '0' {
		return 0, s.unrepresentable()
	}
	return n, pos + digits
}
