package main

import (
	"errors"
	"sync"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

// connectionLogs are the documents whose records are connections, by name.
var connectionLogs = map[string]connectionLog{
	networkevent.JSON.Name(): connections(networkevent.JSON, (*useractivity.Accumulator).Add, target.event),
	networkevent.CSV.Name():  connections(networkevent.CSV, (*useractivity.Accumulator).AddRow, target.row),
}

// A connectionLog is what can be done with a document whose records are connections.
type connectionLog struct {
	count   func(*file, *accumulators)                                       // adds up the valid records
	convert func(f *file, to target, each func([]change, error) (goOn bool)) // writes the valid records
}

// noConnections says why a document is none whose records are connections.
func noConnections(doc flowtrail.Document) error {
	if _, ok := connectionLogs[doc.Name()]; !ok {
		return errors.New("it is " + doc.Name() + ", which holds no network events")
	}
	return nil
}

func connections[T any](codec *flowtrail.Codec[T],
	add func(*useractivity.Accumulator, *T), put func(target, *T) ([]change, error),
) connectionLog {
	return connectionLog{
		count: func(f *file, parts *accumulators) {
			var used []*useractivity.Accumulator
			start := func() *useractivity.Accumulator {
				used = append(used, parts.take())
				return used[len(used)-1]
			}
			reader := codec.NewReader(f.text, f.options(flowtrail.SkipOtherStreams())...)
			_, err := flowtrail.Fold(reader, start, add, func(_, _ *useractivity.Accumulator) {}, f.take)
			f.take(err)
			parts.give(used)
		},
		convert: func(f *file, to target, each func([]change, error) bool) {
			reader := codec.NewReader(f.text, f.options(flowtrail.SkipOtherStreams())...)
			f.pos = reader.Pos
			var v T
			for err := range reader.Into(&v) {
				if err != nil && f.take(err) != nil || err == nil && !each(put(to, &v)) {
					return
				}
			}
		},
	}
}

// accumulators are what goroutines add connections to. Each has one for itself while it reads.
type accumulators struct {
	new  func() *useractivity.Accumulator
	mu   sync.Mutex
	free []*useractivity.Accumulator
}

func (a *accumulators) take() *useractivity.Accumulator {
	a.mu.Lock()
	defer a.mu.Unlock()
	if last := len(a.free) - 1; last >= 0 {
		acc := a.free[last]
		a.free = a.free[:last]
		return acc
	}
	return a.new()
}

func (a *accumulators) give(used []*useractivity.Accumulator) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.free = append(a.free, used...)
}
