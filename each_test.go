package flowtrail_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

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
func visitsAll[T any](t *testing.T, name string, codec *flowtrail.Codec[T], text string, opts ...flowtrail.Option) {
	t.Helper()
	for workers := 1; workers <= 3; workers++ {
		one := codec.NewReader(strings.NewReader(text), flowtrail.MaxRecordSize(9000))
		other := codec.NewReader(strings.NewReader(text), append(opts, flowtrail.MaxRecordSize(9000), flowtrail.Workers(workers))...)
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

// TestEachLeft checks that a loop that is left has no visitor at work after it, and that the reader goes on: each valid
// record is visited or read once, and no error is lost or misplaced.
func TestEachLeft(t *testing.T) {
	events := sampleEvents(t, 3000)
	wrong := []int64{2, 4, 6, 2999}
	for _, n := range wrong {
		events[n-1] = "{}"
	}
	for workers := 1; workers <= 3; workers++ {
		rd := networkevent.JSON.NewReader(strings.NewReader(strings.Join(events, "\n")), flowtrail.Workers(workers))
		var errs []error
		visited := sumUp(func(visitor func() func(*networkevent.Event)) {
			for err := range rd.Each(visitor) {
				errs = append(errs, err)
				break
			}
		}, func(*networkevent.Event) int { return 1 })
		var e networkevent.Event
		for err := rd.Next(&e); err != io.EOF; err = rd.Next(&e) {
			if err != nil {
				errs = append(errs, err)
			} else {
				visited++
			}
		}
		var at []int64
		for _, err := range errs {
			var bad *flowtrail.RecordError
			if !errors.As(err, &bad) || int64(bad.Line) != bad.Record {
				t.Fatalf("%d workers: %v", workers, err)
			}
			at = append(at, bad.Record)
		}
		if diff := cmp.Diff(wrong, at); diff != "" {
			t.Errorf("%d workers: wrong records (-want +got):\n%s", workers, diff)
		}
		if visited != len(events)-len(wrong) || rd.Pos().Record != int64(len(events)) || rd.Pos().Line != len(events) {
			t.Errorf("%d workers: %d events, the last at %v", workers, visited, rd.Pos())
		}
	}
}

// sumUp runs a loop and returns the sum of what its visitors make of the records.
func sumUp[T any](loop func(visitor func() func(*T)), part func(*T) int) int {
	var sums []*int
	loop(func() func(*T) {
		sum := new(int)
		sums = append(sums, sum)
		return func(v *T) { *sum += part(v) }
	})
	total := 0
	for _, sum := range sums {
		total += *sum
	}
	return total
}

// TestEachSlow checks that records stay as they are while they are visited, though others are read meanwhile.
func TestEachSlow(t *testing.T) {
	text := strings.Repeat(strings.Join(sampleEvents(t, 3000), "\n")+"\n", 4)
	port := func(e *networkevent.Event) int { return int(e.Resource.Port) }
	want := 0
	for e, err := range networkevent.JSON.Read(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		want += port(e)
	}
	rd := networkevent.JSON.NewReader(strings.NewReader(text), flowtrail.Workers(2))
	got := sumUp(func(visitor func() func(*networkevent.Event)) {
		for err := range rd.Each(func() func(*networkevent.Event) {
			visit, n := visitor(), 0
			return func(e *networkevent.Event) {
				if n++; n%100 == 0 {
					time.Sleep(time.Millisecond)
				}
				visit(e)
			}
		}) {
			t.Fatal(err)
		}
	}, port)
	if got != want {
		t.Errorf("%d, not %d", got, want)
	}
}

// TestEachPanic checks that the panic of a visitor can be recovered, whichever goroutine it was in, that no visitor is at work
// any more (the sums are read without a lock), and that the reader can go on.
func TestEachPanic(t *testing.T) {
	text := strings.Join(sampleEvents(t, 3000), "\n")
	for workers := 1; workers <= 3; workers++ {
		rd := networkevent.JSON.NewReader(strings.NewReader(text), flowtrail.Workers(workers))
		visits := 0
		total := sumUp(func(visitor func() func(*networkevent.Event)) {
			defer func() {
				if got := recover(); got != "enough" {
					t.Errorf("%d workers: recovered %v", workers, got)
				}
			}()
			for range rd.Each(func() func(*networkevent.Event) {
				visits++
				visit, first := visitor(), visits == 1
				return func(e *networkevent.Event) {
					if first {
						panic("enough")
					}
					time.Sleep(20 * time.Microsecond)
					visit(e)
				}
			}) {
			}
		}, func(*networkevent.Event) int { return 1 })
		var e networkevent.Event
		for rd.Next(&e) == nil {
			total++
		}
		if rd.Pos().Record != 3000 || total >= 3000 {
			t.Errorf("%d workers: %d events, the last at %v", workers, total, rd.Pos())
		}
	}
}
