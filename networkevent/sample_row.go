package networkevent

import (
	"iter"
	"net/netip"
	"strconv"
	"time"
)

func sampleRows(seed uint64, next func() *Row) iter.Seq[*Row] {
	return func(yield func(*Row) bool) {
		w := newWorld(seed)
		var e Event
		for {
			w.next(&e)
			r := next()
			if w.row(&e, r); !yield(r) {
				return
			}
		}
	}
}

// row makes r the event as the report has it: with a start time, and times to the hundredth of a second.
func (w *world) row(e *Event, r *Row) {
	*r = e.ToRow()
	end := w.Time(10 * time.Millisecond)
	if w.IntN(500) == 0 {
		r.ClientIP = netip.Addr{}
	}
	r.ResourcePort.Valid = e.Connection.Protocol != ProtocolICMP
	r.StartTime.Time = end.Add(-time.Duration(w.IntN(60_000)) * 10 * time.Millisecond)
	if e.Failed() {
		r.StartTime.Time = end
	} else {
		r.EndTime.Time = end
	}
	if e.Status == StatusFailedToConnect && e.DNSFailed() && r.ResourceDomain == "" {
		r.ResourceDomain = "host-" + strconv.Itoa(w.IntN(100)) + ".example.com"
	}
}
