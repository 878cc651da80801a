package flowtrail_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// TestFold checks that Fold adds what All gives, and tells of the same errors, in files of many blocks.
func TestFold(t *testing.T) {
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
		foldsAll(t, name, networkevent.JSON, text, flowtrail.MaxRecordSize(9000))
	}
	foldsAll(t, "rows", networkevent.CSV, networkeventHeader+"\n"+strings.Join(cells, "\n"), flowtrail.MaxRecordSize(9000))
	foldsAll(t, "tiny rows", networkevent.CSV, networkeventHeader+"\n"+strings.Repeat("a\n", 10_000))
}

// foldsAll compares Fold with All, also where All has read the first records.
func foldsAll[T any](t *testing.T, name string, codec *flowtrail.Codec[T], text string, opts ...flowtrail.Option) {
	t.Helper()
	for workers := 1; workers <= 3; workers++ {
		one := codec.NewReader(strings.NewReader(text), opts...)
		other := codec.NewReader(strings.NewReader(text), append(opts, flowtrail.Workers(workers))...)
		skipRecords(one, workers-1)
		skipRecords(other, workers-1)
		wantValues, wantErrs := readAll(codec, one)
		values, errs := folded(codec, other)
		if diff := cmp.Diff(wantErrs, errs); diff != "" {
			t.Fatalf("%s, %d workers: errors (-All +Fold):\n%s", name, workers, diff)
		}
		if diff := cmp.Diff(wantValues, values); diff != "" {
			t.Fatalf("%s, %d workers: records (-All +Fold):\n%s", name, workers, diff)
		}
		if diff := cmp.Diff(one.Pos(), other.Pos()); diff != "" {
			t.Fatalf("%s, %d workers: the last position (-All +Fold):\n%s", name, workers, diff)
		}
	}
}

// skipRecords reads so many records.
func skipRecords[T any](rd *flowtrail.Reader[T], n int) {
	if n == 0 {
		return
	}
	for range rd.All() {
		if n--; n == 0 {
			return
		}
	}
}

// readAll returns the sorted records that All reads, and its errors, each with where the reader stood and what of the record was
// there.
func readAll[T any](codec *flowtrail.Codec[T], rd *flowtrail.Reader[T]) (values, errs []string) {
	for v, err := range rd.All() {
		if err == nil {
			values = append(values, written(codec, v))
		} else {
			errs = append(errs, place(rd, err))
		}
	}
	slices.Sort(values)
	return values, errs
}

// place tells of an error, where the reader stands and what is there.
func place[T any](rd *flowtrail.Reader[T], err error) string {
	return fmt.Sprintf("%v %v\n%s", rd.Pos(), err, rd.Raw())
}

func written[T any](codec *flowtrail.Codec[T], v *T) string {
	line, err := codec.Append(nil, v)
	return fmt.Sprint(string(line), err)
}

// folded does what readAll does, with Fold.
func folded[T any](codec *flowtrail.Codec[T], rd *flowtrail.Reader[T]) (values, errs []string) {
	all, err := flowtrail.Fold(rd, func() *[]string { return new([]string) },
		func(part *[]string, v *T) { *part = append(*part, written(codec, v)) },
		func(into, from *[]string) { *into = append(*into, *from...) },
		func(err error) error {
			errs = append(errs, place(rd, err))
			return nil
		})
	if err != nil {
		errs = append(errs, place(rd, err))
	}
	slices.Sort(*all)
	return *all, errs
}

// sum sums up part of all records.
func sum[T any](rd *flowtrail.Reader[T], part func(*T) int, bad func(error) error) (int, error) {
	total, err := flowtrail.Fold(rd, func() *int { return new(int) },
		func(sum *int, v *T) { *sum += part(v) },
		func(into, from *int) { *into += *from }, bad)
	return *total, err
}

// TestFoldStopped checks that an error of bad ends Fold and is returned, that without bad the first wrong record does, and that the
// reader is at its end then.
func TestFoldStopped(t *testing.T) {
	events := sampleEvents(t, 3000)
	for _, n := range []int{20, 2000, 2999} {
		events[n-1] = "{}"
	}
	enough := errors.New("enough")
	for workers := 1; workers <= 3; workers++ {
		for name, bad := range map[string]func(error) error{"nil": nil, "an error": func(err error) error {
			if strings.HasPrefix(err.Error(), "input:2000:") {
				return enough
			}
			return nil
		}} {
			rd := networkevent.JSON.NewReader(strings.NewReader(strings.Join(events, "\n")), flowtrail.Workers(workers))
			before := runtime.NumGoroutine()
			added, err := sum(rd, func(*networkevent.Event) int { return 1 }, bad)
			var wrong *flowtrail.RecordError
			switch {
			case bad == nil && (!errors.As(err, &wrong) || wrong.Record != 20 || rd.Pos() != wrong.Position || added < 19):
				t.Errorf("%d workers, bad is %s: %v at %v, %d added", workers, name, err, rd.Pos(), added)
			case bad != nil && (err != enough || rd.Pos().Record != 2000 || added < 1998):
				t.Errorf("%d workers, bad is %s: %v at %v, %d added", workers, name, err, rd.Pos(), added)
			}
			for _, err := range rd.All() {
				t.Fatalf("%d workers, bad is %s: there is more to read, %v", workers, name, err)
			}
			ended(t, before)
		}
	}
}

