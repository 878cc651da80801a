package main

import (
	"fmt"
	"time"
	_ "time/tzdata" // so that zones are known on any machine

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// timeHelp tells what the flags for a time take.
const timeHelp = `T is a date (2024-02-20), a local time ("2024-02-20 20:16" or 2024-02-20T20:16:05) or an
RFC 3339 time (2024-02-20T20:16:05+01:00).`

// periodHelp tells what the flags mean that addPeriod adds.
func periodHelp(from, to string) string {
	return timeHelp + ` Dates, months and local times are in the time
zone --tz. The period begins at --` + from + ` and ends just before --` + to + `. What counts is the
time at which a connection ended.`
}

// timeLayouts are the layouts of times in arguments. Those without an offset mean local times.
var timeLayouts = []string{
	time.DateOnly,
	"2006-01-02 15:04",
	time.DateTime,
	"2006-01-02T15:04",
	"2006-01-02T15:04:05",
	time.RFC3339,
}

// utcLayout is the layout of times in messages.
const utcLayout = "2006-01-02 15:04:05.999999999 UTC"

// A period is what flags say of one: --month, or two times.
type period struct {
	flags    *pflag.FlagSet
	from, to bound
	month    string
	zone     *string
}

// A bound is a flag that a period begins at or ends before.
type bound struct{ flag, value string }

// addPeriod adds flags to cmd that say which period is wanted. The flags of its bounds are called from and to.
func addPeriod(cmd *cobra.Command, from, to string) *period {
	p := &period{flags: cmd.Flags(), from: bound{flag: from}, to: bound{flag: to}}
	p.flags.StringVar(&p.from.value, from, "", "begin of the period, at the time `T`")
	p.flags.StringVar(&p.to.value, to, "", "end of the period, before the time `T`")
	p.flags.StringVar(&p.month, "month", "", "the period is a `MONTH`, such as 2024-02, in place of --"+from+" and --"+to)
	p.zone = addZone(cmd)
	return p
}

// addZone adds the flag to cmd that says which zone local times are of.
func addZone(cmd *cobra.Command) *string {
	return cmd.Flags().String("tz", "UTC", "time `ZONE` of dates and local times, such as Europe/Berlin")
}

// bounds returns the times that the period begins at and ends before. One that no flag gives is zero.
func (p *period) bounds() (begin, end time.Time, err error) {
	local, err := loadZone(*p.zone)
	if err != nil {
		return begin, end, err
	}
	if p.flags.Changed("month") {
		if p.given(p.from) || p.given(p.to) {
			return begin, end, fmt.Errorf("--month is a period of its own: leave out --%s and --%s", p.from.flag, p.to.flag)
		}
		begin, err = time.ParseInLocation("2006-01", p.month, local)
		if err != nil {
			return begin, end, fmt.Errorf("--month: %q is no month such as 2024-02", p.month)
		}
		if err = notBeforeAll(begin, p.month); err != nil {
			return begin, end, fmt.Errorf("--month: %w", err)
		}
		return begin.UTC(), begin.AddDate(0, 1, 0).UTC(), nil
	}
	if begin, err = p.time(p.from, local); err != nil {
		return begin, end, err
	}
	if end, err = p.time(p.to, local); err != nil {
		return begin, end, err
	}
	if p.given(p.from) && p.given(p.to) && !begin.Before(end) {
		return begin, end, fmt.Errorf("--%s %s is not after --%s %s", p.to.flag, p.to.value, p.from.flag, p.from.value)
	}
	return begin, end, nil
}

func (p *period) given(b bound) bool { return p.flags.Changed(b.flag) }

func (p *period) time(b bound, local *time.Location) (time.Time, error) {
	if !p.given(b) {
		return time.Time{}, nil
	}
	t, err := parseTime(b.value, local)
	if err != nil {
		return t, fmt.Errorf("--%s: %w", b.flag, err)
	}
	return t, nil
}

// both returns an error unless the flags give both bounds.
func (p *period) both() error {
	if p.flags.Changed("month") || p.given(p.from) && p.given(p.to) {
		return nil
	}
	return fmt.Errorf("the period is not given: it is --month, or --%s and --%s", p.from.flag, p.to.flag)
}

// loadZone returns the time zone that --tz names.
func loadZone(zone string) (*time.Location, error) {
	local, err := time.LoadLocation(zone)
	if err != nil || zone == "" {
		return nil, fmt.Errorf("--tz: %q is no time zone such as Europe/Berlin", zone)
	}
	return local, nil
}

// parseTime returns the time that an argument says. It is not zero.
func parseTime(s string, local *time.Location) (time.Time, error) {
	for _, layout := range timeLayouts {
		if t, err := time.ParseInLocation(layout, s, local); err == nil {
			return t.UTC(), notBeforeAll(t, s)
		}
	}
	return time.Time{}, fmt.Errorf(`%q is no time such as 2024-02-20, "2024-02-20 20:16" or 2024-02-20T20:16:05Z`, s)
}

// notBeforeAll returns an error if a time is the zero time, which would be no limit, or before it.
func notBeforeAll(t time.Time, arg string) error {
	if !t.After(time.Time{}) {
		return fmt.Errorf("%s is before all times", arg)
	}
	return nil
}
