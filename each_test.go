package flowtrail_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// TestEach checks that Each gives what Next gives, in files of many chunks, some of which are cut where no record ends.
func TestEach(t *testing.T) {
	good := sampleEvents(t, 1000)
	rows := sampleRows(t, 1000)
	random := rand.New(rand.NewPCG(0, 0))
	var records, cells []string
	for range 800 {
		event, row := good[random.IntN(len(good))], rows[random.IntN(len(rows))]
		if random.IntN(100) == 0 {
			event, row = damage(random, event, `{"a":`), damage(random, row, ",\"x\ny")
		}
		records, cells = append(records, event), append(cells, row, row)
	}
	for name, text := range framings(records) {
		visitsAll(t, name, networkevent.JSON, text)
	}
	visitsAll(t, "rows", networkevent.CSV, networkeventHeader+"\n"+strings.Join(cells, "\n"))
	visitsAll(t, "tiny rows", networkevent.CSV, networkeventHeader+"\n"+strings.Repeat("a\n", 10_000))
}

// visitsAll compares Each with Next, also where Next has read the first records.
func visitsAll[T any](t *testing.T, name string, codec *flowtrail.Codec[T], text string) {
	t.Helper()
	for workers := 1; workers <= 3; workers++ {
		one := codec.NewReader(strings.NewReader(text), flowtrail.MaxRecordSize(9000))
		other := codec.NewReader(strings.NewReader(text), flowtrail.MaxRecordSize(9000), flowtrail.Workers(workers))
		var v T
		for range workers - 1 {
			one.Next(&v)
			other.Next(&v)
		}
		wantValues, wantErrs := read(codec, one)
		values, errs := visit(codec, other, workers+1)
		if diff := cmp.Diff(wantErrs, errs); diff != "" {
			t.Fatalf("%s, %d workers: errors (-Next +Each):\n%s", name, workers, diff)
		}
		if diff := cmp.Diff(wantValues, values); diff != "" {
			t.Fatalf("%s, %d workers: records (-Next +Each):\n%s", name, workers, diff)
		}
		if diff := cmp.Diff(one.Pos(), other.Pos()); diff != "" {
			t.Fatalf("%s, %d workers: the last position (-Next +Each):\n%s", name, workers, diff)
		}
	}
}

// read returns the sorted records that Next reads, and its errors, each with where the reader stood.
func read[T any](codec *flowtrail.Codec[T], rd *flowtrail.Reader[T]) (values, errs []string) {
	var v T
	for {
		err := rd.Next(&v)
		var stream *flowtrail.StreamError
		switch {
		case err == nil:
			values = append(values, written(codec, &v))
		case err != io.EOF:
			errs = append(errs, fmt.Sprint(rd.Pos(), err))
		}
		if err == io.EOF || errors.As(err, &stream) {
			slices.Sort(values)
			return values, errs
		}
	}
}

func written[T any](codec *flowtrail.Codec[T], v *T) string {
	line, err := codec.Append(nil, v)
	return fmt.Sprint(string(line), err)
}

// visit does what read does, with Each.
func visit[T any](codec *flowtrail.Codec[T], rd *flowtrail.Reader[T], visitors int) (values, errs []string) {
	parts := make([][]string, 0, visitors)
	for err := range rd.Each(func() func(*T) {
		parts = append(parts, nil)
		part := &parts[len(parts)-1]
		return func(v *T) { *part = append(*part, written(codec, v)) }
	}) {
		errs = append(errs, fmt.Sprint(rd.Pos(), err))
	}
	return slices.Sorted(slices.Values(slices.Concat(parts...))), errs
}

// TestEachLeft checks that a loop that is left has no visitor at work behind it, and that the reader goes on.
func TestEachLeft(t *testing.T) {
	events := sampleEvents(t, 3000)
	events[1] = "{}"
	rd := networkevent.JSON.NewReader(strings.NewReader(strings.Join(events, "\n")), flowtrail.Workers(3))
	seen := make([]int, 0, 4)
	count := func() func(*networkevent.Event) {
		seen = append(seen, 0)
		n := &seen[len(seen)-1]
		return func(*networkevent.Event) { *n++ }
	}
	for range rd.Each(count) {
		break
	}
	total := 0
	for _, n := range seen {
		total += n
	}
	var e networkevent.Event
	for rd.Next(&e) == nil {
		total++
	}
	if total != len(events)-1 {
		t.Errorf("%d of %d events", total, len(events)-1)
	}
}

// TestEachPanic checks that the panic of a visitor can be recovered, whichever goroutine it was in.
func TestEachPanic(t *testing.T) {
	text := strings.Join(sampleEvents(t, 3000), "\n")
	for _, workers := range []int{1, 2} {
		rd := networkevent.JSON.NewReader(strings.NewReader(text), flowtrail.Workers(workers))
		func() {
			defer func() {
				if got := recover(); got != "enough" {
					t.Errorf("%d workers: recovered %v", workers, got)
				}
			}()
			for range rd.Each(func() func(*networkevent.Event) { return func(*networkevent.Event) { panic("enough") } }) {
			}
		}()
	}
}
