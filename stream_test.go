package flowtrail_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// TestSlowStream writes records one by one, each only when the one before has been handed out: at once, with workers too, also where
// much was read before.
func TestSlowStream(t *testing.T) {
	events := sampleEvents(t, 400)
	rows := sampleRows(t, 400)
	for workers := 1; workers <= 3; workers++ {
		for _, before := range []int{1, 2, 300} {
			for _, compressed := range []bool{false, true} {
				name := fmt.Sprintf("%d workers after %d records, compressed %v", workers, before, compressed)
				slowly(t, name+": events", networkevent.JSON, "", events, before, workers, compressed)
				slowly(t, name+": rows", networkevent.CSV, networkeventHeader+"\n", rows, before, workers, compressed)
			}
		}
	}
}

func slowly[T any](t *testing.T, name string, codec *flowtrail.Codec[T], header string, records []string, before, workers int, compressed bool) {
	t.Helper()
	pipe, in := io.Pipe()
	defer pipe.Close()
	next := make(chan bool)
	go func() {
		defer in.Close()
		write := func(text string) { io.WriteString(in, text) }
		if compressed {
			zw := gzip.NewWriter(in)
			defer zw.Close()
			write = func(text string) {
				io.WriteString(zw, text)
				zw.Flush()
			}
		}
		write(header + strings.Join(append(records[:before:before], ""), "\n"))
		for _, record := range records[before:] {
			if !<-next {
				return
			}
			write(record + "\n")
		}
	}()
	late := time.AfterFunc(10*time.Second, func() { pipe.CloseWithError(errors.New("a record is late")) })
	defer late.Stop()
	defer close(next)
	n := 0
	for _, err := range codec.Read(pipe, flowtrail.Workers(workers), flowtrail.Block(20_000, 2000)) {
		if err != nil {
			t.Fatalf("%s: record %d: %v", name, n+1, err)
		}
		n++
		switch {
		case n == len(records):
			return
		case n >= before:
			next <- true
		}
	}
	t.Errorf("%s: %d records", name, n)
}

// TestSourceFails checks that what an input fails with is told as such, also if it is compressed.
func TestSourceFails(t *testing.T) {
	var packed bytes.Buffer
	zw := gzip.NewWriter(&packed)
	io.WriteString(zw, strings.Repeat(export, 3000))
	zw.Close()
	for workers := 1; workers <= 2; workers++ {
		input := io.MultiReader(bytes.NewReader(packed.Bytes()[:packed.Len()*2/3]), iotest.ErrReader(context.Canceled))
		var last error
		for err := range networkevent.JSON.Check(input, flowtrail.Workers(workers)) {
			last = err
		}
		var stream *flowtrail.StreamError
		if !errors.Is(last, context.Canceled) || !errors.As(last, &stream) || strings.Contains(last.Error(), "gzip") {
			t.Errorf("%d workers: %v", workers, last)
		}
	}
}

// misspelt is a report in which a column is not what it should be called, and one row of three is wrong.
func misspelt(t *testing.T) string {
	rows := sampleRows(t, 3)
	rows[1] = strings.Replace(rows[1], ",", ",\"", 1)
	return strings.Replace(networkeventHeader, "bytes_received", "bytes_recieved", 1) + "\n" + strings.Join(rows, "\n") + "\n"
}

// TestHeaderError checks that a header with findings ends the stream, and that no value is handed out after it.
func TestHeaderError(t *testing.T) {
	text := misspelt(t)
	var header *flowtrail.HeaderError
	for workers := 1; workers <= 2; workers++ {
		var counts flowtrail.Counts
		rd := networkevent.CSV.NewReader(strings.NewReader(text), flowtrail.FileName("F"), flowtrail.Workers(workers), flowtrail.Count(&counts))
		for round := range 2 {
			n := 0
			for row, err := range rd.All() {
				if n++; row != nil || !errors.As(err, &header) || !strings.HasPrefix(err.Error(), "F:1:1: /bytes_received: the column is missing\nF:1:165: /bytes_recieved: ") {
					t.Errorf("%v, %v", row, err)
				}
			}
			if n != 1 {
				t.Errorf("round %d: %d errors", round, n)
			}
		}
		if diff := cmp.Diff(flowtrail.Counts{Findings: 2}, counts); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		added, err := sum(networkevent.CSV.NewReader(strings.NewReader(text), flowtrail.Workers(workers)), func(*networkevent.Row) int { return 1 },
			func(err error) error { t.Errorf("bad is told of %v", err); return nil })
		if added != 0 || !errors.As(err, &header) {
			t.Errorf("%d rows are added, %v", added, err)
		}
	}
}

