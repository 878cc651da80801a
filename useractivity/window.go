package useractivity

import (
	"errors"
	"fmt"
	"time"
)

// ErrWindow is the error of an [Accumulator] that is asked for a time window it cannot answer for, or for
// an empty one. The errors returned wrap it and say more.
var ErrWindow = errors.New("useractivity: wrong time window")

// Within sets the window of time that the accumulator counts: connections that end at or after from and before to.
// A zero from or to leaves that side unbounded, as both are for an accumulator that Within was never called on.
// Connections that end outside of the window are dropped as they are added: they cost no memory.
//
// Within belongs before the first record. It returns an error that is [ErrWindow] if from is not before to, or
// if the accumulator has already counted something or been set to another window.
func (a *Accumulator) Within(from, to time.Time) error {
	w := newWindow(from, to)
	switch {
	case w.empty():
		return fmt.Errorf("%w: %v is empty", ErrWindow, w)
	case a.window != w && (len(a.users) > 0 || a.window != window{}):
		return fmt.Errorf("%w: cannot set %v for what already counts %v", ErrWindow, w, a.window)
	}
	a.window = w
	return nil
}

// A window is a half-open interval of time, in UTC. Zero bounds are none. Equal windows are ==.
type window struct{ from, to time.Time }

func newWindow(from, to time.Time) window { return window{normal(from), normal(to)} }

// normal returns t in the one form that all times in this package have, so that equal times are ==.
func normal(t time.Time) time.Time { return t.Round(0).UTC() }

func (w window) empty() bool {
	return !w.from.IsZero() && !w.to.IsZero() && !w.from.Before(w.to)
}

// holds reports whether t is in the window.
func (w window) holds(t time.Time) bool {
	return (w.from.IsZero() || !t.Before(w.from)) && (w.to.IsZero() || t.Before(w.to))
}

// covers reports whether all of v is in w.
func (w window) covers(v window) bool {
	return (w.from.IsZero() || !v.from.IsZero() && !v.from.Before(w.from)) &&
		(w.to.IsZero() || !v.to.IsZero() && !v.to.After(w.to))
}

// String returns the window as an interval, such as "[2025-07-01T00:00:00Z, ∞)".
func (w window) String() string {
	from, to := "(-∞", "∞)"
	if !w.from.IsZero() {
		from = "[" + w.from.Format(time.RFC3339Nano)
	}
	if !w.to.IsZero() {
		to = w.to.Format(time.RFC3339Nano) + ")"
	}
	return from + ", " + to
}
