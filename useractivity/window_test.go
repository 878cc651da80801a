package useractivity_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

// hour returns a full hour of the day; 0 is no bound.
func hour(n int) time.Time {
	if n == 0 {
		return forever
	}
	return time.Date(2025, 7, 25, n, 0, 0, 0, time.UTC)
}

func TestWithinIsHalfOpen(t *testing.T) {
	tests := []struct {
		name     string
		from, to int
		want     []string
	}{
		{"both", 10, 12, []string{"10@x.com", "11@x.com"}},
		{"from", 11, 0, []string{"11@x.com", "12@x.com"}},
		{"to", 0, 11, []string{"09@x.com", "10@x.com"}},
		{"all", 0, 0, []string{"09@x.com", "10@x.com", "11@x.com", "12@x.com"}},
		{"none", 1, 2, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var acc useractivity.Accumulator
			if err := acc.Within(hour(test.from), hour(test.to)); err != nil {
				t.Fatal(err)
			}
			for _, n := range []int{9, 10, 11, 12} {
				acc.Add(closed(hour(n).Format("15")+"@x.com", at(hour(n))))
			}
			diff(t, "emails", emails(report(t, &acc, hour(test.from), hour(test.to))), test.want)
		})
	}
}

func TestWithinOnlyBefore(t *testing.T) {
	within := func(acc *useractivity.Accumulator, from, to int, ok bool) {
		t.Helper()
		err := acc.Within(hour(from), hour(to))
		if ok != (err == nil) || !ok && !errors.Is(err, useractivity.ErrWindow) {
			t.Errorf("Within(%d, %d): %v", from, to, err)
		}
	}
	var acc useractivity.Accumulator
	within(&acc, 11, 11, false)
	within(&acc, 12, 11, false)
	acc.Add(closed("a@x.com", status(networkevent.StatusEstablishedConnection, ""))) // counts nothing
	within(&acc, 10, 12, true)
	within(&acc, 10, 12, true)
	within(&acc, 10, 11, false)
	within(&acc, 0, 0, false)

	used := accumulate(closed("a@x.com"))
	within(used, 0, 0, true)
	within(used, 10, 14, false)
}

func TestWithinOtherZone(t *testing.T) {
	var acc useractivity.Accumulator
	east := time.FixedZone("east", 3*3600)
	if err := acc.Within(hour(10).In(east), hour(12).In(east)); err != nil {
		t.Fatal(err)
	}
	acc.Add(closed("a@x.com", at(hour(11).In(east))))
	if users := report(t, &acc, hour(10), hour(12)); len(users) != 1 {
		t.Errorf("got %d users, want 1", len(users))
	}
}

// TestActiveAnswers asks for windows after counting connections that ended at 10 and 11.
func TestActiveAnswers(t *testing.T) {
	tests := []struct {
		name      string
		own, asks [2]int
		ok        bool
	}{
		{"all time", [2]int{0, 0}, [2]int{0, 0}, true},
		{"holds all counted", [2]int{0, 0}, [2]int{10, 12}, true},
		{"holds all from", [2]int{0, 0}, [2]int{9, 0}, true},
		{"holds all until", [2]int{0, 0}, [2]int{0, 13}, true},
		{"begins late", [2]int{0, 0}, [2]int{11, 13}, false},
		{"ends early", [2]int{0, 0}, [2]int{9, 11}, false},
		{"own", [2]int{9, 13}, [2]int{9, 13}, true},
		{"inside of own", [2]int{9, 13}, [2]int{10, 12}, true},
		{"begins before own", [2]int{9, 13}, [2]int{8, 13}, false},
		{"ends after own", [2]int{9, 13}, [2]int{9, 14}, false},
		{"more than own", [2]int{9, 13}, [2]int{0, 0}, false},
		{"open at the end", [2]int{9, 13}, [2]int{10, 0}, false},
		{"own half open", [2]int{9, 0}, [2]int{9, 0}, true},
		{"inside of own half open", [2]int{9, 0}, [2]int{10, 14}, true},
		{"empty", [2]int{0, 0}, [2]int{12, 12}, false},
		{"reversed", [2]int{0, 0}, [2]int{13, 9}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var acc useractivity.Accumulator
			if err := acc.Within(hour(test.own[0]), hour(test.own[1])); err != nil {
				t.Fatal(err)
			}
			acc.Add(closed("a@x.com", at(hour(11))))
			acc.Add(closed("b@x.com", at(hour(10))))
			var listed []string
			var problems []error
			for u, err := range acc.Active(hour(test.asks[0]), hour(test.asks[1])) {
				if err != nil {
					problems = append(problems, err)
				}
				listed = append(listed, u.UserEmail)
			}
			if test.ok {
				diff(t, "emails", listed, []string{"a@x.com", "b@x.com"})
				return
			}
			diff(t, "emails", listed, []string{""})
			if len(problems) != 1 || !errors.Is(problems[0], useractivity.ErrWindow) {
				t.Errorf("got errors %v, want one ErrWindow", problems)
			}
		})
	}
}

