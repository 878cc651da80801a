package s3sync

import (
	"time"

	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/timefmt"
	"github.com/flowtrail/flowtrail/networkevent"
)

// Time returns the time of the record's event, in UTC: the field Time of the event, or [Unknown.Time]. It is the zero time if the
// record says none.
func (r *Record) Time() time.Time {
	switch ev := r.Event.(type) {
	case *networkevent.Event:
		return ev.Time
	case *dnsfilter.Event:
		return ev.Time
	case *auditlog.Event:
		return ev.Time
	case *dlp.Event:
		return ev.Time
	case *Unknown:
		return ev.Time()
	}
	return time.Time{}
}

// timePlaces are the JSON Pointers of the time of a record: that of the streams that are known, and that of a record without an
// envelope.
var timePlaces = []string{"/event/time", "/time"}

var timeLayouts = []timefmt.Layout{timefmt.RFC3339, timefmt.Minute}

// Time returns the time of the record, in UTC: its member time within event, where the streams that are known have it, or else at
// the top, as an RFC 3339 time or one without seconds ("2021-08-15T14:30Z"). It is the zero time if neither is there.
func (u *Unknown) Time() time.Time {
	text := record.Pad(nil, u.Raw)
	scanner := jsonscan.New(record.Limits{Depth: 1000})
	for _, place := range timePlaces {
		scanner.Start(text)
		start := scanner.Space(0)
		if at := scanner.Find(start, place); at > 0 {
			if t, next := scanner.Time(at, timeLayouts); next > 0 && next <= len(text) {
				return t
			}
		}
	}
	return time.Time{}
}
