package useractivity

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"time"

	"github.com/flowtrail/flowtrail/networkevent"
)

// sampleUsers yields the users of one sampled hour after the other.
func sampleUsers(seed uint64, next func() *ActiveUser) iter.Seq[*ActiveUser] {
	return func(yield func(*ActiveUser) bool) {
		for hour := range sampleHours(seed) {
			for user := range hour.Active(time.Time{}, time.Time{}) {
				v := next()
				if *v = user; !yield(v) {
					return
				}
			}
		}
	}
}

// sampleInactiveUsers yields the users of one sampled hour after the other, and some who were not there, as if all of them had not
// come back since.
func sampleInactiveUsers(seed uint64, next func() *InactiveUser) iter.Seq[*InactiveUser] {
	return func(yield func(*InactiveUser) bool) {
		random := rand.New(rand.NewPCG(seed, 0x696e6163))
		for hour := range sampleHours(seed) {
			var roster Roster
			for i := range hour.users {
				roster.Add(hour.users[i].email)
			}
			for range 1 + len(hour.users)/4 {
				roster.Add(fmt.Sprintf("new%d@example.com", random.IntN(10_000)))
			}
			for user := range hour.Inactive(&roster, hour.latest.time().Add(InactiveAfter+time.Nanosecond)) {
				v := next()
				if *v = user; !yield(v) {
					return
				}
			}
		}
	}
}

// sampleHours yields the connections of one sampled hour after the other.
func sampleHours(seed uint64) iter.Seq[*Accumulator] {
	return func(yield func(*Accumulator) bool) {
		hour := new(Accumulator)
		var end time.Time
		for event := range networkevent.JSON.Samples(seed) {
			if event.Time.After(end) {
				if len(hour.users) > 0 && !yield(hour) {
					return
				}
				hour, end = new(Accumulator), event.Time.Truncate(time.Hour).Add(time.Hour)
			}
			hour.Add(event)
		}
	}
}
