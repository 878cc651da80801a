package useractivity

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"strings"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/csvrec"
	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/text"
)

// Percent is a percentage in hundredths of a percent, from 0 to 10000: 3333 is 33.33 percent.
type Percent int32

// String returns the percentage with two decimals, without a percent sign: "33.33".
func (p Percent) String() string {
	var b text.Buffer
	p.write(&b)
	return string(b)
}

func (p Percent) write(b *text.Buffer) {
	n := int64(p)
	if n < 0 {
		b.Byte('-')
		n = -n
	}
	b.Uint(uint64(n / 100))
	b.Fraction(int(n%100), 2)
}

// UnmarshalCSV reads decimal digits with exactly two decimals, from "0.00" to "100.00". Signs, leading zeros and
// white space are refused, and so is an empty cell.
func (p *Percent) UnmarshalCSV(cell string) error {
	*p = 0
	n, point := 0, len(cell)-len(".00")
	if point < 1 || point > len("100") || cell[point] != '.' || cell[0] == '0' && point > 1 {
		return notPercent(cell)
	}
	for i := range len(cell) {
		if digit := cell[i] - '0'; digit <= 9 {
			n = 10*n + int(digit)
		} else if i != point {
			return notPercent(cell)
		}
	}
	if n > 100_00 {
		return notPercent(cell)
	}
	*p = Percent(n)
	return nil
}

func notPercent(cell string) error {
	return fmt.Errorf("%q is not a percentage from 0.00 to 100.00 with two decimals", cell)
}

// MarshalCSV writes the percentage with two decimals. It returns an error if p is not from 0 to 10000.
func (p Percent) MarshalCSV() (string, error) {
	if err := p.refuse(); err != nil {
		return "", err
	}
	return p.String(), nil
}

// append appends a cell.
func (p Percent) append(row *csvrec.RowBuffer) error {
	p.write(&row.Buffer)
	return p.refuse()
}

// refuse returns an error if p cannot be written.
func (p Percent) refuse() error {
	if p < 0 || p > 100_00 {
		return notPercent(p.String())
	}
	return nil
}

// MarshalJSON writes a number with two decimals, as [Percent.MarshalCSV] does.
func (p Percent) MarshalJSON() ([]byte, error) {
	cell, err := p.MarshalCSV()
	return []byte(cell), err
}

// UnmarshalJSON reads a number from 0 to 100 with up to two decimals.
func (p *Percent) UnmarshalJSON(data []byte) error {
	whole, decimals, _ := strings.Cut(string(data), ".")
	if len(decimals) < 2 {
		decimals += "00"[len(decimals):]
	}
	if err := p.UnmarshalCSV(whole + "." + decimals); err != nil {
		return fmt.Errorf("%s is not a percentage from 0 to 100 with up to two decimals", data)
	}
	return nil
}

// Addrs is a list of addresses in a cell.
type Addrs []netip.Addr

// UnmarshalCSV reads addresses, IPv4 or IPv6 without a zone, joined by commas, into the memory of those that *a had. An empty cell is
// an empty list.
func (a *Addrs) UnmarshalCSV(cell string) error {
	list := (*a)[:0]
	*a = nil
	if cell == "" {
		return nil
	}
	if cap(list) == 0 {
		list = make(Addrs, 0, 1+min(strings.Count(cell, ","), 9)) // there are ten in a report
	}
	for more := true; more; {
		ip, n := intern.IPv4(unsafe.Slice(unsafe.StringData(cell), len(cell)))
		if n == 0 || n < len(cell) && cell[n] != ',' {
			first, _, _ := strings.Cut(cell, ",")
			var err error
			if ip, err = netip.ParseAddr(first); err != nil || ip.Zone() != "" {
				return fmt.Errorf("%q is not an IP address", first)
			}
			n = len(first)
		}
		list = append(list, ip)
		if more = n < len(cell); more {
			cell = cell[n+1:]
		}
	}
	*a = list
	return nil
}

// String returns the addresses joined by commas.
func (a Addrs) String() string {
	b := make(text.Buffer, 0, len("255.255.255.255,")*len(a))
	a.write(&b)
	return string(b)
}

func (a Addrs) write(b *text.Buffer) {
	for i, ip := range a {
		if i > 0 {
			b.Byte(',')
		}
		b.Addr(ip)
	}
}

// MarshalCSV writes the addresses joined by commas. It returns an error for what could not be read back: the zero
// Addr and one with a zone.
func (a Addrs) MarshalCSV() (string, error) {
	if err := a.refuse(); err != nil {
		return "", err
	}
	return a.String(), nil
}

// append appends a cell, in quotes if it has commas.
func (a Addrs) append(row *csvrec.RowBuffer) error {
	if len(a) > 1 {
		row.Byte('"')
		a.write(&row.Buffer)
		row.Byte('"')
	} else {
		a.write(&row.Buffer)
	}
	return a.refuse()
}

// refuse returns an error if a cannot be written.
func (a Addrs) refuse() error {
	for _, ip := range a {
		if !ip.IsValid() || ip.Zone() != "" {
			return fmt.Errorf("%q cannot be written in a list of IP addresses", ip)
		}
	}
	return nil
}

// MarshalJSON writes an array of strings, of what [Addrs.MarshalCSV] does not refuse.
func (a Addrs) MarshalJSON() ([]byte, error) {
	if _, err := a.MarshalCSV(); err != nil {
		return nil, err
	}
	return json.Marshal(append([]netip.Addr{}, a...)) // an empty list is no null
}

// UnmarshalJSON reads an array of strings, each an address as in a cell. An empty array is nil, as an empty cell is.
func (a *Addrs) UnmarshalJSON(data []byte) error {
	*a = nil
	var list []netip.Addr
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	if _, err := Addrs(list).MarshalCSV(); err != nil || len(list) == 0 {
		return err
	}
	*a = list
	return nil
}
