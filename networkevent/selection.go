package networkevent

import (
	"iter"
	"net/netip"
	"slices"
	"strings"
	"time"
)

// A Selection says which network events are wanted, as the Admin Console does on the page of a User or of a Resource and when it
// exports a report: by user, by Resource, by time and by Remote Network. An event must be what all of its fields ask for. A field
// with its zero value asks for nothing: the zero Selection holds all events.
//
// A Selection is not changed by its methods, and can be used by several goroutines at the same time.
type Selection struct {
	// User is the email address of the user who connected, without regard to case: no document says whether that matters, and a
	// connection that is missing does more harm than one too many. The connections of service accounts have no user.
	User string

	// Resource is one of these: the id of a Resource; its address as it is defined, which is a record's applied_rule, such as
	// "*.example.com" or "10.0.0.0/8"; the domain that was connected to; or the IP address that was connected to. Names are
	// compared as those of DNS are, without regard to case, and IP addresses by value, however they are written.
	Resource string

	// From and To bound the time of a connection, which is that of its end, as in the Admin Console: an event's Time, and for
	// a row what [Row.Time] returns. From is part of the time that is asked for, To is not.
	From, To time.Time

	// RemoteNetworks are names of Remote Networks, as they are written in the record. The connection must have been to one
	// of them.
	RemoteNetworks []string
}

// Holds reports whether the event is one of those that are wanted.
func (s *Selection) Holds(e *Event) bool {
	return s.holdsTime(e.Time) && (s.User == "" || strings.EqualFold(s.User, e.User.Email)) &&
		(len(s.RemoteNetworks) == 0 || slices.Contains(s.RemoteNetworks, e.RemoteNetwork.Name)) &&
		(s.Resource == "" || s.isResource(e.Resource.ID, e.Resource.AppliedRule, e.Resource.Address, e.Resource.IP.V))
}

// HoldsRow reports whether the row is one of those that are wanted.
func (s *Selection) HoldsRow(r *Row) bool {
	return s.holdsTime(r.Time()) && (s.User == "" || strings.EqualFold(s.User, r.User)) &&
		(len(s.RemoteNetworks) == 0 || slices.Contains(s.RemoteNetworks, r.RemoteNetwork)) &&
		(s.Resource == "" || s.isResource(r.ResourceID, r.AppliedRule, r.ResourceDomain, r.ResourceIP))
}

// Events returns the events of a sequence, such as JSON.Read returns, that are wanted. It yields all errors of the sequence.
func (s *Selection) Events(events iter.Seq2[*Event, error]) iter.Seq2[*Event, error] {
	return filter(events, s.Holds)
}

// Rows returns the rows of a sequence, such as CSV.Read returns, that are wanted. It yields all errors of the sequence.
func (s *Selection) Rows(rows iter.Seq2[*Row, error]) iter.Seq2[*Row, error] {
	return filter(rows, s.HoldsRow)
}

func filter[T any](records iter.Seq2[*T, error], holds func(*T) bool) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for record, err := range records {
			if (err != nil || holds(record)) && !yield(record, err) {
				return
			}
		}
	}
}

func (s *Selection) holdsTime(t time.Time) bool {
	return (s.From.IsZero() || !t.Before(s.From)) && (s.To.IsZero() || t.Before(s.To))
}

// isResource reports whether the Resource with an id and a rule, or what was connected to, is the one that is wanted.
func (s *Selection) isResource(id, rule, address string, ip netip.Addr) bool {
	return s.Resource == id || strings.EqualFold(s.Resource, rule) || strings.EqualFold(s.Resource, address) || isAddr(s.Resource, ip)
}

// isAddr reports whether text is an address. An IPv4 address has one spelling only, so that nothing is to be parsed.
func isAddr(text string, ip netip.Addr) bool {
	ip = ip.Unmap()
	if strings.Contains(text, ":") {
		addr, err := netip.ParseAddr(text)
		return err == nil && addr.Unmap() == ip
	}
	var spelling [len("255.255.255.255")]byte
	return ip.Is4() && string(ip.AppendTo(spelling[:0])) == text
}
