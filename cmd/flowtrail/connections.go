package main

import (
	"errors"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
	"github.com/flowtrail/flowtrail/useractivity"
)

// connectionLogs are the documents whose records are connections, by name.
var connectionLogs = map[string]connectionLog{
	networkevent.JSON.Name(): connections(networkevent.JSON, eventView),
	networkevent.CSV.Name():  connections(networkevent.CSV, rowView),
	s3sync.JSON.Name():       connections(networkevent.JSON, eventView), // those among the others
}

// A connectionLog is what can be done with a document whose records are connections: with those that are valid and wanted.
type connectionLog struct {
	count   func(*file, *activities)                                                                         // adds them up
	list    func(*file, *selected, *newest)                                                                  // keeps the newest
	convert func(f *file, wanted *networkevent.Selection, to target, each func([]change, error) (goOn bool)) // writes them
}

// noConnections says why a document is none whose records are connections.
func noConnections(doc flowtrail.Document) error {
	if _, ok := connectionLogs[doc.Name()]; !ok {
		return errors.New("it is " + doc.Name() + ", which holds no network events")
	}
	return nil
}

// A view is how records of a type are seen as connections.
type view[T any] struct {
	wanted   func(*networkevent.Selection, *T) bool
	time     func(*T) time.Time
	count    func(*useractivity.Accumulator, *T)
	identify func(*T) identity
	show     func(*T) *connection
	put      func(target, *T) ([]change, error)
}

var eventView = view[networkevent.Event]{
	wanted:   (*networkevent.Selection).Holds,
	time:     func(e *networkevent.Event) time.Time { return e.Time },
	count:    (*useractivity.Accumulator).Add,
	identify: identityOfEvent,
	show:     connectionOfEvent,
	put:      target.event,
}

var rowView = view[networkevent.Row]{
	wanted:   (*networkevent.Selection).HoldsRow,
	time:     (*networkevent.Row).Time,
	count:    (*useractivity.Accumulator).AddRow,
	identify: identityOfRow,
	show:     connectionOfRow,
	put:      target.row,
}

// admit reports whether a record is wanted.
func (v *view[T]) admit(s *selected, record *T) bool {
	if v.wanted(&s.wanted, record) {
		s.n++
		return true
	}
	if v.wanted(&s.anytime, record) {
		at := v.time(record)
		s.leaveOut(1, at, at)
	}
	return false
}

// add counts a record that is wanted, and compares it with the others if that is asked for.
func (v *view[T]) add(a *activity, record *T, compared bool) {
	if !v.admit(&a.selected, record) {
		return
	}
	if compared {
		a.compare(v.identify(record))
	}
	v.count(&a.users, record)
}

func connections[T any](codec *flowtrail.Codec[T], as view[T]) connectionLog {
	open := func(f *file) *flowtrail.Reader[T] {
		return codec.NewReader(f.text, f.options(flowtrail.SkipOtherStreams())...)
	}
	return connectionLog{
		count: func(f *file, all *activities) {
			var used []*activity
			start := func() *activity {
				used = append(used, all.take())
				return used[len(used)-1]
			}
			compared := all.repeats != nil && !f.alone
			add := func(a *activity, record *T) { as.add(a, record, compared) }
			_, err := flowtrail.Fold(open(f), start, add, func(_, _ *activity) {}, f.take)
			f.take(err)
			all.give(f, used)
		},
		list: func(f *file, s *selected, recent *newest) {
			var record T
			for err := range open(f).Into(&record) {
				if err != nil && f.take(err) != nil {
					return
				}
				if err == nil && as.admit(s, &record) && recent.wants(as.time(&record)) {
					recent.add(as.show(&record))
				}
			}
		},
		convert: func(f *file, wanted *networkevent.Selection, to target, each func([]change, error) bool) {
			reader := open(f)
			f.pos = reader.Pos
			var record T
			for err := range reader.Into(&record) {
				switch {
				case err != nil:
					if f.take(err) != nil {
						return
					}
				case !as.wanted(wanted, &record):
					f.unwanted++
				case !each(as.put(to, &record)):
					return
				}
			}
		},
	}
}
