package main

import (
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// bounds returns the period that flags say.
func bounds(t *testing.T, args ...string) (from, to time.Time, err error) {
	t.Helper()
	cmd := new(cobra.Command)
	p := addPeriod(cmd, "from", "to")
	if err := cmd.ParseFlags(args); err != nil {
		t.Fatal(err)
	}
	return p.bounds()
}

func TestPeriod(t *testing.T) {
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
		from, to, err := bounds(t, "--from", test.from, "--tz", test.zone)
		if got := from.Format(time.RFC3339Nano); err != nil || got != test.want || !to.IsZero() {
			t.Errorf("%q in %s is %s to %v, %v; want %s", test.from, test.zone, got, to, err, test.want)
		}
	}
}

func TestPeriodOfMonth(t *testing.T) {
	for _, test := range []struct{ month, zone, from, to string }{
		{"2024-02", "UTC", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"},
		{"2023-12", "UTC", "2023-12-01T00:00:00Z", "2024-01-01T00:00:00Z"},
		{"2024-03", "Europe/Berlin", "2024-02-29T23:00:00Z", "2024-03-31T22:00:00Z"},
	} {
		from, to, err := bounds(t, "--month", test.month, "--tz", test.zone)
		if err != nil || from.Format(time.RFC3339) != test.from || to.Format(time.RFC3339) != test.to {
			t.Errorf("%s in %s is from %s to %s, %v", test.month, test.zone, from, to, err)
		}
	}
}

func TestPeriodErrors(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"--from 20.02.2024", "--from: "},
		{"--from 2024-02-20 --to=", "--to: "},
		{"--from 2024-02-30", "--from: "},
		{"--from 2024-02-20 --to 2024-02-20", "--to 2024-02-20 is not after --from 2024-02-20"},
		{"--from 2024-02-20 --to 2024-02-19", "is not after"},
		{"--month 2024-13", "--month: "},
		{"--month 2024-2", "--month: "},
		{"--month=", "--month: "},
		{"--month 2024-02 --to 2024-02-19", "leave out --from and --to"},
		{"--month 2024-02 --from=", "leave out --from and --to"},
		{"--tz Mars/Base", "--tz: "},
		{"--tz=", "--tz: "},
		{"--to 0001-01-01", "--to: 0001-01-01 is before all times"},
		{"--from 0000-02-20", "--from: 0000-02-20 is before all times"},
		{"--month 0000-12", "--month: 0000-12 is before all times"},
	} {
		_, _, err := bounds(t, strings.Fields(test.args)...)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %s…", test.args, err, test.want)
		}
	}
}
