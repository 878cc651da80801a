package useractivity

import (
	"errors"
	"fmt"
	"iter"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// InvalidRecordsError says that invalid records were passed over. It is not about the valid ones: they have been added.
type InvalidRecordsError struct {
	Count int64                  // of records passed over, at least 1
	First *flowtrail.RecordError // what is wrong with the first of them
}

// Error returns the findings in the first record, beginning with their position, and how many records there were.
func (e *InvalidRecordsError) Error() string {
	if e.Count == 1 {
		return fmt.Sprintf("%v (this record was passed over)", e.First)
	}
	return fmt.Sprintf("%v (the first of %d records that were passed over)", e.First, e.Count)
}

// Unwrap returns the first record's error.
func (e *InvalidRecordsError) Unwrap() error { return e.First }

// AddEvents adds all events of a sequence, such as networkevent.JSON.Read returns.
//
// Records that are wrong are passed over and reported at the end, by an *[InvalidRecordsError]. Any other
// error, such as a *[flowtrail.StreamError], ends the sequence. It is returned together with the
// *InvalidRecordsError, if there is one: [errors.As] finds each. What came before an error has been added.
func (a *Accumulator) AddEvents(events iter.Seq2[*networkevent.Event, error]) error {
	return addAll(events, a.Add)
}

// AddRows adds all rows of a sequence, such as networkevent.CSV.Read returns. Its errors are those of
// [Accumulator.AddEvents].
func (a *Accumulator) AddRows(rows iter.Seq2[*networkevent.Row, error]) error {
	return addAll(rows, a.AddRow)
}

// ReadEvents adds all events that are left in a reader, with as many goroutines as it has [flowtrail.Workers]: the fastest
// way. Each counts for itself, so that for a while there may be as many Accumulators of all users. Its errors are those of [Accumulator.AddEvents].
func (a *Accumulator) ReadEvents(events *flowtrail.Reader[networkevent.Event]) error {
	return readAll(a, events, (*Accumulator).Add)
}

// ReadRows adds all rows that are left in a reader, as [Accumulator.ReadEvents] does.
func (a *Accumulator) ReadRows(rows *flowtrail.Reader[networkevent.Row]) error {
	return readAll(a, rows, (*Accumulator).AddRow)
}

func addAll[T any](records iter.Seq2[T, error], add func(T)) error {
	var invalid InvalidRecordsError
	for record, err := range records {
		if err == nil {
			add(record)
		} else if err := invalid.take(err); err != nil {
			return invalid.and(err)
		}
	}
	return invalid.and(nil)
}

func readAll[T any](a *Accumulator, records *flowtrail.Reader[T], add func(*Accumulator, *T)) error {
	var invalid InvalidRecordsError
	first := true
	part := func() *Accumulator {
		if first {
			first = false
			return a
		}
		return &Accumulator{window: a.window}
	}
	merge := func(into, from *Accumulator) { into.Merge(from) } // the windows are the same
	_, err := flowtrail.Fold(records, part, add, merge, invalid.take)
	return invalid.and(err)
}

// take counts an invalid record, and returns any other error.
func (e *InvalidRecordsError) take(err error) error {
	var bad *flowtrail.RecordError
	if !errors.As(err, &bad) {
		return err
	}
	if e.Count++; e.Count == 1 {
		e.First = bad
	}
	return nil
}

// and returns the error for what was passed over and what reading ended with.
func (e *InvalidRecordsError) and(broken error) error {
	switch {
	case e.Count == 0:
		return broken
	case broken == nil:
		return e
	}
	return errors.Join(broken, e)
}
