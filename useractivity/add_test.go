package useractivity_test

import (
	"bytes"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

// TestReadAll checks that counting where records are decoded is the same as counting them in order.
func TestReadAll(t *testing.T) {
	events := exported(t, networkevent.JSON, "{}\n")
	readAll(t, func(a *useractivity.Accumulator, workers flowtrail.Option) error {
		return a.ReadEvents(networkevent.JSON.NewReader(bytes.NewReader(events), workers))
	}, func(a *useractivity.Accumulator) error {
		return a.AddEvents(networkevent.JSON.Read(bytes.NewReader(events)))
	})
	rows := exported(t, networkevent.CSV, "too,few,cells\n")
	readAll(t, func(a *useractivity.Accumulator, workers flowtrail.Option) error {
		return a.ReadRows(networkevent.CSV.NewReader(bytes.NewReader(rows), workers))
	}, func(a *useractivity.Accumulator) error {
		return a.AddRows(networkevent.CSV.Read(bytes.NewReader(rows)))
	})
}

// exported returns samples enough for many chunks, and wrong records among them.
func exported[T any](t *testing.T, codec *flowtrail.Codec[T], wrong string) []byte {
	t.Helper()
	var text bytes.Buffer
	w := codec.NewWriter(&text)
	n := 0
	for v := range codec.Samples(5) {
		if err := w.Write(v); err != nil {
			t.Fatal(err)
		}
		if n++; n%1000 == 0 {
			w.Flush()
			text.WriteString(wrong)
		}
		if n == 4000 {
			break
		}
	}
	return text.Bytes()
}

func readAll(t *testing.T, read func(*useractivity.Accumulator, flowtrail.Option) error,
	add func(*useractivity.Accumulator) error,
) {
	t.Helper()
	var want useractivity.Accumulator
	wantErr := add(&want)
	counted, _ := want.MarshalBinary()
	for workers := 1; workers <= 4; workers++ {
		var got useractivity.Accumulator
		err := read(&got, flowtrail.Workers(workers))
		if err == nil || err.Error() != wantErr.Error() {
			t.Errorf("%d workers: %v, not %v", workers, err, wantErr)
		}
		if parts, _ := got.MarshalBinary(); !bytes.Equal(parts, counted) {
			t.Errorf("%d workers counted otherwise than one", workers)
		}
	}
}
