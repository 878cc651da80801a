package timefmt_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail/internal/text"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

func TestRefused(t *testing.T) {
	for name, parse := range map[string]func([]byte) (time.Time, bool){
		"ISO": timefmt.ParseISO, "minute": timefmt.ParseMinute, "report": timefmt.ParseReport,
	} {
		for _, text := range []string{
			"", "2025", "2025-07-25", "2025-13-01T00:00:00Z", "2025-02-29T00:00:00Z", "2025-00-10T00:00:00Z", "2025-07-25T24:00:00Z",
			"2025-07-25T23:60:00Z", "2025-07-25T23:59:60Z", "2025-07-25T23:59:59", "2025-07-25t23:59:59Z", "2025-07-25T23:59:59z",
			"2025-07-25T23:59:59,5Z", "2025-07-25T23:59:59.Z", "2025-07-25T23:59:59.0123456789Z", "2025-07-25T23:59:59+2:00",
			"2025-07-25T23:59:59+24:00", "2025-07-25T23:59:59+00:60", "2025-07-25T23:59:59 UTC", "2025-07-25 23:59:59.00UTC",
			"2025-07-25 23:59:59. UTC", "2025-07-25 23:59:59.0 GMT", " 2025-07-25 23:59:59.0 UTC", "2025-07-25T23:59:59Z ",
			"0001-01-01T00:00:00Z", "0001-01-01T01:00:00+01:00", "0001-01-01 00:00:00.00 UTC", "0000-01-01T00:00:00+01:00", "9999-12-31T23:59:59-00:01",
			"2025-02-29T00:00Z", "2025-07-25T24:00Z", "2025-07-25T00:00+00:00", "٢٠25-07-25T00:00Z", "+025-07-25T00:00:00Z",
		} {
			if at, ok := parse([]byte(text)); ok {
				t.Errorf("%s: %q is read as %v", name, text, at)
			}
		}
	}
}

// TestCacheRefuses checks that a Hour reads nothing that is not a time of the layout it is asked for, whatever it has learnt.
func TestCacheRefuses(t *testing.T) {
	for _, learnt := range []string{"2025-07-25T18:19:41Z", "2025-07-25 18:19:41.00 UTC", "2025-07-25T18:19Z", "2025-07-25T18:19:41+02:00"} {
		var c timefmt.Hour
		c.Learn([]byte(learnt))
		for _, text := range []string{
			"2025-07-25T18:20:41 UTC", "2025-07-25T18:20:41.50 UTC", "2025-07-25 18:20:41Z", "2025-07-25 18:20:41+00:00", "2025-07-25 18:20Z",
			"2025-07-25T18:20:41Z", "2025-07-25 18:20:41.5 UTC", "2025-07-25T18:20Z", "2025-07-25T18:60Z", "2025-07-25T18:20:41+01:00",
		} {
			padded := append([]byte(text), make([]byte, 64)...)
			for name, read := range map[string]struct {
				cached func([]byte) (time.Time, int)
				plain  func([]byte) (time.Time, bool)
			}{"ISO": {c.ISO, timefmt.ParseISO}, "minute": {c.Minute, timefmt.ParseMinute}, "report": {c.Report, timefmt.ParseReport}} {
				got, n := read.cached(padded)
				if want, ok := read.plain([]byte(text)); n > 0 && (!ok || n != len(text) || !got.Equal(want)) {
					t.Errorf("%s, after %s: %q is read as %v of %d bytes", name, learnt, text, got, n)
				}
			}
		}
	}
}

// TestRoundTrip writes random times in each layout and reads them, by the plain functions, by a Hour, and by package time.
func TestRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var iso, report timefmt.Hour
	var isoWriter, protoWriter, reportWriter timefmt.Printer
	base := time.Date(2025, 7, 25, 18, 0, 0, 0, time.UTC)
	for i := range 20_000 {
		step := time.Duration(random.Int64N(4e12))
		switch random.IntN(3) {
		case 0:
			step = step.Truncate(10 * time.Millisecond)
		case 1:
			step = step.Truncate(time.Microsecond)
		}
		want := base.Add(step)
		if i%1000 == 0 {
			base = time.Unix(random.Int64N(200e9)-60e9, 0).UTC()
		}
		written := appended(isoWriter.ISO, want)
		check(t, string(written), want, timefmt.ParseISO)
		checkCache(t, &iso, written, want, iso.ISO)
		if std, err := time.Parse(time.RFC3339Nano, string(written)); err != nil || !std.Equal(want) {
			t.Fatalf("package time reads %s as %v, %v", written, std, err)
		}
		check(t, string(appended(protoWriter.Proto, want)), want, timefmt.ParseISO)
		written = appended(reportWriter.Report, want)
		check(t, string(written), want, timefmt.ParseReport)
		checkCache(t, &report, written, want, report.Report)
		if want.Second() == 0 && want.Nanosecond() == 0 {
			check(t, string(appended(isoWriter.Older, want)), want, timefmt.ParseMinute)
		} else {
			check(t, string(appended(isoWriter.Older, want)), want, timefmt.ParseISO)
		}
	}
}

