package flowtrail_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// FuzzReader reads a stream in one piece, in pieces of odd sizes and by several goroutines, in order and not: the outcome is the
// same, every record has a number of its own, and its place is where the last one was or after it.
func FuzzReader(f *testing.F) {
	paths, err := filepath.Glob("testdata/*valid/*/*")
	if err != nil || len(paths) == 0 {
		f.Fatal("no fixtures", err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text, strings.HasSuffix(filepath.Dir(path), ".csv"))
	}
	f.Fuzz(func(t *testing.T, text []byte, rows bool) {
		if len(text) > 1<<16 {
			return
		}
		for _, limit := range []int{60, 5000} {
			if rows {
				fuzzReader(t, networkevent.CSV, text, limit)
			} else {
				fuzzReader(t, networkevent.JSON, text, limit)
			}
		}
	})
}

func fuzzReader[T any](t *testing.T, codec *flowtrail.Codec[T], text []byte, limit int) {
	read := func(r io.Reader, opts ...flowtrail.Option) []string {
		return history(t, codec.NewReader(r, append(opts, flowtrail.MaxRecordSize(limit))...))
	}
	want := read(bytes.NewReader(text))
	if diff := cmp.Diff(want, read(iotest.HalfReader(bytes.NewReader(text)))); diff != "" {
		t.Errorf("half reads, limit %d (-whole +pieces):\n%s", limit, diff)
	}
	if diff := cmp.Diff(want, read(&sevens{text})); diff != "" {
		t.Errorf("seven bytes at a time, limit %d (-whole +pieces):\n%s", limit, diff)
	}
	if diff := cmp.Diff(want, read(bytes.NewReader(text), flowtrail.Workers(2))); diff != "" {
		t.Errorf("two workers, limit %d (-one +two):\n%s", limit, diff)
	}
	for _, small := range []flowtrail.Option{flowtrail.Block(300, 2), flowtrail.Block(2000, 5), flowtrail.Block(7000, 2000)} {
		if diff := cmp.Diff(want, read(bytes.NewReader(text), flowtrail.Workers(3), small)); diff != "" {
			t.Errorf("small blocks, limit %d (-one worker +three):\n%s", limit, diff)
		}
		foldsAll(t, "small blocks", codec, string(text), small, flowtrail.MaxRecordSize(limit))
	}
}

// sevens returns seven bytes at a time, and at last more at once.
type sevens struct{ text []byte }

func (s *sevens) Read(p []byte) (int, error) {
	if len(s.text) == 0 {
		return 0, io.EOF
	}
	n := copy(p, s.text[:min(len(s.text), 7)])
	if len(s.text) > 3000 {
		n += copy(p[n:], s.text[n:min(len(s.text), 600)])
	}
	s.text = s.text[n:]
	return n, nil
}

// history tells what a reader returned.
func history[T any](t *testing.T, rd *flowtrail.Reader[T]) (events []string) {
	var last flowtrail.Position
	for v, err := range rd.All() {
		at := rd.Pos()
		if at.Record > 0 && (at.Record != last.Record+1 || at.Offset < last.Offset || at.Line < last.Line) {
			if _, stream := err.(*flowtrail.StreamError); !stream {
				t.Errorf("a record at %+v after one at %+v", at, last)
			}
		}
		last = at
		if err == nil {
			events = append(events, fmt.Sprintf("%v %+v %s", at, *v, rd.Raw()))
		} else {
			events = append(events, fmt.Sprintf("%v %v %s", at, err, rd.Raw()))
		}
	}
	return events
}
