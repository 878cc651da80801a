package vpcflow_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/vpcflow"
)

// TestToBare takes events out of entries of Cloud Logging, in both spellings, and what is bare already.
func TestToBare(t *testing.T) {
	const bare = `{"event_type":"yandex.cloud.audit.network.flowlogs.ExternalFlow","details":{"vers":"4","vpc_id":"enp"},"level":1}`
	for _, test := range []struct {
		text string
		lost []string
	}{
		{text: bare},
		{text: `{"json_payload":` + bare + `}`},
		{
			text: `{"timestamp":"2026-05-07T10:05:00Z","resource":{"type":"audit"},"json_payload":{` +
				`"eventType":"yandex.cloud.audit.network.flowlogs.ExternalFlow","json_payload":{},"details":{"vpc_id":"enp","vers":4},"level":1}}`,
			lost: []string{"/json_payload/json_payload", "/resource", "/timestamp"},
		},
	} {
		var ev vpcflow.Event
		if err := vpcflow.JSON.Decode([]byte(test.text), &ev); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.lost, ev.LostInBare()); diff != "" {
			t.Errorf("%s: what is lost (-want +got):\n%s", test.text, diff)
		}
		out := ev.ToBare()
		for range 2 {
			line, err := vpcflow.JSON.Append(nil, &out)
			if diff := cmp.Diff(bare+"\n", string(line)); diff != "" || err != nil {
				t.Errorf("%s: %v (-want +got):\n%s", test.text, err, diff)
			}
			if lost := out.LostInBare(); lost != nil {
				t.Errorf("%s: what is bare would lose %v", test.text, lost)
			}
			out = out.ToBare()
		}
	}
}
