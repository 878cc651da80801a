package flowtrail_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

// TestWorkersMemory reads megabytes with four workers, of records that do not fit the blocks they are decoded in: more than a block may
// have, larger than one, larger than the limit, or with a quote that makes all cuts after it wrong. What is allocated in all is
// bounded by the number of workers: nothing is put back and decoded again without end.
func TestWorkersMemory(t *testing.T) {
	header, user := headerAndRow(t, useractivity.CSV)
	rows := sampleRows(t, 1000)
	events := strings.Join(sampleEvents(t, 1000), "\n") + "\n"
	long := `"` + strings.Repeat("x", 900_000) + `"`
	lines := strings.Join(rows, "\n") + "\n"

	allocates(t, "small rows", useractivity.CSV, header+"\n"+strings.Repeat(user+"\n", 60_000))
	allocates(t, "a long row", networkevent.CSV, networkeventHeader+"\n"+long+"\n"+strings.Repeat(lines, 20))
	allocates(t, "open quotes", networkevent.CSV, networkeventHeader+"\n"+strings.Repeat("\"a\n"+strings.Join(rows[:100], "\n")+"\n", 100))
	allocates(t, "a long event", networkevent.JSON, `{"a":`+long+"}\n"+strings.Repeat(events, 5))
	allocates(t, "events beyond the limit", networkevent.JSON, strings.Repeat(events, 2), flowtrail.MaxRecordSize(500))
	allocates(t, "records beyond the limit", networkevent.JSON, strings.Repeat(`{"a":`+strings.Repeat(long, 2)+"}\n"+events, 3))
}

// allocates compares what four workers allocate with what one does.
func allocates[T any](t *testing.T, name string, codec *flowtrail.Codec[T], text string, opts ...flowtrail.Option) {
	t.Helper()
	var mb [2]int64
	var records [2]int64
	for i, workers := range []int{1, 4} {
		rd := codec.NewReader(strings.NewReader(text), append(opts, flowtrail.Workers(workers))...)
		mb[i] = allocated(func() {
			var v T
			for err := range rd.Into(&v) {
				var bad *flowtrail.RecordError
				if err != nil && !errors.As(err, &bad) {
					t.Fatalf("%s: %v", name, err)
				}
			}
		})
		records[i] = rd.Pos().Record
	}
	t.Logf("%s: %d MB of %d records: %d MB, four workers %d MB", name, len(text)>>20, records[0], mb[0], mb[1])
	if records[0] != records[1] {
		t.Errorf("%s: %d records, with four workers %d", name, records[0], records[1])
	}
	if mb[1] > mb[0]+64 {
		t.Errorf("%s: %d MB are allocated, with four workers %d MB", name, mb[0], mb[1])
	}
}