func TestActiveSaysWhatToDo(t *testing.T) {
	acc := accumulate(closed("a@x.com", at(hour(11))))
	for _, err := range acc.Active(hour(12), forever) {
		want := "useractivity: wrong time window: [2025-07-25T12:00:00Z, ∞) was asked for, " +
			"but connections that ended from 2025-07-25T11:00:00Z to 2025-07-25T11:00:00Z were counted; call Within before adding"
		diff(t, "error", err.Error(), want)
	}
}

func TestActiveOfNothing(t *testing.T) {
	var acc useractivity.Accumulator
	if users := report(t, &acc, hour(10), hour(12)); users != nil {
		t.Errorf("got %v, want none", users)
	}
}

// TestMergeWithUntouched merges what was set to a window with what was set to none and has counted nothing.
func TestMergeWithUntouched(t *testing.T) {
	windowed := func(events ...*networkevent.Event) *useractivity.Accumulator {
		var acc useractivity.Accumulator
		if err := acc.Within(hour(10), hour(13)); err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			acc.Add(e)
		}
		return &acc
	}
	counted := windowed(closed("a@x.com"), closed("b@x.com"))
	established := accumulate(closed("c@x.com", status(networkevent.StatusEstablishedConnection, "")))
	tests := []struct {
		name         string
		into, merged *useractivity.Accumulator
		want         *useractivity.Accumulator
	}{
		{"takes the window and the counts", new(useractivity.Accumulator), counted, counted},
		{"takes the window alone", new(useractivity.Accumulator), windowed(), windowed()},
		{"what counts nothing takes the window", established, counted, counted},
		{"adds nothing", windowed(closed("a@x.com")), new(useractivity.Accumulator), windowed(closed("a@x.com"))},
		{"two of them", new(useractivity.Accumulator), new(useractivity.Accumulator), new(useractivity.Accumulator)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := test.into.Merge(test.merged); err != nil {
				t.Fatal(err)
			}
			got, _ := test.into.MarshalBinary()
			want, _ := test.want.MarshalBinary()
			if string(got) != string(want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}

	var acc useractivity.Accumulator
	if err := acc.Merge(windowed()); err != nil {
		t.Fatal(err)
	}
	acc.Add(closed("late@x.com", at(hour(14))))
	if users := report(t, &acc, hour(10), hour(13)); users != nil {
		t.Errorf("got %v, which ended after the window that was taken over", users)
	}
}

func TestMergeRefusesOtherWindow(t *testing.T) {
	var narrow useractivity.Accumulator
	if err := narrow.Within(hour(10), hour(13)); err != nil {
		t.Fatal(err)
	}
	all := accumulate(closed("a@x.com"))
	before, _ := narrow.MarshalBinary()
	err := narrow.Merge(all)
	if !errors.Is(err, useractivity.ErrWindow) || !strings.Contains(err.Error(), "(-∞, ∞)") {
		t.Errorf("got %v, want ErrWindow", err)
	}
	if after, _ := narrow.MarshalBinary(); string(after) != string(before) {
		t.Error("the refused merge changed the accumulator")
	}
}
