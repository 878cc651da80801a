package main

import (
	"bufio"
	"bytes"
	"errors"
	"sync"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/dnsfilter"
	rawinput "github.com/flowtrail/flowtrail/internal/input"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
	"github.com/flowtrail/flowtrail/useractivity"
)

// An auditRoster reads connections, and the users of the audit log events that stand among them or in files of their own.
type auditRoster struct {
	asOf  time.Time
	parts *activities

	mu     sync.Mutex
	roster *useractivity.Roster
}

// refuse says why a document has neither connections nor audit log events.
func (a *auditRoster) refuse(doc flowtrail.Document) error {
	if doc.Name() != auditlog.JSON.Name() && noConnections(doc) != nil {
		return errors.New("it is " + doc.Name() + ", which holds neither network events nor an audit log")
	}
	return nil
}

// read reads a file. What the sync writes may hold any stream, though only one has been seen in it yet.
func (a *auditRoster) read(f *file) {
	switch f.doc.Name() {
	case networkevent.CSV.Name():
		a.parts.count(f)
	case auditlog.JSON.Name():
		text := bufio.NewReaderSize(f.text, mostSeen)
		if f.text = text; isBare(text) {
			a.readBare(f)
			return
		}
		a.readStreams(f)
	default:
		a.readStreams(f)
	}
}

// mostSeen is how much of an audit log is looked at.
const mostSeen = 64 << 10

// isBare reports whether an audit log is what the Admin Console exports: no record names its stream. It looks at what is there, and
// waits for no more.
func isBare(text *bufio.Reader) bool {
	text.Peek(1) // an error comes again
	head, _ := text.Peek(text.Buffered())
	plain, _ := rawinput.Head(head, mostSeen)
	return !bytes.Contains(plain, []byte(`"event_type"`))
}

// readBare reads a file of audit log events alone.
func (a *auditRoster) readBare(f *file) {
	reader := auditlog.JSON.NewReader(f.text, f.options(flowtrail.SkipOtherStreams())...)
	roster, err := flowtrail.Fold(reader, a.newRoster, (*useractivity.Roster).AddEvent, (*useractivity.Roster).Merge, f.take)
	f.take(err)
	a.add(roster)
}

// seen is what a goroutine has seen of a file.
type seen struct {
	activity *activity
	roster   *useractivity.Roster
	others   int64 // records of other streams
}

func (s *seen) add(r *s3sync.Record) {
	switch event := r.Event.(type) {
	case *networkevent.Event:
		eventView.add(s.activity, event, false)
	case *auditlog.Event:
		s.roster.AddEvent(event)
	default:
		s.others++
	}
}

// readStreams reads a file of any streams. Records of others are skipped, valid or not.
func (a *auditRoster) readStreams(f *file) {
	var used []*activity
	start := func() *seen {
		used = append(used, a.parts.take())
		return &seen{activity: used[len(used)-1], roster: a.newRoster()}
	}
	merge := func(into, from *seen) {
		into.roster.Merge(from.roster)
		into.others += from.others
	}
	reader := s3sync.JSON.NewReader(f.text, f.options()...)
	var wrong flowtrail.Counts // records of other streams
	take := func(err error) error {
		var bad *flowtrail.RecordError
		if raw := reader.Raw(); errors.As(err, &bad) && (dnsfilter.JSON.Detect(raw) || dlp.JSON.Detect(raw)) {
			wrong.Invalid++
			wrong.Findings += int64(len(bad.Violations))
			return nil
		}
		return f.take(err)
	}
	all, err := flowtrail.Fold(reader, start, (*seen).add, merge, take)
	f.take(err)
	f.Skipped += all.others + wrong.Invalid
	f.Invalid -= wrong.Invalid
	f.Findings -= wrong.Findings
	a.parts.give(f, used)
	a.add(all.roster)
}

func (a *auditRoster) newRoster() *useractivity.Roster {
	roster := new(useractivity.Roster)
	if err := roster.Until(a.asOf); err != nil {
		panic(err) // it is empty
	}
	return roster
}

func (a *auditRoster) add(roster *useractivity.Roster) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.roster.Merge(roster)
}
