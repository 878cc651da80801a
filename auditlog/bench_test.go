package auditlog_test

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail/auditlog"
)

// samples returns what n samples are written as.
func samples(b *testing.B, n int64) []byte {
	b.Helper()
	var text bytes.Buffer
	if err := auditlog.JSON.WriteSamples(&text, 1, n, false); err != nil {
		b.Fatal(err)
	}
	return text.Bytes()
}

// BenchmarkInto reads and validates records into the same memory.
func BenchmarkInto(b *testing.B) {
	text := samples(b, 20_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		var ev auditlog.Event
		for err := range auditlog.JSON.NewReader(bytes.NewReader(text)).Into(&ev) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkEncodingJSON reads the same records with encoding/json, without validating them, and leaves what depends on the types of
// targets as it is.
func BenchmarkEncodingJSON(b *testing.B) {
	type event struct {
		Version json.RawMessage `json:"version"`
		Time    string          `json:"time"`
		Action  string          `json:"action"`
		Targets []struct {
			Version string          `json:"version"`
			Type    string          `json:"type"`
			ID      string          `json:"id"`
			Name    string          `json:"name"`
			Email   *string         `json:"email"`
			Active  *bool           `json:"isActive"`
			Rest    json.RawMessage `json:"protocols"`
		} `json:"targets"`
		Actor struct {
			Type string  `json:"type"`
			ID   *string `json:"id"`
			Info *struct {
				Email *string `json:"email"`
				Name  string  `json:"name"`
			} `json:"info"`
		} `json:"actor"`
	}
	type record struct {
		Type  string `json:"event_type"`
		Event event  `json:"event"`
		event        // of a bare record
	}
	text := samples(b, 20_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		decoder := json.NewDecoder(bytes.NewReader(text))
		for {
			var r record
			if err := decoder.Decode(&r); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
			at := r.Time + r.Event.Time
			if _, err := time.Parse(time.RFC3339, at); err != nil && len(at) != len("2021-08-15T14:30Z") {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkAppend writes records.
func BenchmarkAppend(b *testing.B) {
	var events []*auditlog.Event
	text := samples(b, 20_000)
	for ev, err := range auditlog.JSON.Read(bytes.NewReader(text)) {
		if err != nil {
			b.Fatal(err)
		}
		events = append(events, ev)
	}
	w := auditlog.JSON.NewWriter(io.Discard)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for _, ev := range events {
			if err := w.Write(ev); err != nil {
				b.Fatal(err)
			}
		}
	}
}
