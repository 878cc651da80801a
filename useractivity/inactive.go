package useractivity

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/flowtrail/flowtrail"
)

// InactiveAfter is how long a user has not accessed a Resource who is inactive: 90 days, by Twingate's page "User Activity".
const InactiveAfter = 90 * 24 * time.Hour

// InactiveUser is one row of the report of inactive users.
//
// Twingate's page "User Activity" says that the report lists users who have not accessed Resources in the past 90 days, but not
// which columns it has. This package chose the two that are about a user's last access in the report of active users.
//
// The tags and the types' hooks make InactiveUser usable with github.com/gocarina/gocsv and with encoding/json. Neither knows Extra.
type InactiveUser struct {
	UserEmail      string         `csv:"user_email" json:"user_email"`
	LastAccessDate flowtrail.Time `csv:"last_access_date" json:"last_access_date"` // end of the last successful connection, in UTC; zero if none is known

	// Extra holds the cells of columns that are not known, keyed by column name, when the row was read. It is written
	// back. It is nil when there is none.
	Extra map[string]string `csv:"-" json:"-"`
}

// MarshalJSON writes an object whose members are called as the columns are. The time is as the report has it, or null if none is known.
// Extra is left out.
func (u InactiveUser) MarshalJSON() ([]byte, error) {
	cell, err := u.LastAccessDate.MarshalCSV()
	if err != nil {
		return nil, err
	}
	row := struct {
		UserEmail      string  `json:"user_email"`
		LastAccessDate *string `json:"last_access_date"`
	}{UserEmail: u.UserEmail}
	if cell != "" {
		row.LastAccessDate = &cell
	}
	return marshalObject(row)
}

// Inactive returns the users on a roster who were inactive at a time: those without a successful connection that ended in the
// [InactiveAfter] before asOf, by email in the order of bytes. LastAccessDate is the end of the last successful connection among
// those that were counted, however long ago, and zero if there is none. A user who is not on the roster is never listed.
//
// Connections are those of the user on the roster whose email is the same but for the case of letters: see [Roster]. Connections
// that a user made under another email are not.
//
// An Accumulator keeps the last access of each user, not those before it. So the connections that it counted must all have ended
// before asOf, and it must have been set to count all that ended in the InactiveAfter before: call Within(time.Time{}, asOf), which
// leaves older connections for LastAccessDate to tell, before the first is added, and [Roster.Until] likewise if events of the audit log are
// added to the roster. Then the result is exact and no error is yielded. Otherwise the sequence is a single pair: the zero InactiveUser and an
// error that wraps [ErrWindow]. So it is for the zero asOf.
//
// That the exports which were added reach back over all of the InactiveAfter cannot be told from their records: [Accumulator.Span] tells
// when the first one ended.
//
// The sequence can be ranged over any number of times, and each time gives what has been counted by then. Nothing may be added to
// the Accumulator or the Roster during the loop.
func (a *Accumulator) Inactive(roster *Roster, asOf time.Time) iter.Seq2[InactiveUser, error] {
	return func(yield func(InactiveUser, error) bool) {
		w := newWindow(asOf.Add(-InactiveAfter), asOf)
		if err := a.answersLast(w); err != nil {
			yield(InactiveUser{}, err)
			return
		}
		if err := roster.endsBefore(w.to); err != nil {
			yield(InactiveUser{}, err)
			return
		}
		for _, u := range a.lastAccesses(roster) {
			if u.LastAccessDate.Before(w.from.time()) && !yield(u, nil) {
				return
			}
		}
	}
}

// answersLast returns an error unless the last accesses that are known are the last ones before the end of w, and none in w is missing.
func (a *Accumulator) answersLast(w window) error {
	switch {
	case w.to.isZero():
		return fmt.Errorf("%w: users are not inactive at the zero time", ErrWindow)
	case !a.window.covers(w):
		return a.notCovered(w)
	case len(a.users) > 0 && !a.latest.before(w.to):
		return fmt.Errorf("%w: connections before %v were asked for, but ones that ended up to %v were counted; call Within before adding",
			ErrWindow, w.to, a.latest)
	}
	return nil
}

// lastAccesses returns all users on a roster, by email, with their last access, which is zero if none is known.
func (a *Accumulator) lastAccesses(roster *Roster) []InactiveUser {
	emails := roster.byFold()
	last := make(map[string]instant)
	for i := range a.users {
		u := &a.users[i]
		if u.success() == 0 {
			continue
		}
		key := fold(u.email)
		if at, known := last[key]; emails[key] != "" && (!known || at.before(u.lastAccess)) {
			last[key] = u.lastAccess
		}
	}
	var users []InactiveUser
	for key, email := range emails {
		u := InactiveUser{UserEmail: email}
		if at, known := last[key]; known {
			u.LastAccessDate.Time = at.time()
		}
		users = append(users, u)
	}
	slices.SortFunc(users, func(u, v InactiveUser) int { return strings.Compare(u.UserEmail, v.UserEmail) })
	return users
}

// Span returns when the earliest and the latest connection that was counted ended, in UTC. Both are zero if there is none.
func (a *Accumulator) Span() (earliest, latest time.Time) {
	if len(a.users) == 0 {
		return time.Time{}, time.Time{}
	}
	return a.earliest.time(), a.latest.time()
}
