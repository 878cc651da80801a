package useractivity

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flowtrail/flowtrail/networkevent"
)

// An Accumulator counts what users did, for the report of active users that Twingate's page "User Activity"
// documents. The zero value is ready to use and counts connections of all time; see [Accumulator.Within].
//
// Its memory grows with the distinct pairs of a user and an address and of a user and a device, never with the
// number of events or the time they span: some 200 bytes a user and 20 a pair, and some 40 more for each distinct IPv6
// address and each distinct device id that is not a number of at most 15 digits. 5,000 users with 20 IPv4 addresses each
// take some 3 MB. Of the records it is given it keeps nothing but emails and device ids.
//
// Counts and byte sums that would pass the largest int64 stay there, and a negative byte count, which no
// valid record has, is zero: so the order of adding and merging never matters.
//
// An Accumulator must not be copied after first use. It is not safe for concurrent use: give each goroutine
// its own and merge them.
type Accumulator struct {
	window           window
	users            []user
	byEmail          index   // of users
	names            names   // of addresses and devices
	earliest, latest instant // ends of counted connections; meaningless without users
}

// Add counts the connection that an event tells of, if it is one that counts and ends in the accumulator's window.
// It keeps no reference to the event itself, which can be reused. It allocates only for a user, an address or a device that is new.
func (a *Accumulator) Add(event *networkevent.Event) {
	outcome, counts := outcomeOfEvent(event)
	if !counts {
		return
	}
	a.count(&connection{
		email:       event.User.Email,
		device:      event.Device.ID,
		clientIP:    event.Connection.ClientIP,
		end:         instantOf(event.Time),
		outcome:     outcome,
		transferred: event.Connection.BytesTransferred,
		received:    event.Connection.BytesReceived,
	})
}

// AddRow counts the connection that a row tells of, as [Accumulator.Add] does for an event.
func (a *Accumulator) AddRow(row *networkevent.Row) {
	outcome, counts := outcomeOfRow(row)
	if !counts {
		return
	}
	a.count(&connection{
		email:       row.User,
		device:      row.DeviceID,
		clientIP:    row.ClientIP,
		end:         instantOf(row.Time()),
		outcome:     outcome,
		transferred: row.BytesTransferred.V,
		received:    row.BytesReceived.V,
	})
}

func (a *Accumulator) count(c *connection) {
	if !a.window.holds(c.end) {
		return
	}
	a.extend(c.end, c.end)
	a.user(c.email).count(c, &a.names)
}

// Merge adds all that other has counted, as if a had been given other's records. It leaves other as it is. It
// returns an error that wraps [ErrWindow], and changes nothing, if the two were set to different windows.
//
// An accumulator that was set to no window and has counted nothing, such as a zero one, goes with any window: as a it takes
// over other's, and as other it adds nothing.
func (a *Accumulator) Merge(other *Accumulator) error {
	switch {
	case other.untouched():
		return nil
	case a.untouched():
		a.window = other.window
	case a.window != other.window:
		return fmt.Errorf("%w: an accumulator of %v cannot be merged with one of %v", ErrWindow, a.window, other.window)
	}
	if len(other.users) == 0 {
		return nil
	}
	a.extend(other.earliest, other.latest)
	for i := range other.users {
		u := &other.users[i]
		a.user(u.email).merge(u, &a.names, &other.names)
	}
	return nil
}

// untouched reports whether the accumulator is as good as the zero one.
func (a *Accumulator) untouched() bool { return len(a.users) == 0 && a.window == window{} }

// extend notes that ends of connections from earliest to latest are counted. It must be called before they are counted.
func (a *Accumulator) extend(earliest, latest instant) {
	if len(a.users) == 0 || earliest.before(a.earliest) {
		a.earliest = earliest
	}
	if len(a.users) == 0 || a.latest.before(latest) {
		a.latest = latest
	}
}

// user returns the user with an email, who is added if new. The pointer is good until the next user is added.
func (a *Accumulator) user(email string) *user {
	hash := hashOf(&a.byEmail, email)
	for number, at, ok := a.byEmail.candidate(hash, hash); ok; number, at, ok = a.byEmail.candidate(hash, at) {
		if u := &a.users[number]; u.email == email {
			return u
		}
	}
	a.byEmail.add(hash)
	a.users = append(a.users, user{email: strings.Clone(email)}) // it may be a part of a longer string, which is not to be kept
	return &a.users[len(a.users)-1]
}

// sorted returns the users by email, in the order of bytes.
func (a *Accumulator) sorted() []*user {
	list := make([]*user, len(a.users))
	for i := range list {
		list[i] = &a.users[i]
	}
	slices.SortFunc(list, func(u, v *user) int { return strings.Compare(u.email, v.email) })
	return list
}
