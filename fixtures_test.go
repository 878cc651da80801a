package flowtrail_test

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

var update = flag.Bool("update", false, "write the findings of the invalid fixtures anew")

// findings reads a fixture with the codec that its name asks for. It returns the number of valid records and a line for
// each finding, without the file.
func findings(t *testing.T, path string, opts ...flowtrail.Option) (valid int, lines string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	opts = append(opts, flowtrail.FileName("F"), flowtrail.FindingsAfterHeader())
	if strings.Contains(filepath.Base(path), ".csv") {
		return collect(networkevent.CSV.Read(f, opts...))
	}
	return collect(networkevent.JSON.Read(f, opts...))
}

func collect[T any](records iter.Seq2[*T, error]) (valid int, lines string) {
	var b strings.Builder
	for v, err := range records {
		var bad *flowtrail.RecordError
		var header *flowtrail.HeaderError
		var violations []flowtrail.Violation
		switch {
		case errors.As(err, &bad):
			violations = bad.Violations
		case errors.As(err, &header):
			violations = header.Violations
		case err != nil:
			fmt.Fprintf(&b, "%s [stream]\n", strings.TrimPrefix(err.Error(), "F:"))
		case v == nil:
			b.WriteString("a nil record without an error\n")
		default:
			valid++
		}
		for _, v := range violations {
			fmt.Fprintf(&b, "%s [%s]\n", strings.TrimPrefix(v.String(), "F:"), v.Rule)
		}
	}
	return valid, b.String()
}

func fixtures(t *testing.T, dir string) iter.Seq[string] {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", dir, "*"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	return func(yield func(string) bool) {
		for _, path := range paths {
			if filepath.Ext(path) != ".findings" && !yield(path) {
				return
			}
		}
	}
}

func TestValidFixtures(t *testing.T) {
	for path := range fixtures(t, "valid") {
		valid, lines := findings(t, path)
		if valid == 0 || lines != "" {
			t.Errorf("%s: %d valid records, findings:\n%s", path, valid, lines)
		}
	}
}

func TestInvalidFixtures(t *testing.T) {
	for path := range fixtures(t, "invalid") {
		valid, lines := findings(t, path)
		got := fmt.Sprintf("%d valid\n%s", valid, lines)
		expected := path + ".findings"
		if *update {
			if err := os.WriteFile(expected, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(expected)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
		if again := 5; lines != "" {
			for range again {
				if _, other := findings(t, path, flowtrail.Workers(2)); other != lines {
					t.Fatalf("%s: the findings are not the same on every run (-first +other):\n%s", path, cmp.Diff(lines, other))
				}
			}
		}
	}
}
