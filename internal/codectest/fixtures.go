package codectest

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
)

// Update says that what tests expect in files is written anew.
var Update = flag.Bool("update", false, "write what is expected in files anew, such as the findings of the invalid fixtures")

// A fixture is a file that is read by the codec.
type fixture struct {
	path string
	text []byte // decompressed, without a byte order mark
}

// fixtures returns the valid or invalid fixtures of the codec.
func (s *subject[T]) fixtures(t testing.TB, kind string) (all []fixture) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "testdata", kind, s.Name(), "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if filepath.Ext(path) == ".findings" {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(path) == ".gz" {
			text = unzipped(t, text)
		}
		all = append(all, fixture{path, bytes.TrimPrefix(text, []byte("\ufeff"))})
	}
	if len(all) == 0 {
		t.Fatalf("%s has no %s fixtures", s.Name(), kind)
	}
	return all
}

func unzipped(t testing.TB, text []byte) []byte {
	t.Helper()
	zr, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if text, err = io.ReadAll(zr); err != nil {
		t.Fatal(err)
	}
	return text
}

// cases returns the records of the fixtures, each as Decode takes it.
func (s *subject[T]) cases(t testing.TB, kind string) (all [][]byte) {
	t.Helper()
	for _, f := range s.fixtures(t, kind) {
		all = append(all, s.split(f.text)...)
	}
	return all
}

// split returns the records of a stream, each as Decode takes it. There are none after a header that is wrong.
func (s *subject[T]) split(text []byte) (all [][]byte) {
	header := ""
	if s.isCSV() {
		line, _, _ := bytes.Cut(text, []byte("\n"))
		header = strings.TrimSuffix(string(line), "\r") + "\n"
	}
	rd := s.NewReader(bytes.NewReader(text))
	for range rd.All() {
		if raw := rd.Raw(); raw != nil {
			all = append(all, append([]byte(header), raw...))
		}
	}
	return all
}

func (s *subject[T]) testValidFixtures(t *testing.T) {
	for _, f := range s.fixtures(t, "valid") {
		if valid, lines := s.findings(t, f); valid == 0 || lines != "" {
			t.Errorf("%s: %d valid records, findings:\n%s", f.path, valid, lines)
		}
		s.sameAsPeers(t, f.text)
		if strings.Contains(filepath.Base(f.path), "canonical") {
			s.testCanonical(t, f)
		}
	}
	for _, text := range s.cases(t, "valid") {
		s.check(t, text)
	}
}

// testCanonical checks that a fixture which is written as the codec writes comes back byte for byte.
func (s *subject[T]) testCanonical(t *testing.T, f fixture) {
	t.Helper()
	var got bytes.Buffer
	if err := s.Write(&got, s.Read(bytes.NewReader(f.text))); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(f.text), got.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", f.path, diff)
	}
}

func (s *subject[T]) testInvalidFixtures(t *testing.T) {
	for _, f := range s.fixtures(t, "invalid") {
		valid, lines := s.findings(t, f)
		got := fmt.Sprintf("%d valid\n%s", valid, lines)
		expected := f.path + ".findings"
		if *Update {
			if err := os.WriteFile(expected, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(expected)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.path, diff)
		}
		for range 5 {
			if _, other := s.findings(t, f, flowtrail.Workers(2)); other != lines {
				t.Fatalf("%s: the findings are not the same on every run (-first +other):\n%s", f.path, cmp.Diff(lines, other))
			}
		}
	}
	for _, text := range s.cases(t, "invalid") {
		s.check(t, text)
	}
}

// findings reads a fixture. It returns the number of valid records and a line for each finding, without the file.
func (s *subject[T]) findings(t *testing.T, f fixture, opts ...flowtrail.Option) (valid int, lines string) {
	t.Helper()
	file, err := os.Open(f.path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var b strings.Builder
	opts = append(opts, flowtrail.FileName("F"), flowtrail.FindingsAfterHeader())
	for v, err := range s.Read(file, opts...) {
		switch violations, stream := violationsOf(err); {
		case stream:
			fmt.Fprintf(&b, "%s [stream]\n", strings.TrimPrefix(err.Error(), "F:"))
		case err != nil:
			for _, v := range violations {
				fmt.Fprintf(&b, "%s [%s]\n", strings.TrimPrefix(v.String(), "F:"), v.Rule)
			}
		case v == nil:
			b.WriteString("a nil record without an error\n")
		default:
			valid++
		}
	}
	return valid, b.String()
}

// violationsOf returns what a record or a header is said to break, or that the error is one of the stream.
func violationsOf(err error) (violations []flowtrail.Violation, stream bool) {
	var bad *flowtrail.RecordError
	var header *flowtrail.HeaderError
	switch {
	case errors.As(err, &bad):
		return bad.Violations, false
	case errors.As(err, &header):
		return header.Violations, false
	}
	return nil, err != nil
}
