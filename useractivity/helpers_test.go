package useractivity_test

import (
	"iter"
	"net/netip"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

var (
	noon    = time.Date(2025, 7, 25, 12, 0, 0, 0, time.UTC)
	forever time.Time // as a bound of a window
)

var compareAddrs = cmp.Comparer(func(a, b netip.Addr) bool { return a == b })

func addr(s string) netip.Addr {
	if s == "" {
		return netip.Addr{}
	}
	return netip.MustParseAddr(s)
}

// closed returns the event of a connection that was peer to peer and ended at noon.
func closed(email string, changes ...func(*networkevent.Event)) *networkevent.Event {
	e := &networkevent.Event{
		Type:   networkevent.TypeNetworkAccess,
		Time:   noon,
		Status: networkevent.StatusClosedConnection,
		Device: networkevent.Device{ID: "1"},
		User:   networkevent.User{ID: "7", Email: email},
	}
	e.Connection.ClientIP = addr("192.0.2.1")
	for _, change := range changes {
		change(e)
	}
	return e
}

func at(t time.Time) func(*networkevent.Event) {
	return func(e *networkevent.Event) { e.Time = t }
}

func from(ip string) func(*networkevent.Event) {
	return func(e *networkevent.Event) { e.Connection.ClientIP = addr(ip) }
}

func on(device string) func(*networkevent.Event) {
	return func(e *networkevent.Event) { e.Device.ID = device }
}

func traffic(transferred, received int64) func(*networkevent.Event) {
	return func(e *networkevent.Event) {
		e.Connection.BytesTransferred, e.Connection.BytesReceived = transferred, received
	}
}

func throughRelay(e *networkevent.Event) { e.Relays = []networkevent.Relay{{Name: "relay"}} }

func status(s networkevent.Status, message string) func(*networkevent.Event) {
	return func(e *networkevent.Event) { e.Status, e.Connection.ErrorMessage = s, flowtrail.Some(message) }
}

// accumulate returns an accumulator of all time with events added.
func accumulate(events ...*networkevent.Event) *useractivity.Accumulator {
	acc := new(useractivity.Accumulator)
	for _, e := range events {
		acc.Add(e)
	}
	return acc
}

// report returns all that an accumulator yields for a window.
func report(t testing.TB, acc *useractivity.Accumulator, from, to time.Time) []useractivity.ActiveUser {
	t.Helper()
	var users []useractivity.ActiveUser
	for u, err := range acc.Active(from, to) {
		if err != nil {
			t.Fatal(err)
		}
		users = append(users, u)
	}
	return users
}

// one returns the only user that an accumulator yields for all time.
func one(t testing.TB, acc *useractivity.Accumulator) useractivity.ActiveUser {
	t.Helper()
	users := report(t, acc, forever, forever)
	if len(users) != 1 {
		t.Fatalf("got %d users, want 1", len(users))
	}
	return users[0]
}

func emails(users []useractivity.ActiveUser) []string {
	var list []string
	for _, u := range users {
		list = append(list, u.UserEmail)
	}
	return list
}

// pair is what a reader yields.
type pair[T any] struct {
	record *T
	err    error
}

func sequence[T any](pairs ...pair[T]) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for p := range slices.Values(pairs) {
			if !yield(p.record, p.err) {
				return
			}
		}
	}
}

func diff(t testing.TB, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got, compareAddrs); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}
