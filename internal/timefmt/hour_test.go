package timefmt_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// readers are the ways to read a time: quickly, if it is in an hour that is known, plainly, and by package time.
var readers = map[string]struct {
	quick func(*timefmt.Hour, []byte) (time.Time, int)
	plain func([]byte) (time.Time, bool)
	peer  []string // layouts
}{
	"ISO":    {(*timefmt.Hour).ISO, timefmt.ParseISO, []string{"2006-01-02T15:04:05.999999999Z07:00"}},
	"minute": {(*timefmt.Hour).Minute, timefmt.ParseMinute, []string{"2006-01-02T15:04Z"}},
	"report": {(*timefmt.Hour).Report, timefmt.ParseReport, []string{"2006-01-02 15:04:05.999999999 UTC"}},
}

// agree checks that the three ways to read a text agree, where it stands before other bytes.
func agree(t *testing.T, known, text, after string) {
	t.Helper()
	for name, read := range readers {
		at, ok := read.plain([]byte(text))
		var peer time.Time
		err := fmt.Errorf("no layout")
		for _, layout := range read.peer {
			if peer, err = time.Parse(layout, text); err == nil {
				break
			}
		}
		if ok && (err != nil || !peer.Equal(at) || at.Location() != time.UTC) {
			t.Errorf("%s: %q is read as %v, by package time as %v, %v", name, text, at, peer, err)
		}
		var hour timefmt.Hour
		if _, knows := read.plain([]byte(known)); knows {
			hour.Learn([]byte(known))
		}
		got, n := read.quick(&hour, fmt.Appendf(nil, "%s%s%064d", text, after, 0))
		whole := text + after
		if n > 0 && n <= len(whole) {
			if want, ok := read.plain([]byte(whole[:n])); !ok || !want.Equal(got) || got.Location() != time.UTC {
				t.Errorf("%s: of %q, %q is read as %v, not as %v, %v", name, whole, whole[:n], got, want, ok)
			}
		}
	}
}

// TestDigits puts each byte in the place of each byte of times, in an hour that is known.
func TestDigits(t *testing.T) {
	for _, known := range []string{"2025-07-25T18:00:00Z", "2025-07-25T18:00Z", "2025-07-25 18:00:00 UTC"} {
		for _, text := range []string{"2025-07-25T18:59:59Z", "2025-07-25T18:00:00.123456789+00:00", "2025-07-25T18:59Z", "2025-07-25 18:59:59.99 UTC", "2025-07-25T18:30:00-07:30", "2025-07-25T18:30:00+23:59",
			"2025-07-25T18:01:02.1234567890Z", "2025-07-25 18:01:02.1234567890 UTC"} {
			for i := range len(text) {
				for _, c := range "01569:;/@-+.,Z z\x00\xffT\"" {
					agree(t, known, text[:i]+string(c)+text[i+1:], `"`)
				}
				agree(t, known, text[:i], text[i:])
			}
		}
	}
}

// TestTaken checks which times are read, and that all in an hour that is known are read quickly.
func TestTaken(t *testing.T) {
	for name, texts := range map[string]struct {
		known string
		quick []string // in the hour
		plain []string
	}{
		"ISO": {"2025-07-25T18:19:41Z", []string{"2025-07-25T18:00:00Z", "2025-07-25T18:59:59Z", "2025-07-25T18:09:50+00:00", "2025-07-25T18:50:09.5Z", "2025-07-25T18:01:02.123456789Z",
			"2025-07-25T18:01:02.000000001+00:00", "2025-07-25T18:01:02.999999999Z", "2025-07-25T18:01:02.1234567+00:00"},
			[]string{"2025-07-25T18:00:00-00:00", "2025-07-25T18:00:00+23:59", "2025-07-25T18:00:00-23:59", "2025-07-25T23:59:59Z", "2025-07-25T00:00:00.5-01:30", "0000-01-01T00:00:00Z",
				"9999-12-31T23:59:59.999999999Z", "2024-02-29T00:00:00Z", "0001-01-01T00:00:01Z", "1970-01-01T00:00:00Z"}},
		"minute": {"2025-07-25T18:19Z", []string{"2025-07-25T18:00Z", "2025-07-25T18:59Z", "2025-07-25T18:09Z", "2025-07-25T18:50Z"}, []string{"2025-07-25T23:59Z", "0000-01-01T00:00Z", "9999-12-31T23:59Z"}},
		"report": {"2025-07-25 18:19:41.00 UTC", []string{"2025-07-25 18:00:00 UTC", "2025-07-25 18:59:59.99 UTC", "2025-07-25 18:09:50.123456789 UTC", "2025-07-25 18:50:09.5 UTC"},
			[]string{"2025-07-25 23:59:59 UTC", "9999-12-31 23:59:59.999999999 UTC", "0000-01-01 00:00:00 UTC"}},
	} {
		read := readers[name]
		var hour timefmt.Hour
		hour.Learn([]byte(texts.known))
		for _, text := range append(texts.plain, texts.quick...) {
			if _, ok := read.plain([]byte(text)); !ok {
				t.Errorf("%s: %q is not read", name, text)
			}
			agree(t, texts.known, text, `"`)
		}
		for _, text := range texts.quick {
			want, _ := read.plain([]byte(text))
			for _, data := range []string{text + strings.Repeat("0", 64), fmt.Sprintf("%-36s", text), text + `"` + strings.Repeat(" ", 40)} { // 36 bytes are looked at
				if got, n := read.quick(&hour, []byte(data)); n != len(text) || !got.Equal(want) {
					t.Errorf("%s: of %q, in an hour that is known, %d bytes are read as %v", name, data, n, got)
				}
			}
		}
	}
}

// TestHourOfZeroTime checks that the zero time, which stands for none, is not read in its hour either.
func TestHourOfZeroTime(t *testing.T) {
	for known, zero := range map[string]string{"0001-01-01T00:00:01Z": "0001-01-01T00:00:00Z", "0001-01-01T00:01Z": "0001-01-01T00:00Z", "0001-01-01 00:00:00.01 UTC": "0001-01-01 00:00:00 UTC"} {
		agree(t, known, zero, `"`)
	}
}

// FuzzTime reads any bytes as a time.
func FuzzTime(f *testing.F) {
	for _, text := range []string{"2025-07-25T18:59:59.123456789Z", "2025-07-25T18:59:59-07:30", "2025-07-25T18:59Z", "2025-07-25 18:59:59.92 UTC", "0001-01-01T00:00:00Z", "2025-02-29T00:00Z"} {
		f.Add("2025-07-25T18:00:00Z", text, `"`)
		f.Add("2025-07-25 18:00:00 UTC", text, ",")
	}
	f.Fuzz(func(t *testing.T, known, text, after string) { agree(t, known, text, after) })
}