func appended(write func(*text.Buffer, time.Time), t time.Time) []byte {
	var b text.Buffer
	write(&b, t)
	return b
}

func check(t *testing.T, text string, want time.Time, parse func([]byte) (time.Time, bool)) {
	t.Helper()
	if got, ok := parse([]byte(text)); !ok || !got.Equal(want) || got.Location() != time.UTC {
		t.Fatalf("%q is read as %v, %v; want %v", text, got, ok, want)
	}
}

// checkCache reads text, followed by other things, by a Hour: it may know the hour or not, but must not read anything else.
func checkCache(t *testing.T, c *timefmt.Hour, text []byte, want time.Time, read func([]byte) (time.Time, int)) {
	t.Helper()
	for _, after := range []string{"", `"`, ",x", "0", "Z", "+00:00"} {
		padded := fmt.Appendf(nil, "%s%s%064d", text, after, 0)
		if got, n := read(padded); n != 0 && (n != len(text) || !got.Equal(want)) {
			t.Fatalf("%q is read as %v, %d bytes", padded, got, n)
		}
	}
	c.Learn(text)
	padded := fmt.Appendf(nil, "%s%064d", text, 0)
	if got, n := read(padded); want.Unix() > 3600 && (n != len(text) || !got.Equal(want)) {
		t.Fatalf("%q is known, but read as %v, %d bytes", text, got, n)
	}
}

func TestOlder(t *testing.T) {
	var w timefmt.Printer
	at := time.Date(2021, 8, 15, 14, 30, 0, 0, time.UTC)
	for want, at := range map[string]time.Time{
		"2021-08-15T14:30Z":           at,
		"2021-08-15T14:30:01Z":        at.Add(time.Second),
		"2021-08-15T14:30:00.000001Z": at.Add(time.Microsecond),
	} {
		if got := string(appended(w.Older, at)); got != want {
			t.Errorf("%v is written as %s, want %s", at, got, want)
		}
	}
}

func TestReport(t *testing.T) {
	var w timefmt.Printer
	at := time.Date(2021, 8, 15, 14, 30, 0, 0, time.UTC)
	for want, at := range map[string]time.Time{
		"2021-08-15 14:30:00.00 UTC":        at,
		"2021-08-15 14:30:00.05 UTC":        at.Add(50 * time.Millisecond),
		"2021-08-15 14:30:00.001000 UTC":    at.Add(time.Millisecond),
		"2021-08-15 14:30:00.000000001 UTC": at.Add(1),
	} {
		if got := string(appended(w.Report, at)); got != want {
			t.Errorf("%v is written as %s, want %s", at, got, want)
		}
	}
}

func TestProto(t *testing.T) {
	var w timefmt.Printer
	at := time.Date(2021, 6, 23, 15, 17, 2, 0, time.UTC)
	for want, at := range map[string]time.Time{
		"2021-06-23T15:17:02Z":           at,
		"2021-06-23T15:17:02.050Z":       at.Add(50 * time.Millisecond),
		"2021-06-23T15:17:02.001200Z":    at.Add(1200 * time.Microsecond),
		"2021-06-23T15:17:02.000000001Z": at.Add(1),
	} {
		if got := string(appended(w.Proto, at)); got != want {
			t.Errorf("%v is written as %s, want %s", at, got, want)
		}
	}
}

// TestAround1970 writes times one after the other that are as far before 1970 as others are after it, and those around the full hour.
func TestAround1970(t *testing.T) {
	var w timefmt.Printer
	for hour := range int64(50) {
		for _, sec := range []int64{hour * 3600, -hour * 3600, hour*3600 + 1, -hour*3600 - 1, hour*3600 + 3599, -hour*3600 + 1} {
			at := time.Unix(sec, 0).UTC()
			if got, want := string(appended(w.ISO, at)), at.Format("2006-01-02T15:04:05+00:00"); got != want {
				t.Errorf("%v is written as %s", at, got)
			}
		}
	}
}
