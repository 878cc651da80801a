package codectest

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
)

// A Payload is a record in JSON as a document shows it, and what it says.
type Payload[T any] struct {
	Text string
	Want T
}

// Payloads checks that payloads are read as what they say, and written back byte for byte but for white space.
func Payloads[T any](t *testing.T, codec *flowtrail.Codec[T], payloads ...Payload[T]) {
	if len(payloads) == 0 {
		t.Fatal("there are no payloads")
	}
	for _, p := range payloads {
		var got T
		if err := codec.Decode([]byte(p.Text), &got); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(&p.Want, &got, equal); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, []byte(p.Text)); err != nil {
			t.Fatal(err)
		}
		compact.WriteByte('\n')
		written, err := codec.Append(nil, &got)
		if diff := cmp.Diff(compact.String(), string(written)); diff != "" || err != nil {
			t.Errorf("(-payload +written, with the error %v):\n%s", err, diff)
		}
	}
}
