package useractivity

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/intern"
)

// Percent is a percentage in hundredths of a percent, from 0 to 10000: 3333 is 33.33 percent.
type Percent int32

// String returns the percentage with two decimals, without a percent sign: "33.33".
func (p Percent) String() string {
	text, n := make([]byte, 0, len("-21474836.48")), int64(p)
	if n < 0 {
		text, n = append(text, '-'), -n
	}
	text = strconv.AppendInt(text, n/100, 10)
	return string(append(text, '.', byte('0'+n/10%10), byte('0'+n%10)))
}

// UnmarshalCSV reads decimal digits with exactly two decimals, from "0.00" to "100.00". Signs, leading zeros and
// white space are refused, and so is an empty cell.
func (p *Percent) UnmarshalCSV(cell string) error {
	*p = 0
	n, point := 0, len(cell)-len(".00")
	for i := range len(cell) {
		switch digit := cell[i] - '0'; {
		case digit <= 9 && i < len("100.00"):
			n = 10*n + int(digit)
		case i != point || cell[i] != '.':
			return notPercent(cell)
		}
	}
	if point < 1 || cell[point] != '.' || n > 100_00 || cell[0] == '0' && point > 1 {
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
	if p < 0 || p > 100_00 {
		return "", notPercent(p.String())
	}
	return p.String(), nil
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
	list = slices.Grow(list, 1+min(strings.Count(cell, ","), 9)) // there are ten in a report
	for more := true; more; {
		// IPv4 only looks at the bytes. An address with fewer than 16 of them left is for netip.
		ip, n := intern.IPv4(unsafe.Slice(unsafe.StringData(cell), len(cell)))
		if n > 0 && cell[n] == ',' {
			cell = cell[n+1:]
		} else {
			var text string
			var err error
			text, cell, more = strings.Cut(cell, ",")
			if ip, err = netip.ParseAddr(text); err != nil || ip.Zone() != "" {
				return fmt.Errorf("%q is not an IP address", text)
			}
		}
		list = append(list, ip)
	}
	*a = list
	return nil
}

// String returns the addresses joined by commas.
func (a Addrs) String() string {
	cell := make([]byte, 0, len("255.255.255.255,")*len(a))
	for i, ip := range a {
		if i > 0 {
			cell = append(cell, ',')
		}
		cell = ip.AppendTo(cell)
	}
	return string(cell)
}

// MarshalCSV writes the addresses joined by commas. It returns an error for what could not be read back: the zero
// Addr and one with a zone.
func (a Addrs) MarshalCSV() (string, error) {
	for _, ip := range a {
		if !ip.IsValid() || ip.Zone() != "" {
			return "", fmt.Errorf("%q cannot be written in a list of IP addresses", ip)
		}
	}
	return a.String(), nil
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