// TestFindingsAfterHeader checks that the records after a header with findings are checked and counted, but not handed out.
func TestFindingsAfterHeader(t *testing.T) {
	text := misspelt(t) + strings.Repeat(sampleRows(t, 1)[0]+"\n", 2000)
	want := flowtrail.Counts{Records: 2003, Invalid: 1, Findings: 3}
	for workers := 1; workers <= 2; workers++ {
		opts := func(counts *flowtrail.Counts) []flowtrail.Option {
			return []flowtrail.Option{flowtrail.Workers(workers), flowtrail.FindingsAfterHeader(), flowtrail.Count(counts), flowtrail.Block(9000, 2000)}
		}
		for name, read := range map[string]func(*flowtrail.Counts) []error{
			"All": func(counts *flowtrail.Counts) (errs []error) {
				for row, err := range networkevent.CSV.Read(strings.NewReader(text), opts(counts)...) {
					if row != nil || err == nil {
						t.Fatalf("a row is handed out")
					}
					errs = append(errs, err)
				}
				return errs
			},
			"Into": func(counts *flowtrail.Counts) (errs []error) {
				for err := range networkevent.CSV.NewReader(strings.NewReader(text), opts(counts)...).Into(new(networkevent.Row)) {
					errs = append(errs, err)
				}
				return errs
			},
			"Check": func(counts *flowtrail.Counts) (errs []error) {
				for err := range networkevent.CSV.Check(strings.NewReader(text), opts(counts)...) {
					errs = append(errs, err)
				}
				return errs
			},
			"Fold": func(counts *flowtrail.Counts) (errs []error) {
				added, err := sum(networkevent.CSV.NewReader(strings.NewReader(text), opts(counts)...), func(*networkevent.Row) int { return 1 },
					func(err error) error { errs = append(errs, err); return nil })
				if added != 0 || err != nil {
					t.Errorf("%d rows are added, %v", added, err)
				}
				return errs
			},
		} {
			var counts flowtrail.Counts
			errs := read(&counts)
			var header *flowtrail.HeaderError
			var bad *flowtrail.RecordError
			if len(errs) != 2 || !errors.As(errs[0], &header) || !errors.As(errs[1], &bad) || bad.Record != 2 {
				t.Errorf("%s, %d workers: %v", name, workers, errs)
			}
			if diff := cmp.Diff(want, counts); diff != "" {
				t.Errorf("%s, %d workers (-want +got):\n%s", name, workers, diff)
			}
		}
	}
}

