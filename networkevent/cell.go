package networkevent

import (
	"fmt"
	"strconv"
	"time"

	"github.com/flowtrail/flowtrail/internal/text"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// Time is a time in a CSV cell, in UTC. The zero Time is an empty cell.
type Time struct{ time.Time }

// UnmarshalCSV reads the report's own layout ("2024-02-20 20:16:05.92 UTC") and RFC 3339.
func (t *Time) UnmarshalCSV(cell string) error {
	if cell == "" {
		*t = Time{}
		return nil
	}
	at, ok := parseTime([]byte(cell))
	if !ok {
		return fmt.Errorf("%q is not a time such as 2024-02-20 20:16:05.92 UTC", cell)
	}
	t.Time = at
	return nil
}

// MarshalCSV writes the report's own layout: two fraction digits, more only where two would change the time. It returns an
// error if the year does not have four digits.
func (t Time) MarshalCSV() (string, error) {
	if t.IsZero() {
		return "", nil
	}
	var cell text.Buffer
	new(timefmt.Printer).Report(&cell, t.Time)
	return string(cell), timefmt.Refuse(t.Time)
}

func parseTime(cell []byte) (time.Time, bool) {
	if t, ok := timefmt.ParseReport(cell); ok {
		return t, true
	}
	return timefmt.ParseISO(cell)
}

// Bytes is a byte count in a CSV cell. Valid is false for an empty cell, which is not a count of zero.
type Bytes struct {
	Int64 int64
	Valid bool
}

// UnmarshalCSV reads decimal digits.
func (b *Bytes) UnmarshalCSV(cell string) error {
	n, err := parseDigits(cell, 63)
	*b = Bytes{Int64: int64(n), Valid: cell != "" && err == nil}
	return err
}

// MarshalCSV writes decimal digits, or nothing if b is not valid.
func (b Bytes) MarshalCSV() (string, error) {
	if !b.Valid {
		return "", nil
	}
	return strconv.FormatInt(b.Int64, 10), nil
}

// Port is a port number in a CSV cell. Valid is false for an empty cell.
type Port struct {
	Uint16 uint16
	Valid  bool
}

// UnmarshalCSV reads decimal digits.
func (p *Port) UnmarshalCSV(cell string) error {
	n, err := parseDigits(cell, 16)
	*p = Port{Uint16: uint16(n), Valid: cell != "" && err == nil}
	return err
}

// MarshalCSV writes decimal digits, or nothing if p is not valid.
func (p Port) MarshalCSV() (string, error) {
	if !p.Valid {
		return "", nil
	}
	return strconv.FormatUint(uint64(p.Uint16), 10), nil
}

// parseDigits reads a number of up to so many bits, which is 0 for an empty cell. Signs, leading zeros and white
// space are refused.
func parseDigits(cell string, bits int) (uint64, error) {
	if cell == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(cell, 10, bits)
	if err != nil || cell[0] == '0' && len(cell) > 1 || cell[0] == '+' {
		return 0, fmt.Errorf("%q is not a number of decimal digits below %d", cell, uint64(1)<<bits)
	}
	return n, nil
}
