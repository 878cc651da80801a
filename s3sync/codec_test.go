package s3sync_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
)

const network = `{ "event_type": "network_access", "event": { "version": 1, "time": "2025-07-25T18:19:41.236597+00:00", "status": "closed_connection", "connection": { "client_ip": "203.0.113.4", "protocol": "tcp", "bytes_received": 338, "bytes_transferred": 404 }, "connector": { "id": "123456", "name": "quiet-heron" }, "remote_network": { "id": "789012", "name": "aws-us-east-1-dev" }, "resource": { "address": "ci.example.int", "applied_rule": "ci.example.int", "id": "1234567", "ip": "10.11.12.13", "port": 80 }, "relays": [], "device": { "id": "1234567" }, "user": { "id": "890123", "email": "jane@example.com" }, "location": { "lat": 39.84, "lon": -100.04 } }}`

const unknown = `{ "event_type": "authentication", "event": {"version": "1",  "action": {"type":"reauth"}} }`

func TestJSON(t *testing.T) {
	codectest.Run(t, s3sync.JSON, codectest.Expected{SampleSum: "6bdedaf09e7dd165fb92f23ec36d8fafac101919b593b67788b84b72971d9dc6"})
}

func FuzzJSON(f *testing.F) { codectest.Fuzz(f, s3sync.JSON) }

// TestMixedFile reads a file of several streams, and writes it again.
func TestMixedFile(t *testing.T) {
	text := strings.Join([]string{unknown, network, unknown, network, `{"event_type":"network_access","event":7}`, `{"event":{}}`, network, ""}, "\n")
	for workers := range 3 {
		var kinds, wrong []string
		var out bytes.Buffer
		w := s3sync.JSON.NewWriter(&out)
		for rec, err := range s3sync.JSON.Read(strings.NewReader(text), flowtrail.FileName("F"), flowtrail.Workers(workers)) {
			if err != nil {
				wrong = append(wrong, err.Error())
				continue
			}
			switch ev := rec.Event.(type) {
			case *networkevent.Event:
				kinds = append(kinds, string(ev.Type)+" "+ev.User.Email)
			case *s3sync.Unknown:
				kinds = append(kinds, ev.Stream)
				if string(ev.Raw) != unknown {
					t.Errorf("%s is kept as %s", unknown, ev.Raw)
				}
			}
			if err := w.Write(rec); err != nil {
				t.Error(err)
			}
		}
		w.Flush()
		if diff := cmp.Diff([]string{"authentication", "network_access jane@example.com", "authentication", "network_access jane@example.com", "network_access jane@example.com"}, kinds); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string{"F:5:40: /event: 7 is a number, not an object", "F:6:1: /event_type: is missing"}, wrong); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		line, err := networkevent.JSON.Append(nil, event(t))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(unknown+"\n"+string(line)+unknown+"\n"+string(line)+string(line), out.String()); diff != "" {
			t.Errorf("written (-want +got):\n%s", diff)
		}
	}
}

func event(t *testing.T) *networkevent.Event {
	var ev networkevent.Event
	if err := networkevent.JSON.Decode([]byte(network), &ev); err != nil {
		t.Fatal(err)
	}
	return &ev
}

// TestEmpty reads the file that the sync makes where it may not encrypt: one of no bytes.
func TestEmpty(t *testing.T) {
	for _, text := range []string{"", "\ufeff", "\n"} {
		for workers := range 3 {
			for rec, err := range s3sync.JSON.Read(strings.NewReader(text), flowtrail.Workers(workers)) {
				t.Errorf("%q has the record %v, %v", text, rec, err)
			}
		}
	}
}

// TestUnknownWritten checks that a record of an unknown stream is written on one line.
func TestUnknownWritten(t *testing.T) {
	for raw, want := range map[string]string{
		unknown:                       unknown,
		"{\n \"a b\": [1.0,\r\n2]\n}": `{"a b":[1.0,2]}`,
	} {
		if got := line(t, &s3sync.Record{Event: &s3sync.Unknown{Raw: []byte(raw)}}); got != want+"\n" {
			t.Errorf("%q is written as %q", raw, got)
		}
	}
}

func TestDetect(t *testing.T) {
	for text, want := range map[string]bool{
		network + "\n" + unknown: true, unknown + "\n" + network: true, network: false, network + "\n" + network: false, "": false, "[]": false,
		"[" + unknown + ",\n" + network + "]": true, `{"a":1}` + "\n" + network: false,
		unknown: true, unknown + "\n" + `{"a":1}`: true, "[" + unknown + "]": true, unknown[:len(unknown)-9]: true, unknown[:30]: false, unknown + "\n" + unknown[:40]: true,
		`{"event_type":"authentication"}`: false, `{"event_type":"authentication","event":7}`: false, `{"event_type":"authentication","event_id":"7"}`: false,
	} {
		if got := s3sync.JSON.Detect([]byte(text)); got != want {
			t.Errorf("%.60s: %v", text, got)
		}
	}
}

// TestSamplesGoOn checks that samples can be written however many there are: few audit log events have members that are not named.
func TestSamplesGoOn(t *testing.T) {
	if err := s3sync.JSON.WriteSamples(io.Discard, 1, 20_000, false); err != nil {
		t.Error(err)
	}
}
