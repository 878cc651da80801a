package s3sync_test

import (
	"iter"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
)

// noon is when the tests' events begin.
var noon = time.Date(2025, 7, 25, 12, 0, 0, 0, time.UTC)

// at returns a time of day.
func at(t testing.TB, clock string) time.Time {
	t.Helper()
	when, err := time.Parse("15:04:05", clock)
	if err != nil {
		t.Fatal(err)
	}
	return noon.Truncate(24 * time.Hour).Add(when.Sub(when.Truncate(24 * time.Hour)))
}

// dated returns a sample of each stream in turn, at the times, and one of a stream that is not known.
func dated(times iter.Seq[time.Time]) iter.Seq[*s3sync.Record] {
	return func(yield func(*s3sync.Record) bool) {
		next, stop := iter.Pull(s3sync.JSON.Samples(3))
		defer stop()
		for when := range times {
			rec, _ := next()
			switch ev := rec.Event.(type) {
			case *networkevent.Event:
				ev.Time = when
			case *dnsfilter.Event:
				ev.Time = when
			case *auditlog.Event:
				ev.Form.MinuteTime = false
				ev.Time = when
			case *dlp.Event:
				ev.Time = when
			case *s3sync.Unknown:
				ev.Raw = []byte(`{"event_type":"authentication","event":{"time":"` + when.Format(time.RFC3339Nano) + `"}}`)
			}
			if !yield(rec) {
				return
			}
		}
	}
}

// line returns a record as it is written.
func line(t testing.TB, rec *s3sync.Record) string {
	t.Helper()
	text, err := s3sync.JSON.Append(nil, rec)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
