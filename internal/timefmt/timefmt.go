// Package stamp reads and writes the time formats of the documents. What it reads is exact or refused.
package timefmt

import "time"

// ParseISO reads an RFC 3339 time with up to nine fraction digits ("2025-07-25T18:19:41.236597+00:00").
func ParseISO(b []byte) (time.Time, bool) {
	if len(b) < len("2006-01-02T15:04:05Z") {
		return time.Time{}, false
	}
	t, ok := parse(b, 'T')
	if !ok {
		return time.Time{}, false
	}
	nsec, rest, ok := fraction(b[19:])
	if !ok {
		return time.Time{}, false
	}
	offset, ok := zone(rest)
	t = t.Add(time.Duration(nsec) - offset)
	return t, ok && Writable(t) && !t.IsZero()
}

// ParseMinute reads an ISO 8601 time without seconds in UTC ("2021-08-15T14:30Z").
func ParseMinute(b []byte) (time.Time, bool) {
	if len(b) != len("2006-01-02T15:04Z") || b[16] != 'Z' {
		return time.Time{}, false
	}
	var full [19]byte
	copy(full[:], b[:16])
	copy(full[16:], ":00")
	return parse(full[:], 'T')
}

// ParseReport reads a time as CSV reports have it, with up to nine fraction digits ("2024-02-20 20:16:05.92 UTC").
func ParseReport(b []byte) (time.Time, bool) {
	const zone = " UTC"
	if len(b) < len("2006-01-02 15:04:05 UTC") || string(b[len(b)-len(zone):]) != zone {
		return time.Time{}, false
	}
	t, ok := parse(b, ' ')
	if !ok {
		return time.Time{}, false
	}
	nsec, rest, ok := fraction(b[19 : len(b)-len(zone)])
	return t.Add(time.Duration(nsec)), ok && len(rest) == 0
}

// parse reads the 19 bytes of a date and a time of day in UTC, with sep between them.
func parse(b []byte, sep byte) (time.Time, bool) {
	if b[4] != '-' || b[7] != '-' || b[10] != sep || b[13] != ':' || b[16] != ':' {
		return time.Time{}, false
	}
	year1, ok1 := digits(b[0:2])
	year2, ok2 := digits(b[2:4])
	month, ok3 := digits(b[5:7])
	day, ok4 := digits(b[8:10])
	hour, ok5 := digits(b[11:13])
	minute, ok6 := digits(b[14:16])
	sec, ok7 := digits(b[17:19])
	if !(ok1 && ok2 && ok3 && ok4 && ok5 && ok6 && ok7) || hour > 23 || minute > 59 || sec > 59 {
		return time.Time{}, false
	}
	t := time.Date(year1*100+year2, time.Month(month), day, hour, minute, sec, 0, time.UTC)
	return t, t.Day() == day && int(t.Month()) == month && !t.IsZero() // the zero time stands for none
}

// digits reads two decimal digits.
func digits(b []byte) (int, bool) {
	hi, lo := b[0]-'0', b[1]-'0'
	return int(hi)*10 + int(lo), hi <= 9 && lo <= 9
}

// fraction reads a fraction of a second, if there is one, in nanoseconds.
func fraction(b []byte) (nsec int, rest []byte, ok bool) {
	if len(b) == 0 || b[0] != '.' {
		return 0, b, true
	}
	n := 1
	for ; n < len(b) && b[n]-'0' <= 9; n++ {
		if n > 9 {
			return 0, nil, false
		}
		nsec = nsec*10 + int(b[n]-'0')
	}
	for i := n; i <= 9; i++ {
		nsec *= 10
	}
	return nsec, b[n:], n > 1
}

// zone reads "Z" or an offset from UTC such as "+02:00".
func zone(b []byte) (time.Duration, bool) {
	if len(b) == 1 && b[0] == 'Z' {
		return 0, true
	}
	if len(b) != len("+00:00") || b[0] != '+' && b[0] != '-' || b[3] != ':' {
		return 0, false
	}
	hour, ok1 := digits(b[1:3])
	minute, ok2 := digits(b[4:6])
	offset := time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute
	if b[0] == '-' {
		offset = -offset
	}
	return offset, ok1 && ok2 && hour <= 23 && minute <= 59
}

// Writable reports whether t has a year of four digits.
func Writable(t time.Time) bool {
	const first, last = -62167219200, 253402300799 // seconds since 1970
	sec := t.Unix()
	return first <= sec && sec <= last
}
