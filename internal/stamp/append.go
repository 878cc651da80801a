package stamp

import (
	"fmt"
	"time"

	"github.com/flowtrail/flowtrail/internal/text"
)

// Refuse returns an error if t cannot be written.
func Refuse(t time.Time) error {
	if Writable(t) {
		return nil
	}
	return fmt.Errorf("the year of %v does not have four digits", t)
}

// AppendISO writes t as S3 records have it: in UTC, with six fraction digits or, on a whole second, none. Nine digits
// are written where six would change the time.
func AppendISO(dst []byte, t time.Time) []byte {
	dst = appendTime(dst, t, 'T')
	switch nsec := t.Nanosecond(); {
	case nsec == 0:
	case nsec%1000 == 0:
		dst = appendFraction(dst, nsec/1000, 6)
	default:
		dst = appendFraction(dst, nsec, 9)
	}
	return append(dst, "+00:00"...)
}

// AppendOlder writes t as the older document has it: without seconds. Where that would change the time it is
// written as AppendISO does, but for the zone.
func AppendOlder(dst []byte, t time.Time) []byte {
	at := len(dst)
	if dst = AppendISO(dst, t); t.Second() == 0 && t.Nanosecond() == 0 {
		return append(dst[:at+len("2006-01-02T15:04")], 'Z')
	}
	return append(dst[:len(dst)-len("+00:00")], 'Z')
}

// AppendReport writes t as CSV reports have it, with two fraction digits, or six or nine where
// fewer would change the time.
func AppendReport(dst []byte, t time.Time) []byte {
	dst = appendTime(dst, t, ' ')
	if nsec := t.Nanosecond(); nsec%10_000_000 == 0 {
		dst = appendFraction(dst, nsec/10_000_000, 2)
	} else if nsec%1000 == 0 {
		dst = appendFraction(dst, nsec/1000, 6)
	} else {
		dst = appendFraction(dst, nsec, 9)
	}
	return append(dst, " UTC"...)
}

// appendTime appends a date and a time of day.
func appendTime(dst []byte, t time.Time, sep byte) []byte {
	t = t.UTC()
	year, month, day := t.Date()
	hour, minute, sec := t.Clock()
	n := len(dst)
	dst = append(dst, "0000-00-00 00:00:00"...)
	at := dst[n : n+len("0000-00-00 00:00:00")]
	text.PutTwo(at[0:], year/100)
	text.PutTwo(at[2:], year%100)
	text.PutTwo(at[5:], int(month))
	text.PutTwo(at[8:], day)
	at[10] = sep
	text.PutTwo(at[11:], hour)
	text.PutTwo(at[14:], minute)
	text.PutTwo(at[17:], sec)
	return dst
}

func appendFraction(dst []byte, n, width int) []byte {
	dst = append(dst, ".000000000"[:width+1]...)
	for i := len(dst) - 1; n > 0; i-- {
		dst[i] = byte('0' + n%10)
		n /= 10
	}
	return dst
}
