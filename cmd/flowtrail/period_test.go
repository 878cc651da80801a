package main

import (
	"strings"
	"testing"
	"time"
)

func TestParsePeriod(t *testing.T) {
	const end = "2030-01-01"
	for _, test := range []struct{ from, zone, want string }{
		{"2024-02-20", "UTC", "2024-02-20T00:00:00Z"},
		{"2024-02-20", "Europe/Berlin", "2024-02-19T23:00:00Z"},
		{"2024-07-20", "Europe/Berlin", "2024-07-19T22:00:00Z"},
		{"2024-02-20 20:16", "Asia/Kolkata", "2024-02-20T14:46:00Z"},
		{"2024-02-20 20:16:05", "UTC", "2024-02-20T20:16:05Z"},
		{"2024-02-20 20:16:05.92", "UTC", "2024-02-20T20:16:05.92Z"},
		{"2024-02-20T20:16", "UTC", "2024-02-20T20:16:00Z"},
		{"2024-02-20T20:16:05", "America/New_York", "2024-02-21T01:16:05Z"},
		{"2024-02-20T20:16:05Z", "America/New_York", "2024-02-20T20:16:05Z"},
		{"2024-02-20T20:16:05.5+01:00", "America/New_York", "2024-02-20T19:16:05.5Z"},
	} {
		from, _, err := parsePeriod(test.from, end, test.zone)
		if got := from.Format(time.RFC3339Nano); err != nil || got != test.want {
			t.Errorf("%q in %s is %s, %v; want %s", test.from, test.zone, got, err, test.want)
		}
	}
}

func TestParsePeriodErrors(t *testing.T) {
	for _, test := range []struct{ from, to, zone, want string }{
		{"20.02.2024", "2024-02-21", "UTC", "--from: "},
		{"2024-02-20", "", "UTC", "--to: "},
		{"2024-02-30", "2024-03-01", "UTC", "--from: "},
		{"2024-02-20", "2024-02-20", "UTC", "--to 2024-02-20 is not after --from 2024-02-20"},
		{"2024-02-20", "2024-02-19", "UTC", "is not after"},
		{"2024-02-20", "2024-02-21", "Mars/Base", "--tz: "},
	} {
		_, _, err := parsePeriod(test.from, test.to, test.zone)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("parsePeriod(%q, %q, %q): %v, want %s…", test.from, test.to, test.zone, err, test.want)
		}
	}
}
