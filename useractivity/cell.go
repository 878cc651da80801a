package useractivity

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

// Percent is a percentage in hundredths of a percent, from 0 to 10000: 3333 is 33.33 percent.
type Percent int32

// String returns the percentage with two decimals, without a percent sign: "33.33".
func (p Percent) String() string {
	sign, n := "", int64(p)
	if n < 0 {
		sign, n = "-", -n
	}
	return fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
}

// UnmarshalCSV reads decimal digits with exactly two decimals, from "0.00" to "100.00". Signs, leading zeros and
// white space are refused, and so is an empty cell.
func (p *Percent) UnmarshalCSV(cell string) error {
	*p = 0
	whole, decimals, _ := strings.Cut(cell, ".")
	n, err := strconv.ParseUint(whole+decimals, 10, 16)
	if err != nil || n > 100_00 || whole == "" || len(decimals) != 2 || cell[0] == '0' && len(whole) > 1 {
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

// Addrs is a list of addresses in a cell.
type Addrs []netip.Addr

// UnmarshalCSV reads addresses, IPv4 or IPv6 without a zone, joined by commas. An empty cell is an empty list.
func (a *Addrs) UnmarshalCSV(cell string) error {
	*a = nil
	if cell == "" {
		return nil
	}
	var list Addrs
	for text := range strings.SplitSeq(cell, ",") {
		ip, err := netip.ParseAddr(text)
		if err != nil || ip.Zone() != "" {
			return fmt.Errorf("%q is not an IP address", text)
		}
		list = append(list, ip)
	}
	*a = list
	return nil
}

// String returns the addresses joined by commas.
func (a Addrs) String() string {
	var cell []byte
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
