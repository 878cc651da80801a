package auditlog_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/auditlog"
)

// TestConvert takes a record out of its envelope and puts it back.
func TestConvert(t *testing.T) {
	const inner = `"version":"1","time":"2021-08-15T14:30Z","actor":{"type":"API","id":"QQ==","info":{"name":"deploy"}},"action":"edit",` +
		`"targets":[{"version":"1","type":"Tag","id":"VGFn","color":"red"}],"eventual":1`
	for _, test := range []struct {
		name, wrapped, bare, back string
		lost                      []string
	}{
		{
			name:    "without loss",
			wrapped: `{"event_type":"audit_log","event":{` + inner + `}}`,
			bare:    `{` + inner + `}`,
			back:    `{"event_type":"audit_log","event":{` + inner + `}}`,
		},
		{
			name: "what only the envelope can hold",
			wrapped: `{"event_type":"audit_log","event":{` +
				strings.Replace(inner, `"eventual"`, `"event":{"version":1},"event_type":"audit_log","eventual"`, 1) + `},"eventId":7,"tenant":"t"}`,
			bare: `{` + inner + `}`,
			back: `{"event_type":"audit_log","event":{` + inner + `}}`,
			lost: []string{"/event/event", "/event/event_type", "/eventId", "/tenant"},
		},
	} {
		var ev auditlog.Event
		if err := auditlog.JSON.Decode([]byte(test.wrapped), &ev); err != nil {
			t.Fatal(err)
		}
		write := func(ev auditlog.Event) string {
			line, err := auditlog.JSON.Append(nil, &ev)
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
			}
			return strings.TrimSuffix(string(line), "\n")
		}
		bare := ev.ToBare()
		back := bare.ToEnvelope()
		got := []string{write(ev), write(bare), write(back), write(ev.ToEnvelope()), write(bare.ToBare())}
		if diff := cmp.Diff([]string{test.wrapped, test.bare, test.back, test.wrapped, test.bare}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if diff := cmp.Diff(test.lost, ev.LostInBare()); diff != "" || bare.LostInBare() != nil {
			t.Errorf("%s: %v of the bare one is lost (-want +got):\n%s", test.name, bare.LostInBare(), diff)
		}
		if err := auditlog.JSON.Validate([]byte(write(bare))); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

// TestConvertSamples converts samples there and back, and compares what they are written as.
func TestConvertSamples(t *testing.T) {
	n, bare := 0, 0
	for ev := range auditlog.JSON.Samples(3) {
		if n++; n > 1000 {
			break
		}
		if ev.Form.Bare {
			bare++
		}
		there := ev.ToBare()
		if ev.Form.Bare {
			there = ev.ToEnvelope()
		}
		back := there.ToEnvelope()
		if ev.Form.Bare {
			back = there.ToBare()
		}
		want, err := auditlog.JSON.Append(nil, ev)
		if err != nil {
			t.Fatal(err)
		}
		got, err := auditlog.JSON.Append(nil, &back)
		if there.Form.Bare == ev.Form.Bare || err != nil || ev.LostInBare() == nil && !bytes.Equal(want, got) {
			t.Fatalf("%v (-want +got):\n%s", err, cmp.Diff(string(want), string(got)))
		}
	}
	if bare == 0 || bare == n {
		t.Errorf("%d of %d samples are bare", bare, n)
	}
}
