package useractivity

import (
	"cmp"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/flowtrail/flowtrail/auditlog"
)

// logged is what the audit log tells of a user.
type logged struct {
	email   string  // empty if no event told it
	named   instant // when an event told the email last
	latest  instant // event
	deleted bool    // by the latest event
}

// AddEvent takes note of the users that an event of the audit log is about. A user whom one was created or edited is on the roster from
// then on, until the user is deleted. Other actions change nothing. Events may come in any order and any number of times: the latest
// one about a user decides, and of several at the same time a deletion does.
//
// The log knows nothing of users who were created before it begins, unless they were edited later: those are not on the roster, and
// [Roster.ReadCSV] is the way to have them. Users are told apart by their id, and go by the email that the log told last. A user who was
// made inactive (isActive is false), but not deleted, is on the roster.
func (r *Roster) AddEvent(event *auditlog.Event) {
	var deleted bool
	switch event.Action {
	case auditlog.ActionCreate, auditlog.ActionEdit:
	case auditlog.ActionDelete:
		deleted = true
	default:
		return
	}
	at := instantOf(event.Time)
	if !r.until.isZero() && !at.before(r.until) {
		return
	}
	for _, target := range event.Targets {
		user, ok := target.(*auditlog.User)
		if !ok || user == nil {
			continue
		}
		email := strings.Clone(user.Email.V) // it may be a part of a longer string, which is not to be kept
		r.log(strings.Clone(cmp.Or(user.ID, fold(email))), logged{email: email, named: at, latest: at, deleted: deleted})
	}
}

// log adds what is known of the user with an id.
func (r *Roster) log(id string, news logged) {
	if r.logged == nil {
		r.logged = make(map[string]logged)
	}
	if len(r.logged) == 0 || r.latest.before(news.latest) {
		r.latest = news.latest
	}
	user, known := r.logged[id]
	if !known {
		r.logged[id] = news
		return
	}
	if news.email != "" && (user.email == "" || user.named.before(news.named) || user.named == news.named && news.email < user.email) {
		user.email, user.named = news.email, news.named
	}
	switch {
	case user.latest.before(news.latest):
		user.latest, user.deleted = news.latest, news.deleted
	case user.latest == news.latest:
		user.deleted = user.deleted || news.deleted
	}
	r.logged[id] = user
}

// AddEvents adds all events of a sequence, such as auditlog.JSON.Read returns. Its errors are those of [Accumulator.AddEvents].
func (r *Roster) AddEvents(events iter.Seq2[*auditlog.Event, error]) error {
	return addAll(events, r.AddEvent)
}

// Until makes events of the audit log count only if they are before a time, so that the roster is the one of that time. The zero time
// sets no limit, as for a Roster that Until was never called on. Call it before the first event is added: it returns an error that
// wraps [ErrWindow] if an event at or after the time has already been counted.
func (r *Roster) Until(to time.Time) error {
	if err := r.endsBefore(instantOf(to)); !to.IsZero() && err != nil {
		return err
	}
	r.until = instantOf(to)
	return nil
}

// endsBefore returns an error if an event that is not before a time has been counted.
func (r *Roster) endsBefore(to instant) error {
	if len(r.logged) > 0 && !r.latest.before(to) {
		return fmt.Errorf("%w: the roster of %v was asked for, but events of the audit log up to %v were counted; call Until before adding",
			ErrWindow, to, r.latest)
	}
	return nil
}

// WithoutEmail returns the number of users who are there by the audit log, but whose email no event told. They are not on the roster.
func (r *Roster) WithoutEmail() int {
	n := 0
	for _, user := range r.logged {
		if !user.deleted && fold(user.email) == "" {
			n++
		}
	}
	return n
}