// ended waits until there are only so many goroutines as before: the last ones may not have returned yet.
func ended(t *testing.T, before int) {
	t.Helper()
	for i := 0; runtime.NumGoroutine() > before; i++ {
		if i == 1e6 {
			t.Fatalf("%d goroutines before, %d after", before, runtime.NumGoroutine())
		}
		runtime.Gosched()
	}
}

// TestLoopLeft checks that a loop that is left leaves no goroutine, and that the next one goes on where it was.
func TestLoopLeft(t *testing.T) {
	events := sampleEvents(t, 3000)
	for _, n := range []int{2, 4, 6, 2999} {
		events[n-1] = "{}"
	}
	text := strings.Join(events, "\n")
	for workers := 1; workers <= 3; workers++ {
		for _, fold := range []bool{false, true} {
			rd := networkevent.JSON.NewReader(strings.NewReader(text), flowtrail.Workers(workers), flowtrail.Block(9000, 5))
			before, records := runtime.NumGoroutine(), 0
			for more := true; more && records < 2500; {
				more = false
				for _, err := range rd.All() {
					more = true
					if records++; rd.Pos().Record != int64(records) || rd.Pos().Line != records || string(rd.Raw()) != events[records-1] {
						t.Fatalf("%d workers: record %d at %v: %s, %v", workers, records, rd.Pos(), rd.Raw(), err)
					}
					if records%700 == 0 {
						break
					}
				}
				ended(t, before)
			}
			if fold {
				rest, err := sum(rd, func(*networkevent.Event) int { return 1 }, func(error) error { records++; return nil })
				if records += rest; err != nil {
					t.Fatal(err)
				}
			}
			for range rd.All() {
				records++
			}
			if records != 3000 || rd.Pos().Record != 3000 || rd.Pos().Line != 3000 {
				t.Errorf("%d workers: %d records, the last at %v", workers, records, rd.Pos())
			}
		}
	}
}

// TestFoldSlow checks that a record stays as it is while it is added, though others are read meanwhile.
func TestFoldSlow(t *testing.T) {
	text := strings.Repeat(strings.Join(sampleEvents(t, 3000), "\n")+"\n", 4)
	port := func(e *networkevent.Event) int { return int(e.Resource.Port) }
	want := 0
	for e, err := range networkevent.JSON.Read(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		want += port(e)
	}
	var n atomic.Int64
	got, err := sum(networkevent.JSON.NewReader(strings.NewReader(text), flowtrail.Workers(2)), func(e *networkevent.Event) int {
		if n.Add(1)%100 == 0 {
			time.Sleep(time.Millisecond)
		}
		return port(e)
	}, nil)
	if got != want || err != nil {
		t.Errorf("%d, not %d: %v", got, want, err)
	}
}

// TestFoldPanic checks that a panic of add can be recovered, whichever goroutine it was in, that no goroutine is at work any more,
// and that the reader is at its end.
func TestFoldPanic(t *testing.T) {
	text := strings.Join(sampleEvents(t, 3000), "\n")
	for workers := 1; workers <= 3; workers++ {
		for _, at := range []int64{1, 2000} {
			rd := networkevent.JSON.NewReader(strings.NewReader(text), flowtrail.Workers(workers))
			before := runtime.NumGoroutine()
			func() {
				defer func() {
					if got := recover(); got != "enough" {
						t.Errorf("%d workers: recovered %v", workers, got)
					}
				}()
				var n atomic.Int64
				sum(rd, func(*networkevent.Event) int {
					if n.Add(1) == at {
						panic("enough")
					}
					return 1
				}, nil)
			}()
			ended(t, before)
			for range rd.Into(new(networkevent.Event)) {
				if at == 1 {
					t.Fatalf("%d workers: there is more to read", workers)
				}
			}
		}
	}
}

// panicking is an input that panics when so much of it has been read.
type panicking struct{ left int }

func (p *panicking) Read(b []byte) (int, error) {
	if p.left <= 0 {
		panic("no more")
	}
	n := copy(b, strings.Repeat(export[:strings.Index(export, "\n")+1], 100))
	p.left -= n
	return n, nil
}

// TestReadPanic checks that a panic of the input reaches the caller from whichever goroutine.
func TestReadPanic(t *testing.T) {
	for workers := 1; workers <= 3; workers++ {
		func() {
			defer func() {
				if got := recover(); got != "no more" {
					t.Errorf("%d workers: recovered %v", workers, got)
				}
			}()
			for range networkevent.JSON.Read(&panicking{left: 1 << 20}, flowtrail.Workers(workers)) {
			}
		}()
	}
}

// TestFoldGoexit ends the goroutine that adds: the records after it must not be missing without a word.
func TestFoldGoexit(t *testing.T) {
	var text []byte
	for ev := range networkevent.JSON.Samples(1) {
		line, _ := networkevent.JSON.Append(nil, ev)
		text = bytes.Repeat(line, 5000)
		break
	}
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	_, err := flowtrail.Fold(networkevent.JSON.NewReader(bytes.NewReader(text), flowtrail.Workers(2)),
		func() *int { return new(int) },
		func(n *int, _ *networkevent.Event) {
			if *n++; *n == 700 {
				runtime.Goexit()
			}
		},
		func(into, from *int) { *into += *from }, nil)
	t.Errorf("Fold returns %v", err)
}
