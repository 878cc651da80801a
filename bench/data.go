package main

import (
	"bytes"
	"encoding/json"
	"sync"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/bench/twin"
	"github.com/flowtrail/flowtrail/networkevent"
)

// seed is the seed of all samples.
const seed = 1

// data is what is read and written in this process. Each part is made when it is first needed. Few are a tenth of the
// records, for peers that are slow.
type data struct {
	events        func() []byte
	newEvents     func() []byte // in which nothing repeats
	fewEvents     func() []byte
	invalidEvents func() []byte // few
	rows          func() []byte
	invalidRows   func() []byte // few
	made          []input
}

// An input is what the table says of an input.
type input struct {
	Name    string `json:"name"`
	Records int64  `json:"records"`
	Bytes   int64  `json:"bytes"`
}

func newData(records int) *data {
	d := &data{}
	few := max(records/10, 1)
	d.events = encoded(d, "S3 events", networkevent.JSON, records, asSampled)
	d.newEvents = encoded(d, "S3 events, nothing repeats", networkevent.JSON, records, renew)
	d.fewEvents = encoded(d, "S3 events, few", networkevent.JSON, few, asSampled)
	d.invalidEvents = encoded(d, "S3 events, all invalid", networkevent.JSON, few, breakEvent)
	d.rows = encoded(d, "CSV rows", networkevent.CSV, records, asSampled)
	d.invalidRows = encoded(d, "CSV rows, all invalid", networkevent.CSV, few, breakRow)
	return d
}

// encoded returns what makes an input of samples, each of them changed, when it is first called.
func encoded[T any](
	d *data, name string, codec *flowtrail.Codec[T], records int, change func(i int, v *T),
) func() []byte {
	return sync.OnceValue(func() []byte {
		var text bytes.Buffer
		writer := codec.NewWriter(&text)
		i := 0
		for v := range codec.Samples(seed) {
			if i == records {
				break
			}
			change(i, v)
			must(writer.Write(v))
			i++
		}
		must(writer.Flush())
		d.made = append(d.made, input{name, int64(records), int64(text.Len())})
		return text.Bytes()
	})
}

// must stops at errors that only a mistake in this program can bring about.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// writingEvents is the duel of two that write the same events on one core.
func (d *data) writingEvents(ours func([]*networkevent.Event) error, theirs func([]*twin.Record) error) func() duel {
	return func() duel {
		text := d.events()
		events, twins := records(networkevent.JSON, text), twins(text)
		return duel{
			side{1, len(text), func() error { return ours(events) }},
			side{1, len(text), func() error { return theirs(twins) }},
		}
	}
}

// writingRows is the duel of two that write the same rows on one core.
func (d *data) writingRows(ours, theirs func([]*networkevent.Row) error) func() duel {
	return func() duel {
		text := d.rows()
		rows := records(networkevent.CSV, text)
		return duel{
			side{1, len(text), func() error { return ours(rows) }},
			side{1, len(text), func() error { return theirs(rows) }},
		}
	}
}

func records[T any](codec *flowtrail.Codec[T], text []byte) (all []*T) {
	for v, err := range codec.Read(bytes.NewReader(text)) {
		must(err)
		all = append(all, v)
	}
	return all
}

func twins(text []byte) (all []*twin.Record) {
	for line := range bytes.Lines(text) {
		r := new(twin.Record)
		must(json.Unmarshal(line, r))
		all = append(all, r)
	}
	return all
}
