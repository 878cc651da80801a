package useractivity

import (
	"iter"
	"slices"
	"strings"
)

// A Roster is a set of users, of whom [Accumulator.Inactive] finds those who are inactive. They are added one by one, read from a CSV
// by [Roster.ReadCSV], or taken from the audit log by [Roster.AddEvents]. The zero value is empty and ready to use.
//
// Users are told apart by their email. White space around it does not count, nor does the case of letters: a roster mostly comes
// from another system than the connections, and "Ada@example.com" in one is "ada@example.com" in the other. Twingate documents no
// rule for this; were case to count, an active user could be listed as inactive. Of several spellings a Roster keeps the first in
// the order of bytes.
//
// Its memory grows with the distinct users, not with the records that tell of them. A Roster must not be copied after first use. It
// is not safe for concurrent use: give each goroutine its own and merge them.
type Roster struct {
	emails map[string]string // spelling of each email that was added, by its folded form
	logged map[string]logged // users that the audit log tells of, by id
	until  instant           // events of the audit log do not count from then on; zero for no limit
	latest instant           // event of the audit log that counted; meaningless without logged
}

// fold returns the form of an email that is the same for all of its spellings.
func fold(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// Add adds the user with an email. It does nothing if the email is empty or white space.
func (r *Roster) Add(email string) {
	if key := fold(email); key != "" {
		r.emails = spell(r.emails, key, strings.TrimSpace(email))
	}
}

// spell adds an email to those in a map, by its folded form.
func spell(emails map[string]string, key, email string) map[string]string {
	if emails == nil {
		emails = make(map[string]string)
	}
	if known, ok := emails[key]; !ok || email < known {
		emails[strings.Clone(key)] = strings.Clone(email) // they may be parts of a longer string, which is not to be kept
	}
	return emails
}

// Merge adds all users and all that other knows from the audit log, as if r had been given other's records. It leaves other, and what
// [Roster.Until] set for r, as they are.
func (r *Roster) Merge(other *Roster) {
	for key, email := range other.emails {
		r.emails = spell(r.emails, key, email)
	}
	for id, user := range other.logged {
		r.log(id, user)
	}
}

// Emails returns the emails of all users on the roster, in the order of bytes: those that were added, and those of users who are
// there by the audit log.
func (r *Roster) Emails() iter.Seq[string] {
	return func(yield func(string) bool) {
		var list []string
		for _, email := range r.byFold() {
			list = append(list, email)
		}
		slices.Sort(list)
		for _, email := range list {
			if !yield(email) {
				return
			}
		}
	}
}

// byFold returns the emails of all users by their folded form.
func (r *Roster) byFold() map[string]string {
	all := make(map[string]string, len(r.emails)+len(r.logged))
	for key, email := range r.emails {
		spell(all, key, email)
	}
	for _, user := range r.logged {
		if key := fold(user.email); key != "" && !user.deleted {
			spell(all, key, strings.TrimSpace(user.email))
		}
	}
	return all
}
