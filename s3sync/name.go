package s3sync

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"
)

// What Twingate documents of the sync: it writes a file every five minutes, and an event can take ten minutes to be in one.
const (
	Interval = 5 * time.Minute
	Lag      = 10 * time.Minute
)

const nameLayout = "2006-01-02T15:04:05-07:00.json"

// FormatName returns the name of the sync file of a time, in UTC and to the second: "2025-07-25T18:20:00+00:00.json". It returns an
// error if t has a fraction of a second, or a year outside of 0 to 9999. File systems of Windows do not allow the colons of such a
// name.
func FormatName(t time.Time) (string, error) {
	t = t.UTC()
	switch {
	case t.Nanosecond() != 0:
		return "", fmt.Errorf("the name of a sync file cannot hold the fraction of a second of %s", t.Format(time.RFC3339Nano))
	case t.Year() < 0 || t.Year() > 9999:
		return "", fmt.Errorf("the name of a sync file cannot hold the year %d", t.Year())
	}
	return t.Format(nameLayout), nil
}

// ParseName returns the time that the name of a sync file says, in UTC. It is what [FormatName] was given. The name may be that of
// an object in a bucket or a path, of which the last part counts, its colons and plus may be escaped as in a URL
// ("18%3A20%3A00%2B00%3A00"), and it may have .gz after it, as a copy that was compressed has. The document does not say whether
// the time is that of the first or the last events in the file; in its example an event of 18:19:41 is in the file of 18:20.
func ParseName(name string) (time.Time, error) {
	base := strings.TrimSuffix(path.Base(name), ".gz")
	if unescaped, err := url.PathUnescape(base); err == nil {
		base = unescaped
	}
	t, err := time.Parse(nameLayout, base)
	if err == nil {
		t = t.UTC()
		if again, formatErr := FormatName(t); formatErr == nil && again == base {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not the name of a sync file, such as 2025-07-25T18:20:00+00:00.json", name)
}
