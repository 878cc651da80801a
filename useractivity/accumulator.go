package useractivity

import (
	"fmt"
	"strings"
	"time"

	"github.com/flowtrail/flowtrail/networkevent"
)

// An Accumulator counts what users did, for the report of active users that Twingate's page "User Activity"
// documents. The zero value is ready to use and counts connections of all time; see [Accumulator.Within].
//
// Its memory grows with the distinct pairs of a user and an address and of a user and a device, never with the
// number of events or the time they span: a few hundred bytes a user and up to a hundred a pair, so that 5,000 users
// with 20 addresses each take some 8 MB. Of the records it is given it keeps nothing but emails and device ids.
//
// Counts and byte sums that would pass the largest int64 stay there, and a negative byte count, which no
// valid record has, is zero: so the order of adding and merging never matters.
//
// An Accumulator must not be copied after first use. It is not safe for concurrent use: give each goroutine
// its own and merge them.
type Accumulator struct {
	window           window
	users            map[string]*user // by email
	recent           *user            // the one counted for last: events of a user come in runs
	earliest, latest time.Time        // ends of counted connections; meaningless without users
}

// Add counts the connection that an event tells of, if it is one that counts and ends in the accumulator's window.
// It keeps no reference to the event itself, which can be reused. It allocates only for a user, an address or a device that is new.
func (a *Accumulator) Add(event *networkevent.Event) {
	if c, ok := ofEvent(event); ok {
		a.count(&c)
	}
}

// AddRow counts the connection that a row tells of, as [Accumulator.Add] does for an event.
func (a *Accumulator) AddRow(row *networkevent.Row) {
	if c, ok := ofRow(row); ok {
		a.count(&c)
	}
}

func (a *Accumulator) count(c *connection) {
	if !a.window.holds(c.end) {
		return
	}
	a.extend(c.end, c.end)
	a.user(c.email).count(c)
}

// Merge adds all that other has counted, as if a had been given other's records. It leaves other as it is. It
// returns an error that is [ErrWindow], and changes nothing, if the two were set to different windows.
func (a *Accumulator) Merge(other *Accumulator) error {
	if a.window != other.window {
		return fmt.Errorf("%w: cannot merge what counts %v with what counts %v", ErrWindow, a.window, other.window)
	}
	if len(other.users) == 0 {
		return nil
	}
	a.extend(other.earliest, other.latest)
	for email, u := range other.users {
		a.user(email).merge(u)
	}
	return nil
}

// extend notes that ends of connections from earliest to latest are counted. It is called ahead of counting them.
func (a *Accumulator) extend(earliest, latest time.Time) {
	if len(a.users) == 0 || earliest.Before(a.earliest) {
		a.earliest = earliest
	}
	if len(a.users) == 0 || latest.After(a.latest) {
		a.latest = latest
	}
}

// user returns the user with an email, who is added if new.
func (a *Accumulator) user(email string) *user {
	if a.recent != nil && a.recent.email == email {
		return a.recent
	}
	u := a.users[email]
	if u == nil {
		email = strings.Clone(email) // it may be a part of a longer string, which is not to be kept
		u = &user{email: email}
		if a.users == nil {
			a.users = make(map[string]*user)
		}
		a.users[email] = u
	}
	a.recent = u
	return u
}
