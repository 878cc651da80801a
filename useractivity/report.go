package useractivity

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"math/bits"
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail"
)

// ActiveUser is one row of the report of active users, with the 15 columns that Twingate's page "User Activity"
// documents, in their order. All of it is about one user and one window of time. Counts are never negative.
//
// The page shows no sample row. Where it leaves the form of a cell open, this package chose one: the times are those
// of network event reports, percents have two decimals, addresses are joined by commas.
//
// The tags and the types' hooks make ActiveUser usable with github.com/gocarina/gocsv and with encoding/json. Neither knows
// Extra.
//
// An ActiveUser that is copied shares Top10ClientIPs and the map Extra with the copy. Reading with [flowtrail.Reader.Into] uses the
// memory of both again.
type ActiveUser struct {
	UserEmail              string         `csv:"user_email" json:"user_email"`
	LastAccessDate         flowtrail.Time `csv:"last_access_date" json:"last_access_date"`                 // end of the last successful connection, in UTC
	TotalConnections       int64          `csv:"total_connections" json:"total_connections"`               // successful and failed
	SuccessConnections     int64          `csv:"success_connections" json:"success_connections"`           // connections that came about and were closed
	FailedConnections      int64          `csv:"failed_connections" json:"failed_connections"`             // failed or denied
	FailedConnectionsDNS   int64          `csv:"failed_connections_dns" json:"failed_connections_dns"`     // failed because a name could not be resolved
	FailedConnectionsOther int64          `csv:"failed_connections_other" json:"failed_connections_other"` // failed for any other reason
	TotalBytes             int64          `csv:"total_bytes" json:"total_bytes"`                           // transferred and received
	BytesTransferred       int64          `csv:"bytes_transferred" json:"bytes_transferred"`               // sent to Resources
	BytesReceived          int64          `csv:"bytes_received" json:"bytes_received"`                     // received by the user
	PercentRelay           Percent        `csv:"percent_relay" json:"percent_relay"`                       // of successful connections, through a relay
	PercentP2P             Percent        `csv:"percent_p2p" json:"percent_p2p"`                           // of successful connections, peer to peer
	ActiveDevices          int64          `csv:"active_devices" json:"active_devices"`                     // distinct devices that connected or tried to
	NumOfClientIP          int64          `csv:"num_of_client_ip" json:"num_of_client_ip"`                 // distinct addresses that connections came from
	Top10ClientIPs         Addrs          `csv:"top_10_client_ips" json:"top_10_client_ips"`               // by number of connections, then by address

	// Extra holds the cells of columns that are not known, keyed by column name, when the row was read. It is written
	// back. It is nil when there is none.
	Extra map[string]string `csv:"-" json:"-"`
}

// MarshalJSON writes an object whose members are called as the columns are. Percents are numbers with two decimals, the
// addresses an array of strings, and the time is as the report has it. Extra is left out.
func (u ActiveUser) MarshalJSON() ([]byte, error) {
	type columns ActiveUser // without this method
	cell, err := u.LastAccessDate.MarshalCSV()
	if err != nil {
		return nil, err
	}
	return marshalObject(struct {
		UserEmail      string `json:"user_email"`
		LastAccessDate string `json:"last_access_date"`
		columns
	}{u.UserEmail, cell, columns(u)})
}

func marshalObject(v any) ([]byte, error) {
	var object bytes.Buffer
	encoder := json.NewEncoder(&object)
	encoder.SetEscapeHTML(false) // that is for the caller to choose
	err := encoder.Encode(v)
	return bytes.TrimSuffix(object.Bytes(), []byte("\n")), err
}

// Active returns the users who were active in a window of time: those with at least one successful connection that
// ended at or after from and before to, by email in the order of bytes. A zero from or to leaves that side unbounded.
//
// An Accumulator keeps sums, not connections. So the window must be the one that [Accumulator.Within] set, or a part of it in
// which all counted connections ended. Then the result is exact and no error is yielded, so that
// "for user := range acc.Active(from, to)" is enough. For any other window the sequence is a single pair: the zero ActiveUser and an error
// that wraps [ErrWindow].
//
// Bytes, addresses and devices of failed connections count like those of successful ones. PercentRelay is rounded half up,
// away from zero, and PercentP2P is the rest to 100. Twingate counts the devices that are active when it makes its
// report; here they are those of the window.
//
// The sequence can be ranged over any number of times, and each time gives what has been counted by then. Nothing may be added to
// the Accumulator during the loop.
func (a *Accumulator) Active(from, to time.Time) iter.Seq2[ActiveUser, error] {
	return func(yield func(ActiveUser, error) bool) {
		if err := a.answers(newWindow(from, to)); err != nil {
			yield(ActiveUser{}, err)
			return
		}
		for _, u := range a.sorted() {
			if u.success() > 0 && !yield(u.report(&a.names), nil) {
				return
			}
		}
	}
}

// answers returns an error unless what is counted is exactly what w holds.
func (a *Accumulator) answers(w window) error {
	switch {
	case w.empty():
		return fmt.Errorf("%w: %v is empty", ErrWindow, w)
	case !a.window.covers(w):
		return a.notCovered(w)
	case len(a.users) > 0 && !(w.holds(a.earliest) && w.holds(a.latest)):
		return fmt.Errorf("%w: %v was asked for, but connections that ended from %v to %v were counted; call Within before adding",
			ErrWindow, w, a.earliest, a.latest)
	}
	return nil
}

func (a *Accumulator) notCovered(w window) error {
	return fmt.Errorf("%w: %v was asked for, but the accumulator was set to count only %v", ErrWindow, w, a.window)
}

// report returns the row of a user with a success.
func (u *user) report(n *names) ActiveUser {
	clients := u.tally.clientIPs(n)
	rank(clients, netip.Addr.Compare)
	var top Addrs
	for _, c := range clients[:min(len(clients), 10)] {
		top = append(top, c.value)
	}
	relay := percent(u.outcomes[relayed], u.outcomes[peerToPeer])
	return ActiveUser{
		UserEmail:              u.email,
		LastAccessDate:         flowtrail.Time{Time: u.lastAccess.time()},
		TotalConnections:       sum(u.success(), u.failed()),
		SuccessConnections:     u.success(),
		FailedConnections:      u.failed(),
		FailedConnectionsDNS:   u.outcomes[failedDNS],
		FailedConnectionsOther: u.outcomes[failedOther],
		TotalBytes:             sum(u.transferred, u.received),
		BytesTransferred:       u.transferred,
		BytesReceived:          u.received,
		PercentRelay:           relay,
		PercentP2P:             100_00 - relay,
		ActiveDevices:          int64(len(u.tally.entries) - len(clients)),
		NumOfClientIP:          int64(len(clients)),
		Top10ClientIPs:         top,
	}
}

// percent returns the share of part in part + rest, which is not zero, rounded half up.
func percent(part, rest int64) Percent {
	whole := uint64(part) + uint64(rest)
	hi, lo := bits.Mul64(uint64(part), 100_00)
	lo, carry := bits.Add64(lo, whole/2, 0)
	quotient, _ := bits.Div64(hi+carry, lo, whole)
	return Percent(quotient)
}
