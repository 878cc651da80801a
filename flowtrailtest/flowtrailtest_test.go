package flowtrailtest_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/flowtrailtest"
	"github.com/flowtrail/flowtrail/internal/cases"
	"github.com/flowtrail/flowtrail/networkevent"
)

// own returns the parser that a codec is.
func own[T any](codec *flowtrail.Codec[T]) func([]byte) ([]*T, error) {
	return func(data []byte) (all []*T, wrong error) {
		for v, err := range codec.Read(bytes.NewReader(data)) {
			if err == nil {
				all = append(all, v)
			}
			wrong = errors.Join(wrong, err)
		}
		return all, wrong
	}
}

func differs[T any](want, got T) string {
	return cmp.Diff(want, got, cmpopts.EquateEmpty(), cmp.Comparer(func(a, b netip.Addr) bool { return a == b }))
}

// TestSpellings checks which spellings there are of a document in JSON, and that each is met, alone or with others.
func TestSpellings(t *testing.T) {
	want := []string{"order", "values", "space", "escapes", "bom", "crlf", "blank", "no-end", "pretty", "array", "concatenated", "gzip"}
	all := flowtrailtest.Spellings(networkevent.JSON)
	if diff := cmp.Diff(want, all); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	missing := slices.Clone(all)
	left := 5000
	for c := range flowtrailtest.Cases(networkevent.JSON, 1, flowtrailtest.Valid()) {
		for _, way := range strings.Split(c.Spelling, ",") {
			missing = slices.DeleteFunc(missing, func(m string) bool { return m == way })
		}
		if left--; left == 0 {
			break
		}
	}
	if len(missing) > 0 {
		t.Errorf("no case is spelled by %q", missing)
	}
}

// TestCheck checks that our own readers pass.
func TestCheck(t *testing.T) {
	flowtrailtest.Check(t, networkevent.JSON, own(networkevent.JSON), differs)
	flowtrailtest.Check(t, networkevent.CSV, own(networkevent.CSV), differs)
	flowtrailtest.Check(t, auditlog.JSON, own(auditlog.JSON), differs, flowtrailtest.Without("oversized", "gzip"))
}

// A witness is a testing.TB that remembers what is wrong.
type witness struct {
	testing.TB
	wrong []string
}

func (*witness) Helper() {}
func (w *witness) Errorf(format string, args ...any) {
	w.wrong = append(w.wrong, fmt.Sprintf(format, args...))
}

// TestCheckFinds checks that parsers which do too much, too little, or panic are found out, by plain cases.
func TestCheckFinds(t *testing.T) {
	right := own(networkevent.JSON)
	for want, read := range map[string]func([]byte) ([]*networkevent.Event, error){
		"it does not read a valid file: never":  func([]byte) ([]*networkevent.Event, error) { return nil, errors.New("never") },
		"it reads 0 records where there are 1":  func([]byte) ([]*networkevent.Event, error) { return nil, nil },
		"it reads a broken file without an err": func(data []byte) ([]*networkevent.Event, error) { all, _ := right(data); return all, nil },
		"it panics: oh":                         func([]byte) ([]*networkevent.Event, error) { panic("oh") },
		"record 1: ": func(data []byte) ([]*networkevent.Event, error) {
			all, err := right(data)
			for _, e := range all {
				e.Status = ""
			}
			return all, err
		},
	} {
		w := &witness{TB: t}
		flowtrailtest.Check(w, networkevent.JSON, read, differs)
		if len(w.wrong) != 1 || !strings.HasPrefix(w.wrong[0], want) {
			t.Errorf("want %q: %q", want, w.wrong)
		}
	}
}

// TestPlainest checks that no choices make the first sample as it is written.
func TestPlainest(t *testing.T) {
	for _, choices := range []string{"", "0", "0000000000"} {
		c := flowtrailtest.FromChoices(networkevent.CSV, []byte(choices))
		var want bytes.Buffer
		if err := networkevent.CSV.WriteSamples(&want, 1, 1, false); err != nil {
			t.Fatal(err)
		}
		if string(c.Data) != want.String() || len(c.Records) != 1 || c.Fault != nil || len(c.Choices) > 0 || c.Spelling != "" {
			t.Errorf("%q: %+v", choices, c)
		}
	}
}

