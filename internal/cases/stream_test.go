package cases_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/internal/cases"
)

// TestWriteStream checks that of the streams of every document all records are there, and that all that are broken, and no others, are
// found where they are said to be.
func TestWriteStream(t *testing.T) {
	for _, doc := range documents.All() {
		source, err := cases.New(doc.(cases.Document), 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, spelling := range []string{"", "crlf", "order,values,bom,blank", "array,pretty,space", "concatenated,escapes", "quotes,no-end"} {
			ways := slices.DeleteFunc(strings.Split(spelling, ","), func(way string) bool { return !slices.Contains(source.Spellings(), way) })
			how, err := source.Spelling(ways)
			if err != nil {
				t.Fatal(err)
			}
			checkStream(t, doc, source, how)
		}
	}
}

func checkStream(t *testing.T, doc flowtrail.Document, source *cases.Source, how cases.Spelling) {
	t.Helper()
	const n = 1000
	var text bytes.Buffer
	var faults []*cases.Fault
	err := source.WriteStream(&text, cases.Stream{Seed: 1, Records: n, Spelling: how, Invalid: 0.1, Found: func(f *cases.Fault) error {
		faults = append(faults, f)
		return nil
	}})
	if err != nil || len(faults) < n/20 {
		t.Fatalf("%s, %s: %d faults, %v", doc.Name(), how, len(faults), err)
	}
	var counts flowtrail.Counts
	for err := range doc.Check(bytes.NewReader(text.Bytes()), flowtrail.Count(&counts)) {
		var bad *flowtrail.RecordError
		if !errors.As(err, &bad) || len(faults) == 0 || !slices.ContainsFunc(bad.Violations, faults[0].Is) {
			t.Fatalf("%s, %s: %v, but what is next is %+v", doc.Name(), how, err, faults[:min(1, len(faults))])
		}
		faults = faults[1:]
	}
	if len(faults) > 0 || counts.Records != n {
		t.Errorf("%s, %s: %d records; these are not found: %+v", doc.Name(), how, counts.Records, faults)
	}
}

// TestWriteStreamFails checks that an error of the writer, and one of who is told of a fault, ends the stream.
func TestWriteStreamFails(t *testing.T) {
	source, err := cases.New(documents.ByName("dlp.json").(cases.Document), 10)
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("the disk is full")
	found := func(*cases.Fault) error { return full }
	if err := source.WriteStream(io.Discard, cases.Stream{Records: 10, Invalid: 1, Found: found}); !errors.Is(err, full) {
		t.Error(err)
	}
	r, w := io.Pipe()
	r.CloseWithError(full)
	if err := source.WriteStream(w, cases.Stream{Records: 1000}); !errors.Is(err, full) {
		t.Error(err)
	}
}
