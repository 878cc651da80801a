package useractivity

import (
	"iter"
	"time"

	"github.com/flowtrail/flowtrail/networkevent"
)

// sampleUsers yields the users of one sampled hour after the other.
func sampleUsers(seed uint64, next func() *ActiveUser) iter.Seq[*ActiveUser] {
	return func(yield func(*ActiveUser) bool) {
		var hour Accumulator
		var end time.Time
		for event := range networkevent.JSON.Samples(seed) {
			if event.Time.After(end) {
				for user := range hour.Active(time.Time{}, time.Time{}) {
					v := next()
					if *v = user; !yield(v) {
						return
					}
				}
				hour, end = Accumulator{}, event.Time.Truncate(time.Hour).Add(time.Hour)
			}
			hour.Add(event)
		}
	}
}
