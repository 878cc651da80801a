package main

import (
	"errors"
	"sync"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/dnsfilter"
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
	if f.doc.Name() == networkevent.CSV.Name() {
		a.parts.count(f)
		return
	}
	a.readStreams(f)
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

// readStreams reads a file of any streams, and of audit log events as the Admin Console exports them. Records of others are skipped,
// valid or not.
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
	var taken flowtrail.Counts // records that the reader finds wrong, and are not
	bare := a.newRoster()
	take := func(err error) error {
		var bad *flowtrail.RecordError
		if !errors.As(err, &bad) {
			return f.take(err)
		}
		raw := reader.Raw()
		switch {
		case dnsfilter.JSON.Detect(raw) || dlp.JSON.Detect(raw):
			taken.Skipped++
		case bad.Violations[0].Path == "/event_type" && auditlog.JSON.Detect(raw): // it names no stream
			var event auditlog.Event
			if wrong := new(flowtrail.RecordError); errors.As(auditlog.JSON.Decode(raw, &event), &wrong) {
				return f.take(placed(wrong, bad.Position))
			}
			bare.AddEvent(&event)
		default:
			return f.take(err)
		}
		taken.Invalid++
		return nil
	}
	all, err := flowtrail.Fold(reader, start, (*seen).add, merge, take)
	f.take(err)
	f.Skipped += all.others + taken.Skipped
	f.Invalid -= taken.Invalid
	a.parts.give(f, used)
	a.add(all.roster)
	a.add(bare)
}

// placed returns the error of a record that was decoded by itself as that of the record at a position.
func placed(bad *flowtrail.RecordError, at flowtrail.Position) error {
	for i := range bad.Violations {
		v := &bad.Violations[i]
		if v.Line == 1 {
			v.Column += at.Column - 1
		}
		v.File, v.Record, v.Line, v.Offset = at.File, at.Record, v.Line+at.Line-1, v.Offset+at.Offset
	}
	return bad
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
