package main

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"

	"github.com/bytedance/sonic"
	"github.com/mailru/easyjson"

	"github.com/flowtrail/flowtrail/bench/twin"
	"github.com/flowtrail/flowtrail/networkevent"
)

// unmarshal has what reads a line into a struct that is reused, and checks no schema.
var unmarshal = []struct {
	lib  string
	line func([]byte, *twin.Record) error
}{
	{"encoding-json", func(line []byte, r *twin.Record) error { return json.Unmarshal(line, r) }},
	{"easyjson", func(line []byte, r *twin.Record) error { return easyjson.Unmarshal(line, r) }},
	{"sonic", func(line []byte, r *twin.Record) error { return sonic.ConfigFastest.Unmarshal(line, r) }},
}

func benchmarkEvents(b *testing.B, text []byte) {
	benchmarkReader(b, "flowtrail", text, read(networkevent.JSON))
	for _, peer := range unmarshal {
		benchmarkReader(b, peer.lib, text, readLines(peer.line))
	}
}

// BenchmarkEvents is decoding and, by flowtrail and jsonschema, validating.
func BenchmarkEvents(b *testing.B) {
	text := head(b, eventsFile, *records)
	benchmarkEvents(b, text)
	benchmarkReader(b, "jsonschema", text, readLines(validated(schema(b, networkevent.JSON.Schema()), unmarshal[0].line)))
}

func BenchmarkNothingRepeats(b *testing.B) {
	benchmarkEvents(b, nothingRepeats(head(b, eventsFile, *records)))
}

// BenchmarkSmallFile is reading a file of five records.
func BenchmarkSmallFile(b *testing.B) { benchmarkEvents(b, head(b, eventsFile, 5)) }

func BenchmarkInvalidEvents(b *testing.B) {
	text := inject(b, head(b, eventsFile, *records/10), 0, eventFaults)
	benchmarkReader(b, "flowtrail", text, refuse(networkevent.JSON))
	benchmarkReader(b, "jsonschema", text, refuseEvents(schema(b, networkevent.JSON.Schema())))
}

// BenchmarkAppendEvents is encoding one record after the other in memory.
func BenchmarkAppendEvents(b *testing.B) {
	text := head(b, eventsFile, *records)
	var line []byte
	benchmarkWriter(b, "flowtrail", len(text), decode(b, networkevent.JSON, text), func(e *networkevent.Event) (err error) {
		line, err = networkevent.JSON.Append(line[:0], e)
		return err
	})
	benchmarkWriter(b, "encoding-json", len(text), twins(b, text), func(r *twin.Record) error {
		_, err := json.Marshal(r)
		return err
	})
}

// BenchmarkWriteEvents is encoding to a writer.
func BenchmarkWriteEvents(b *testing.B) {
	text := head(b, eventsFile, *records)
	benchmarkWriter(b, "flowtrail", len(text), decode(b, networkevent.JSON, text), networkevent.JSON.NewWriter(io.Discard).Write)
	encoder := json.NewEncoder(io.Discard)
	benchmarkWriter(b, "encoding-json", len(text), twins(b, text), func(r *twin.Record) error { return encoder.Encode(r) })
}

// benchmarkWriter measures writing records on one core.
func benchmarkWriter[T any](b *testing.B, lib string, size int, all []*T, write func(*T) error) {
	benchmark(b, "lib="+lib, 1, size, len(all), func() error {
		for _, v := range all {
			if err := write(v); err != nil {
				return err
			}
		}
		return nil
	})
}

func twins(tb testing.TB, text []byte) (all []*twin.Record) {
	for line := range bytes.Lines(text) {
		r := new(twin.Record)
		check(tb, json.Unmarshal(line, r))
		all = append(all, r)
	}
	return all
}
