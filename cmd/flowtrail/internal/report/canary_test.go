package report_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/canary"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
	"github.com/flowtrail/flowtrail/documents"
)

// TestCanaries checks that no byte of a value, and no name that a document does not have, is in a report without values, and that
// these are in a report with values, so that they would be seen.
func TestCanaries(t *testing.T) {
	for doc, texts := range canary.Inputs(t) {
		var inputs []input
		for i, text := range texts {
			inputs = append(inputs, input{fmt.Sprintf("f%d", i), text})
		}
		for i, s := range []setting{
			{values: report.None, strict: true}, {values: report.Hash, strict: true, as: doc}, {values: report.Full, strict: true, as: doc},
		} {
			t.Run(fmt.Sprintf("%s/%d", doc.Name(), i), func(t *testing.T) {
				t.Parallel()
				for format, text := range s.reports(report.Formats(), inputs...) {
					seen := canary.Seen(text)
					switch {
					case s.values == report.Full && seen < 0:
						t.Errorf("%s: no canary is in the report with values", format)
					case s.values != report.Full && seen >= 0:
						t.Errorf("%s: a canary is seen: %s", format, text[max(seen-300, 0):min(seen+100, len(text))])
					}
				}
			})
		}
	}
}

// FuzzCanaries looks for records whose values are in a report that shows none: a run of letters that is in a value and in
// nothing else.
func FuzzCanaries(f *testing.F) {
	for _, doc := range documents.All() {
		var b strings.Builder
		if err := doc.WriteSamples(&b, 1, 1, false); err != nil {
			f.Fatal(err)
		}
		f.Add(b.String(), uint16(100))
		f.Add(strings.ReplaceAll(b.String(), `":"`, `":"!`), uint16(300))
	}
	f.Fuzz(func(t *testing.T, text string, at uint16) {
		if canary.Seen(text) >= 0 || len(text) == 0 {
			return
		}
		n := int(at) % len(text)
		text = text[:n] + canary.Text + text[n:]
		for _, doc := range documents.All() {
			for _, values := range []report.Values{report.None, report.Hash} {
				got := setting{values: values, strict: true, as: doc}.reported("json", input{"f", text})
				if canary.Seen(got) >= 0 {
					t.Fatalf("%s: a canary is seen in %s", doc.Name(), got)
				}
			}
		}
	})
}
