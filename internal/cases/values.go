package cases

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/flowtrail/flowtrail/internal/declare"
)

// respelled returns another text of the same time or address, if what is declared of it allows for one.
func respelled(v *declare.Value, text string, c Choices) string {
	switch v.Kind {
	case declare.Time:
		if slices.Contains(v.Formats, declare.DateTime) {
			return respelledTime(text, c)
		}
	case declare.Address:
		if addr, err := netip.ParseAddr(text); err == nil && addr.Is6() && !addr.Is4In6() {
			return one(c, []string{text, strings.ToUpper(text), addr.StringExpanded()})
		}
	}
	return text
}

// respelledTime writes a time that has seconds in RFC 3339.
func respelledTime(text string, c Choices) string {
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		if at, err = time.Parse("2006-01-02 15:04:05 UTC", text); err != nil {
			return text
		}
	}
	abroad := time.FixedZone("", (5*60+30)*60)
	return one(c, []string{
		text, at.UTC().Format(time.RFC3339Nano), at.UTC().Format("2006-01-02T15:04:05.999999999-07:00"),
		at.Format("2006-01-02T15:04:05.000000000Z07:00"), at.In(abroad).Format(time.RFC3339Nano),
	})
}

// respelledNumber writes a number with other digits of the same value, such as 338.0 or 1e3 for an integer.
func respelledNumber(text string, c Choices) string {
	if strings.ContainsAny(text, "eE") {
		return text
	}
	whole, fraction, broken := strings.Cut(text, ".")
	zeros := len(whole) - len(strings.TrimRight(whole, "0"))
	if broken || strings.Trim(whole, "-0") == "" {
		zeros = 0
	}
	point := ".0"
	if broken {
		point = "." + fraction + "0"
	}
	return one(c, []string{
		text,
		whole + point,
		integer(whole[:len(whole)-zeros]+fraction) + "e" + strconv.Itoa(zeros-len(fraction)),
		integer(whole+fraction+"0") + "E" + strconv.Itoa(-1-len(fraction)),
		scientific(whole, fraction),
	})
}

// integer returns digits, which may have a sign, without zeros before them.
func integer(text string) string {
	digits := strings.TrimPrefix(text, "-")
	return text[:len(text)-len(digits)] + strings.TrimLeft(digits[:len(digits)-1], "0") + digits[len(digits)-1:]
}

// scientific returns a number with one digit before the point.
func scientific(whole, fraction string) string {
	digits := strings.TrimPrefix(whole, "-")
	sign := whole[:len(whole)-len(digits)]
	if digits == "0" {
		return sign + "0." + fraction + "0e+0"
	}
	return sign + digits[:1] + "." + digits[1:] + fraction + "0e+" + strconv.Itoa(len(digits)-1)
}
