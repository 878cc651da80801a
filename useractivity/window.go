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
// Call Within before the first record is added. It returns an error that is [ErrWindow] if from is not before to, or
// if the accumulator has already counted something or been set to another window.
func (a *Accumulator) Within(from, to time.Time) error {
	w := newWindow(from, to)
	switch {
	case w.empty():
		return fmt.Errorf("%w: %v is empty", ErrWindow, w)
	case a.window != w && !a.untouched():
		return fmt.Errorf("%w: %v cannot be set: the accumulator already counts %v", ErrWindow, w, a.window)
	}
	a.window = w
	return nil
}

// A window is a half-open interval of time. A zero bound leaves its side open.
type window struct{ from, to instant }

func newWindow(from, to time.Time) window { return window{instantOf(from), instantOf(to)} }

func (w window) empty() bool {
	return !w.from.isZero() && !w.to.isZero() && !w.from.before(w.to)
}

// holds reports whether t is in the window.
func (w window) holds(t instant) bool {
	return (w.from.isZero() || !t.before(w.from)) && (w.to.isZero() || t.before(w.to))
}

// covers reports whether all of v is in w.
func (w window) covers(v window) bool {
	return (w.from.isZero() || !v.from.isZero() && !v.from.before(w.from)) &&
		(w.to.isZero() || !v.to.isZero() && !w.to.before(v.to))
}

// String returns the window as an interval, such as "[2025-07-01T00:00:00Z, ∞)".
func (w window) String() string {
	from, to := "(-∞", "∞)"
	if !w.from.isZero() {
		from = "[" + w.from.String()
	}
	if !w.to.isZero() {
		to = w.to.String() + ")"
	}
	return from + ", " + to
}
