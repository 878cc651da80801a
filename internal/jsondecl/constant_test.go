package jsondecl_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A letter has a constant before, among and after what it holds.
type letter struct {
	Note flowtrail.Optional[string]
	N    int
}

var letterObject = j.NewObject(
	j.Constant[letter]("stream", "letters"),
	j.Optional("note", func(l *letter) *flowtrail.Optional[string] { return &l.Note }, j.String),
	j.Same("in", j.NewObject(
		j.Constant[letter]("kind", "in"),
		j.Required("n", func(l *letter) *int { return &l.N }, j.Int(0, 9)),
	)),
	j.Constant[letter]("last", "end"),
)

// TestConstant reads letters, several times and after one another, and writes them.
func TestConstant(t *testing.T) {
	whole := func(paths ...string) (all []record.Unsure) {
		for _, path := range paths {
			all = append(all, record.Unsure{Path: path, Whole: true})
		}
		return all
	}
	tests := []struct {
		text    string
		want    letter
		unsure  []record.Unsure
		extra   map[string]json.RawMessage
		written string // text if empty
	}{
		{text: `{"stream":"letters","in":{"kind":"in","n":7},"last":"end"}`, want: letter{N: 7}},
		{text: `{"stream":"letters","note":"","in":{"kind":"in","n":7},"last":"end"}`, want: letter{Note: flowtrail.Some(""), N: 7}},
		{
			text: `{"last": "end", "in": {"n": 1, "kind": "i\u006e"}, "stream": "letters"}`, want: letter{N: 1},
			written: `{"stream":"letters","in":{"kind":"in","n":1},"last":"end"}`,
		},
		{
			text: `{"stream":"letters","in":{"kind":"in","n":1,"x":[1]},"last":"end"}`, want: letter{N: 1},
			extra: map[string]json.RawMessage{"/in/x": json.RawMessage(`[1]`)},
		},
		{
			text: `{"stream":"letterz","in":{"kind":"","n":2},"last":7}`, want: letter{N: 2}, unsure: whole("/in/kind", "/last", "/stream"),
			written: `{"stream":"letters","in":{"kind":"in","n":2},"last":"end"}`,
		},
		{
			text: `{"stream":"letters","in":{"n":2},"last":null}`, want: letter{N: 2},
			unsure:  append([]record.Unsure{{Path: "/in", Lacks: "/kind"}}, whole("/last")...),
			written: `{"stream":"letters","in":{"kind":"in","n":2},"last":"end"}`,
		},
	}
	d := j.NewDecoder(limits())
	for round := range 3 {
		for _, test := range tests {
			var v letter
			d.Start(record.Pad(nil, []byte(test.text)))
			if next := j.Read(d, letterObject, 0, &v); next != len(test.text) {
				t.Fatalf("%s ends at %d", test.text, next)
			}
			if diff := cmp.Diff(test.want, v); diff != "" {
				t.Errorf("round %d, %s (-want +got):\n%s", round, test.text, diff)
			}
			if diff := cmp.Diff(test.unsure, unsureOf(d)); diff != "" {
				t.Errorf("round %d, %s: unsure (-want +got):\n%s", round, test.text, diff)
			}
			extra := d.Extra(nil)
			if diff := cmp.Diff(test.extra, extra); diff != "" {
				t.Errorf("round %d, %s: extra (-want +got):\n%s", round, test.text, diff)
			}
			if test.written == "" {
				test.written = test.text
			}
			w := j.NewWriter()
			w.Start(nil, extra)
			j.Append(w, letterObject, &v)
			if out, err := w.Done(); err != nil || string(out) != test.written {
				t.Errorf("%s is written as %s, %v", test.text, out, err)
			}
		}
	}
}