// TestShrink checks that cases of each kind of fault are shrunk to one record in the plain spelling, unless the kind asks for more.
func TestShrink(t *testing.T) {
	for _, kind := range flowtrailtest.Kinds(networkevent.JSON) {
		fails := func(c *flowtrailtest.Case[networkevent.Event]) bool { return c.Fault != nil && c.Fault.Kind == kind }
		for c := range flowtrailtest.Cases(networkevent.JSON, 2) {
			if !fails(c) {
				continue
			}
			c = flowtrailtest.Shrink(c, fails)
			if !fails(c) || len(c.Records) != 1 || len(c.Choices) > 6 || c.Spelling != cases.Needs(kind).String() {
				t.Errorf("%s: %d records, choices %q, %s", kind, len(c.Records), c.Choices, c.Spelling)
			}
			break
		}
	}
}

func TestWithout(t *testing.T) {
	n := 0
	for c := range flowtrailtest.Cases(networkevent.JSON, 1, flowtrailtest.Without("gzip", "truncated", "array")) {
		if c.Fault != nil && slices.Contains([]string{"truncated", "cut-off-gzip", "open-array", "after-the-array"}, string(c.Fault.Kind)) {
			t.Errorf("a case of %s", c.Fault.Kind)
		}
		if strings.Contains(c.Spelling, "gzip") || strings.Contains(c.Spelling, "array") {
			t.Errorf("a case spelled in %s", c.Spelling)
		}
		if n++; n == 500 {
			break
		}
	}
	defer func() {
		if v := recover(); v == nil {
			t.Error("a name that is nothing is taken")
		}
	}()
	flowtrailtest.FromChoices(networkevent.JSON, nil, flowtrailtest.Without("tar"))
}

// TestNames checks that all kinds of faults and all spellings are documented.
func TestNames(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range documents.All() {
		source, err := cases.New(d.(cases.Document), 50)
		if err != nil {
			t.Fatal(err)
		}
		names := source.Spellings()
		for _, kind := range source.Kinds() {
			names = append(names, string(kind))
		}
		for _, name := range names {
			if !bytes.Contains(doc, []byte("//\t"+name+" ")) {
				t.Errorf("%s: %s is not documented", d.Name(), name)
			}
		}
	}
}

// TestWriteCorpus reads the files of a corpus and compares what is found in them with the manifest.
func TestWriteCorpus(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "corpus")
	if err := flowtrailtest.WriteCorpus(dir, networkevent.JSON, 200); err != nil {
		t.Fatal(err)
	}
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	n := 0
	for line := range bytes.Lines(read("manifest.jsonl")) {
		n++
		var entry cases.Entry
		if err := json.Unmarshal(line, &entry); err != nil {
			t.Fatal(err)
		}
		data := read(entry.File)
		all, err := own(networkevent.JSON)(data)
		seed, ok := strings.CutPrefix(string(read(fmt.Sprintf("fuzz/%03d", n))), "go test fuzz v1\n[]byte(")
		if text, err := strconv.Unquote(strings.TrimSuffix(seed, ")\n")); !ok || err != nil || text != string(data) {
			t.Errorf("%s is not its seed: %v", entry.File, err)
		}
		if entry.Plain != "" {
			plain, plainErr := own(networkevent.JSON)(read(entry.Plain))
			if diff := differs(plain, all); diff != "" || err != nil || plainErr != nil || len(all) != entry.Records {
				t.Errorf("%s: %v, %v (-plain +as it is):\n%s", entry.File, err, plainErr, diff)
			}
			continue
		}
		var bad *flowtrail.RecordError
		if found := errors.As(err, &bad); err == nil || !entry.Ends && !(found && slices.ContainsFunc(bad.Violations, entry.Is)) {
			t.Errorf("%s: %v", entry.File, err)
		}
	}
	if n != 200 {
		t.Errorf("%d files", n)
	}
}

func FuzzOwn(f *testing.F) { flowtrailtest.Fuzz(f, networkevent.JSON, own(networkevent.JSON), differs) }

// FuzzSeed reads any bytes in the two ways that there are, and compares what is found.
func FuzzSeed(f *testing.F) {
	flowtrailtest.Seed(f, networkevent.CSV, flowtrailtest.Without("oversized"))
	f.Fuzz(func(t *testing.T, data []byte) {
		n := 0
		for range networkevent.CSV.Check(bytes.NewReader(data)) {
			n++
		}
		if _, err := own(networkevent.CSV)(data); (err == nil) != (n == 0) {
			t.Errorf("%d are wrong for Check, but %v", n, err)
		}
	})
}
