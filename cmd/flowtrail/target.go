package main

import (
	"io"
	"maps"
	"slices"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// A target is the encoding that is converted to. Its methods write a record and return what was changed.
type target interface {
	event(*networkevent.Event) ([]change, error)
	row(*networkevent.Row) ([]change, error)
	Flush() error
}

func newTarget(w io.Writer, encoding string) target {
	if encoding == "json" {
		return &toEvents{writerTo(w, networkevent.JSON)}
	}
	return &toRows{writer: writerTo(w, networkevent.CSV)}
}

// A writer writes records of an encoding.
type writer[T any] struct {
	*flowtrail.Writer[T]
	codec *flowtrail.Codec[T]
	lost  string // what is told of a field that it cannot hold
	line  []byte // memory for writeValid
	back  T      // likewise
}

func writerTo[T any](w io.Writer, codec *flowtrail.Codec[T]) writer[T] {
	return writer[T]{Writer: codec.NewWriter(w), codec: codec, lost: lostIn(codec.Name())}
}

// lostIn is what is told of a field that a form of records cannot hold.
func lostIn(form string) string { return "has no place in " + form }

// writeValid writes a record that may turn out not to keep to the schema of the encoding; then that is the error.
func (w *writer[T]) writeValid(v *T) error {
	line, err := w.codec.Append(w.line[:0], v)
	if err == nil {
		w.line = line
		err = w.codec.Decode(line, &w.back)
	}
	if err == nil {
		err = w.Write(v)
	}
	return err
}

type toEvents struct{ writer[networkevent.Event] }

func (to *toEvents) event(e *networkevent.Event) ([]change, error) { return nil, to.Write(e) }

func (to *toEvents) row(r *networkevent.Row) ([]change, error) {
	e := r.ToEvent()
	return told(to.lost, r.LostInEvent()...), to.writeValid(&e)
}

type toRows struct {
	writer[networkevent.Row]
	extra map[string]bool // columns of the header that the document does not name; nil until it is written
}

func (to *toRows) row(r *networkevent.Row) ([]change, error) {
	missing := to.fit(r)
	return told(to.lost, missing...), to.Write(r)
}

// established is what is lost of an event whose status the report does not have: it lists completed connections.
const established = "the status established_connection, and so the event,"

// assumed is what an event does not have and the report wants.
var assumed = change{field: "start_time", what: "is not known: it is the end time"}

func (to *toRows) event(e *networkevent.Event) ([]change, error) {
	if e.Status == networkevent.StatusEstablishedConnection {
		return []change{{field: established, what: to.lost}}, nil
	}
	r := e.ToRow()
	err := to.writeValid(&r)
	if err == nil {
		to.fit(&r)
	}
	changed := told(to.lost, e.LostInRow()...)
	if !e.Failed() {
		changed = append(changed, assumed)
	}
	return changed, err
}

// fit removes what is in columns that the header lacks, and returns these. The header is that of the first row.
func (to *toRows) fit(r *networkevent.Row) (lost []string) {
	first := to.extra == nil
	if first {
		to.extra = make(map[string]bool)
	}
	for _, column := range slices.Sorted(maps.Keys(r.Extra)) {
		switch {
		case first:
			to.extra[column] = true
		case !to.extra[column]:
			delete(r.Extra, column)
			lost = append(lost, column)
		}
	}
	return lost
}