// TestCount checks that all loops over a reader count together, and that a loop that is left counts what it was given.
func TestCount(t *testing.T) {
	var counts flowtrail.Counts
	rd := networkevent.JSON.NewReader(strings.NewReader(export), flowtrail.Count(&counts), nil, flowtrail.Strict())
	for range rd.All() {
		break
	}
	if diff := cmp.Diff(flowtrail.Counts{Records: 1}, counts); diff != "" {
		t.Errorf("after one record (-want +got):\n%s", diff)
	}
	for range rd.Into(new(networkevent.Event)) {
	}
	if diff := cmp.Diff(flowtrail.Counts{Records: 3, Invalid: 1, Findings: 1}, counts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestCheckLeft checks that Check can be left at any error.
func TestCheckLeft(t *testing.T) {
	text := strings.Repeat("{}\n", 20_000)
	for workers := 1; workers <= 2; workers++ {
		n := 0
		for err := range networkevent.JSON.Check(strings.NewReader(text), flowtrail.Workers(workers)) {
			if n++; err == nil || n == 15_000 {
				break
			}
		}
		if n != 15_000 {
			t.Errorf("%d errors", n)
		}
	}
}

// TestNil checks what becomes of what is missing.
func TestNil(t *testing.T) {
	var stream *flowtrail.StreamError
	for _, err := range networkevent.JSON.Read(nil) {
		if !errors.As(err, &stream) {
			t.Error(err)
		}
	}
	stream = nil
	for err := range networkevent.JSON.Check(nil, flowtrail.Workers(2)) {
		if !errors.As(err, &stream) {
			t.Error(err)
		}
	}
	if stream == nil {
		t.Error("a nil reader passes silently")
	}
	if _, err := networkevent.JSON.Append(nil, nil); err == nil {
		t.Error("a nil record is appended")
	}
	if err := networkevent.CSV.NewWriter(io.Discard).Write(nil); err == nil {
		t.Error("a nil record is written")
	}
	var none flowtrail.RecordOption
	var no flowtrail.StreamOption
	if err := networkevent.JSON.Validate([]byte(strings.SplitAfter(export, "\n")[0]), none); err != nil {
		t.Error(err)
	}
	if valid, _ := collect(networkevent.JSON.Read(strings.NewReader(export), none, no, nil)); valid != 2 {
		t.Errorf("%d valid records", valid)
	}
	for name, call := range map[string]func(){
		"Into":   func() { networkevent.JSON.NewReader(strings.NewReader("")).Into(nil) },
		"Decode": func() { networkevent.JSON.Decode(nil, nil) },
	} {
		func() {
			defer func() {
				if text, ok := recover().(string); !ok || !strings.HasPrefix(text, "flowtrail: ") {
					t.Errorf("%s: recovered %q", name, text)
				}
			}()
			call()
		}()
	}
}

// TestSamplesCanBeKept checks that no sample is changed by the next ones.
func TestSamplesCanBeKept(t *testing.T) {
	keeps(t, networkevent.JSON)
	keeps(t, networkevent.CSV)
}

func keeps[T any](t *testing.T, codec *flowtrail.Codec[T]) {
	t.Helper()
	var kept []*T
	var first, last []byte
	for v := range codec.Samples(1) {
		first, _ = codec.Append(first, v)
		if kept = append(kept, v); len(kept) == 1000 {
			break
		}
	}
	for _, v := range kept {
		last, _ = codec.Append(last, v)
	}
	if !bytes.Equal(first, last) {
		t.Errorf("%s: samples have changed", codec.Name())
	}
}

func TestWriteSamples(t *testing.T) {
	for _, n := range []int64{0, 1, 2, 300} {
		var lines, array bytes.Buffer
		if err := networkevent.JSON.WriteSamples(&lines, 1, n, false); err != nil {
			t.Fatal(err)
		}
		if err := networkevent.JSON.WriteSamples(&array, 1, n, true); err != nil {
			t.Fatal(err)
		}
		want := "[\n" + strings.ReplaceAll(strings.TrimSuffix(lines.String(), "\n"), "\n", ",\n") + "\n]\n"
		if n == 0 {
			want = "[\n]\n"
		}
		if diff := cmp.Diff(want, array.String()); diff != "" {
			t.Errorf("%d samples (-want +got):\n%s", n, diff)
		}
		valid, found := collect(networkevent.JSON.Read(&array))
		if valid != int(n) || found != "" {
			t.Errorf("%d of %d samples are valid: %s", valid, n, found)
		}
	}
	if err := networkevent.CSV.WriteSamples(io.Discard, 1, 1, true); err == nil {
		t.Error("a CSV is written as an array")
	}
	broken := errors.New("the disk is full")
	for _, array := range []bool{false, true} {
		if err := networkevent.JSON.WriteSamples(failingWriter{broken}, 1, 1000, array); !errors.Is(err, broken) {
			t.Errorf("array is %v: %v", array, err)
		}
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }
