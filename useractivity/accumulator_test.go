package useractivity_test

import (
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

// invalid returns the error that a reader yields for a record on some line.
func invalid(line int) error {
	p := flowtrail.Position{File: "sync.json", Record: int64(line), Line: line, Column: 1}
	return &flowtrail.RecordError{Position: p, Violations: []flowtrail.Violation{{Position: p, Path: "/event", Message: "is wrong"}}}
}

func TestAddAllErrors(t *testing.T) {
	broken := &flowtrail.StreamError{Position: flowtrail.Position{File: "sync.json", Line: 9, Column: 1}, Err: io.ErrUnexpectedEOF}
	good := func(email string) pair[networkevent.Event] {
		return pair[networkevent.Event]{record: closed(email)}
	}
	bad := func(err error) pair[networkevent.Event] { return pair[networkevent.Event]{err: err} }
	const first = "sync.json:2:1: /event: is wrong"
	tests := []struct {
		name    string
		events  []pair[networkevent.Event]
		text    string // of the error; empty for none
		invalid int64
		broken  bool
	}{
		{"none", []pair[networkevent.Event]{good("a"), good("b")}, "", 0, false},
		{"one invalid", []pair[networkevent.Event]{good("a"), bad(invalid(2)), good("b")},
			first + " (this record was passed over)", 1, false},
		{"many invalid", []pair[networkevent.Event]{good("a"), bad(invalid(2)), bad(invalid(3)), good("b"), bad(invalid(5))},
			first + " (the first of 3 records that were passed over)", 3, false},
		{"wrapped", []pair[networkevent.Event]{good("a"), good("b"), bad(fmt.Errorf("see %w", invalid(2)))},
			first + " (this record was passed over)", 1, false},
		{"broken", []pair[networkevent.Event]{good("a"), good("b"), bad(broken), good("never")},
			"sync.json:9:1: unexpected EOF", 0, true},
		{"both", []pair[networkevent.Event]{good("a"), bad(invalid(2)), good("b"), bad(broken), good("never")},
			"sync.json:9:1: unexpected EOF\n" + first + " (this record was passed over)", 1, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var acc useractivity.Accumulator
			err := acc.AddEvents(sequence(test.events...))
			text := ""
			if err != nil {
				text = err.Error()
			}
			diff(t, "error", text, test.text)

			var passed *useractivity.InvalidRecordsError
			var record *flowtrail.RecordError
			if errors.As(err, &passed) != (test.invalid > 0) || passed != nil && passed.Count != test.invalid {
				t.Errorf("got %+v, want a count of %d", passed, test.invalid)
			}
			if errors.As(err, &record) != (test.invalid > 0) || record != nil && record.Line != 2 {
				t.Errorf("got record error %v, want that of line 2", record)
			}
			if errors.Is(err, io.ErrUnexpectedEOF) != test.broken {
				t.Errorf("got %v, want a stream error: %t", err, test.broken)
			}
			diff(t, "emails", emails(report(t, &acc, forever, forever)), []string{"a", "b"})
		})
	}
}

func TestAddRows(t *testing.T) {
	var acc useractivity.Accumulator
	err := acc.AddRows(sequence(
		pair[networkevent.Row]{err: invalid(1)},
		pair[networkevent.Row]{record: &networkevent.Row{User: "a", Status: networkevent.RowStatusNormal}},
	))
	var passed *useractivity.InvalidRecordsError
	if !errors.As(err, &passed) || passed.Count != 1 {
		t.Errorf("got %v, want one invalid record", err)
	}
	diff(t, "emails", emails(report(t, &acc, forever, forever)), []string{"a"})
}

func TestMergeLeavesOther(t *testing.T) {
	a, b := accumulate(closed("a@x.com")), accumulate(closed("a@x.com", on("2")), closed("b@x.com"))
	before, _ := b.MarshalBinary()
	if err := a.Merge(b); err != nil {
		t.Fatal(err)
	}
	for i := range 20 { // what a adds now must not show up in b
		a.Add(closed("b@x.com", on(fmt.Sprint(i)), from(fmt.Sprintf("10.0.0.%d", i))))
	}
	if after, _ := b.MarshalBinary(); string(after) != string(before) {
		t.Error("b changed")
	}
}

func TestMergeWithItselfDoubles(t *testing.T) {
	acc := accumulate(closed("a@x.com", traffic(1, 2)), closed("b@x.com", throughRelay))
	if err := acc.Merge(acc); err != nil {
		t.Fatal(err)
	}
	twice := accumulate(closed("a@x.com", traffic(1, 2)), closed("b@x.com", throughRelay),
		closed("a@x.com", traffic(1, 2)), closed("b@x.com", throughRelay))
	diff(t, "report", report(t, acc, forever, forever), report(t, twice, forever, forever))
}

// TestWarmAddAllocatesNothing adds what it has seen before: users with few and with many addresses, by turns.
func TestWarmAddAllocatesNothing(t *testing.T) {
	var events []*networkevent.Event
	for i := range 200 {
		email := fmt.Sprintf("user%d@x.com", i%10)
		ip := fmt.Sprintf("10.0.0.%d", i%10*(i/10)) // user 0 has one address, others have twenty
		events = append(events, closed(email, from(ip), on(fmt.Sprint(i%3)), at(noon.Add(time.Duration(i)))))
	}
	events[1].Status, events[1].Connection.ErrorMessage = networkevent.StatusFailedToConnect, flowtrail.Some("dns failure")
	acc := accumulate(events...)
	row := &networkevent.Row{User: "user1@x.com", Status: networkevent.RowStatusDNSError, ClientIP: addr("10.0.0.1"), DeviceID: "1"}
	allocs := testing.AllocsPerRun(10, func() {
		for _, e := range events {
			acc.Add(e)
		}
		acc.AddRow(row)
	})
	if allocs != 0 {
		t.Errorf("got %v allocations, want none", allocs)
	}
}
