package timefmt

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

// A Printer writes times, those in the hour of the last one without computing the date again. The zero Printer is ready.
type Printer struct {
	begin int64         // Unix time of the hour
	hour  [hourLen]byte // as it is written
}

// ISO appends t as S3 records have it: in UTC, with six fraction digits or, on a whole second, none. Nine digits
// are written where six would change the time.
func (w *Printer) ISO(b *text.Buffer, t time.Time) {
	w.clock(b, t, 'T')
	switch nsec := t.Nanosecond(); {
	case nsec == 0:
	case nsec%1000 == 0:
		b.Fraction(nsec/1000, 6)
	default:
		b.Fraction(nsec, 9)
	}
	b.Raw("+00:00")
}

// Proto appends t as JSON made from protocol buffers has it: in UTC, with as many fraction digits as it takes, of 0, 3, 6 and 9.
func (w *Printer) Proto(b *text.Buffer, t time.Time) {
	w.clock(b, t, 'T')
	switch nsec := t.Nanosecond(); {
	case nsec == 0:
	case nsec%1_000_000 == 0:
		b.Fraction(nsec/1_000_000, 3)
	case nsec%1000 == 0:
		b.Fraction(nsec/1000, 6)
	default:
		b.Fraction(nsec, 9)
	}
	b.Byte('Z')
}

// Older appends t as the older document has it: without seconds. Where that would change the time it is written as ISO
// does, but for the zone.
func (w *Printer) Older(b *text.Buffer, t time.Time) {
	at := len(*b)
	if w.ISO(b, t); t.Second() == 0 && t.Nanosecond() == 0 {
		*b = (*b)[:at+len("2006-01-02T15:04")]
	} else {
		*b = (*b)[:len(*b)-len("+00:00")]
	}
	b.Byte('Z')
}

// Report appends t as CSV reports have it, with two fraction digits, or six or nine where fewer would change the time.
func (w *Printer) Report(b *text.Buffer, t time.Time) {
	w.clock(b, t, ' ')
	if nsec := t.Nanosecond(); nsec%10_000_000 == 0 {
		b.Fraction(nsec/10_000_000, 2)
	} else if nsec%1000 == 0 {
		b.Fraction(nsec/1000, 6)
	} else {
		b.Fraction(nsec, 9)
	}
	b.Raw(" UTC")
}

// clock appends a date and a time of day, with sep between them.
func (w *Printer) clock(b *text.Buffer, t time.Time, sep byte) {
	in := t.Unix() - w.begin
	if in < 0 || in >= 3600 || w.hour[10] != sep {
		in = w.enter(t.UTC(), sep)
	}
	*b = append(*b, w.hour[:]...)
	b.Raw(":00:00")
	at := (*b)[len(*b)-len("00:00"):]
	text.PutTwo(at, int(in)/60)
	text.PutTwo(at[3:], int(in)%60)
}

// enter makes the hour of t, which is in UTC, the one that is remembered, and returns how many seconds into it t is.
func (w *Printer) enter(t time.Time, sep byte) int64 {
	year, month, day := t.Date()
	hour, minute, sec := t.Clock()
	copy(w.hour[:], "0000-00-00 00")
	text.PutTwo(w.hour[0:], year/100)
	text.PutTwo(w.hour[2:], year%100)
	text.PutTwo(w.hour[5:], int(month))
	text.PutTwo(w.hour[8:], day)
	text.PutTwo(w.hour[11:], hour)
	w.hour[10] = sep
	in := int64(minute*60 + sec)
	w.begin = t.Unix() - in
	return in
}
