package flowtrail_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// ending returns at most n bytes at a time, the last ones together with an error. What it returns after that is another error, if it
// returns at all.
type ending struct {
	text string
	n    int
	err  error
}

func (e *ending) Read(p []byte) (int, error) {
	if e.text == "" {
		return 0, errors.New("it is read after its end")
	}
	n := copy(p, e.text[:min(e.n, len(e.text))])
	if e.text = e.text[n:]; e.text == "" {
		return n, e.err
	}
	return n, nil
}

// packed returns text as gzip.
func packed(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	zw := gzip.NewWriter(&b)
	io.WriteString(zw, text)
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestDataWithError reads inputs whose last bytes come together with an error: the records before it are read, and it is the last that
// is told.
func TestDataWithError(t *testing.T) {
	cable := errors.New("the cable is cut")
	events := strings.Join(sampleEvents(t, 200), "\n") + "\n"
	rows := networkeventHeader + "\n" + strings.Join(sampleRows(t, 200), "\n") + "\n"
	for _, n := range []int{1, 3, 1000, 1 << 30} {
		for workers := range 3 {
			for _, short := range []bool{false, true} {
				dataWithError(t, networkevent.JSON, events, 200, &ending{n: n, err: cable}, workers, short)
				dataWithError(t, networkevent.CSV, rows, 200, &ending{n: n, err: cable}, workers, short)
			}
		}
	}
	for n := range 5 { // of the bytes that are looked at before all others
		text := events[:n+1]
		for _, input := range []string{text, packed(t, text)[:n+1]} {
			var stream *flowtrail.StreamError
			_, err := readToEnd(networkevent.JSON.NewReader(&ending{input, 1 << 30, cable}))
			if !errors.As(err, &stream) || !errors.Is(err, cable) {
				t.Errorf("%q and an error: %v", input, err)
			}
		}
	}
}

func dataWithError[T any](t *testing.T, codec *flowtrail.Codec[T], text string, records int, input *ending, workers int, compressed bool) {
	t.Helper()
	input.text = text
	if compressed {
		input.text = packed(t, text)
	}
	n, err := readToEnd(codec.NewReader(input, flowtrail.Workers(workers), flowtrail.Block(20_000, 100)))
	var stream *flowtrail.StreamError
	if !errors.As(err, &stream) || !errors.Is(err, input.err) || n != records {
		t.Errorf("%s, %d bytes at a time, %d workers, compressed %v: %d records, %v", codec.Name(), input.n, workers, compressed, n, err)
	}
}

// readToEnd returns how many records are valid, and the last error.
func readToEnd[T any](rd *flowtrail.Reader[T]) (valid int, last error) {
	for err := range rd.Into(new(T)) {
		if err == nil {
			valid++
		} else {
			last = err
		}
	}
	return valid, last
}

// idle returns nothing, and no error, for ever.
type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }

// TestNoProgress reads inputs that do not go on, from wherever they stop.
func TestNoProgress(t *testing.T) {
	events := strings.Join(sampleEvents(t, 200), "\n") + "\n"
	for _, text := range []string{events, packed(t, events)} {
		for _, n := range []int{0, 1, 2, 3, 10, 1000, len(text) - 1} {
			for workers := range 3 {
				input := io.MultiReader(strings.NewReader(text[:n]), idle{})
				_, err := readToEnd(networkevent.JSON.NewReader(input, flowtrail.Workers(workers), flowtrail.Block(20_000, 100)))
				var stream *flowtrail.StreamError
				if !errors.As(err, &stream) || !errors.Is(err, io.ErrNoProgress) {
					t.Errorf("nothing after %d bytes, %d workers: %v", n, workers, err)
				}
			}
		}
	}
}

// TestLeft leaves loops of all kinds, over all kinds of inputs, early: nothing is left running.
func TestLeft(t *testing.T) {
	events := strings.Join(sampleEvents(t, 4000), "\n") + "\n"
	rows := networkeventHeader + "\n" + strings.Join(sampleRows(t, 4000), "\n") + "\n"
	broken := func(text string) io.Reader {
		return io.MultiReader(strings.NewReader(text[:len(text)/2]), iotest.ErrReader(io.ErrClosedPipe))
	}
	before := runtime.NumGoroutine()
	for name, input := range map[string]func(string) io.Reader{
		"plain":      func(text string) io.Reader { return strings.NewReader(text) },
		"compressed": func(text string) io.Reader { return strings.NewReader(packed(t, text)) },
		"broken":     broken,
		"stutters":   func(text string) io.Reader { return iotest.HalfReader(strings.NewReader(text)) },
	} {
		for _, n := range []int{0, 1, 300, 1500} {
			left(t, name, networkevent.JSON, func() io.Reader { return input(events) }, n)
			left(t, name, networkevent.CSV, func() io.Reader { return input(rows) }, n)
		}
	}
	ended(t, before)
}

// left reads n records, in loops that are left.
func left[T any](t *testing.T, name string, codec *flowtrail.Codec[T], input func() io.Reader, n int) {
	t.Helper()
	opts := []flowtrail.Option{flowtrail.Workers(3), flowtrail.Block(20_000, 100)}
	count, before := 0, runtime.NumGoroutine()
	for range codec.Read(input(), opts...) {
		if count++; count > n {
			break
		}
	}
	for range codec.NewReader(input(), opts...).Into(new(T)) {
		if count++; count > 2*n {
			break
		}
	}
	for range codec.Check(input(), opts...) {
		break
	}
	enough := errors.New("enough")
	_, err := sum(codec.NewReader(input(), opts...), func(*T) int { return 1 }, func(error) error { return enough })
	if err != nil && !errors.Is(err, enough) && !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("%s, %s: %v", codec.Name(), name, err)
	}
	ended(t, before)
}

// TestWriterFails writes to what takes only so many bytes: the error is told, by this call or a later one, and stays.
func TestWriterFails(t *testing.T) {
	full := errors.New("the disk is full")
	for _, room := range []int{0, 1, 1000, 100_000} {
		w := networkevent.JSON.NewWriter(&limited{room, full})
		var got error
		for ev := range networkevent.JSON.Samples(1) {
			if got = w.Write(ev); got != nil {
				break
			}
		}
		if again := w.Flush(); !errors.Is(got, full) || !errors.Is(again, full) {
			t.Errorf("room for %d bytes: %v, then %v", room, got, again)
		}
	}
	err := networkevent.CSV.Write(&limited{500, full}, networkevent.CSV.Read(strings.NewReader(networkeventHeader+"\n"+strings.Join(sampleRows(t, 10), "\n"))))
	if diff := cmp.Diff("write networkevent.csv: the disk is full", fmt.Sprint(err)); diff != "" && !errors.Is(err, full) {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// limited takes so many bytes.
type limited struct {
	room int
	err  error
}

func (l *limited) Write(p []byte) (int, error) {
	if n := l.room; n < len(p) {
		l.room = 0
		return n, l.err
	}
	l.room -= len(p)
	return len(p), nil
}
