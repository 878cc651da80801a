package main

import (
	"fmt"
	"time"
	_ "time/tzdata" // so that zones are known on any machine
)

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

// parsePeriod returns the times that a period begins at and ends before. Local times are those of the zone.
func parsePeriod(from, to, zone string) (begin, end time.Time, err error) {
	local, err := loadZone(zone)
	if err != nil {
		return begin, end, err
	}
	if begin, err = parseTime(from, local); err != nil {
		return begin, end, fmt.Errorf("--from: %w", err)
	}
	if end, err = parseTime(to, local); err != nil {
		return begin, end, fmt.Errorf("--to: %w", err)
	}
	if !begin.Before(end) {
		return begin, end, fmt.Errorf("--to %s is not after --from %s", to, from)
	}
	return begin, end, nil
}

// loadZone returns the time zone that --tz names.
func loadZone(zone string) (*time.Location, error) {
	local, err := time.LoadLocation(zone)
	if err != nil {
		return nil, fmt.Errorf("--tz: %q is no time zone such as Europe/Berlin", zone)
	}
	return local, nil
}

func parseTime(s string, local *time.Location) (time.Time, error) {
	for _, layout := range timeLayouts {
		if t, err := time.ParseInLocation(layout, s, local); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf(`%q is no time such as 2024-02-20, "2024-02-20 20:16" or 2024-02-20T20:16:05Z`, s)
}
