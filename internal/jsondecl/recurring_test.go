package jsondecl_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A holder has an object that recurs, in which there may be others.
type holder struct {
	Outer outer
	N     int
}

type outer struct {
	ID    string
	Inner flowtrail.Optional[pair]
	Other flowtrail.Optional[pair]
	Last  flowtrail.Optional[string]
}

var (
	pairOfBoth = j.NewObject(
		j.Required("a", func(p *pair) *string { return &p.A }, j.String),
		j.Required("b", func(p *pair) *string { return &p.B }, j.String),
	)
	holderObject = j.NewObject(
		j.Required("outer", func(h *holder) *outer { return &h.Outer }, j.Recurring(j.NewObject(
			j.Required("id", func(o *outer) *string { return &o.ID }, j.String),
			j.Optional("inner", func(o *outer) *flowtrail.Optional[pair] { return &o.Inner }, j.Of(pairOfBoth)),
			j.Optional("other", func(o *outer) *flowtrail.Optional[pair] { return &o.Other }, j.Recurring(pairOfBoth)),
			j.Optional("last", func(o *outer) *flowtrail.Optional[string] { return &o.Last }, j.String),
		))),
		j.Required("n", func(h *holder) *int { return &h.N }, j.Int(0, 9)),
	)
)

// TestNestedRecurring reads objects with others in them, each after all others: which of them are remembered must change nothing.
func TestNestedRecurring(t *testing.T) {
	type reading struct {
		Holder holder
		Next   int
		Sure   bool
		Extra  map[string]json.RawMessage
	}
	read := func(d *j.Decoder, text string) (r reading) {
		d.Start(record.Pad(nil, []byte(text)))
		r.Next = j.Read(d, holderObject, 0, &r.Holder)
		r.Sure, r.Extra = d.Sure(), d.Extra(nil)
		return r
	}
	p := `{"a":"1","b":"2"}`
	var texts []string
	for _, outer := range []string{
		`{"id":"x"}`,
		`{"id":"x","inner":` + p + `}`,
		`{"id":"x","inner":` + p + `,"other":` + p + `}`,
		`{"id":"x","inner":` + p + `,"last":"y"}`,
		`{"id":"x","inner":` + p + `,"last":"}"}`,
		`{"id":"x","inner":` + p + `,"last":"{"}`,
		`{"id":"}","inner":` + p + `}`,
		`{"id":"{","inner":` + p + `}`,
		`{"id":"}}}","inner":{"a":"{","b":"{"}}`,
		`{ "id": "x", "inner": { "a": "1", "b": "2" } }`,
		`{"id":"x","inner":{"a":"1","b":"2","c":{"d":{}}}}`,
		`{"id":"x","new":{},"inner":` + p + `}`,
		`{"id":"x","inner":{"a":"1"}}`,
		`{"id":"x","inner":null}`,
		`{"id":"` + strings.Repeat("x", 300) + `","inner":` + p + `}`,
		`{"id":"x","inner":{"a":"` + strings.Repeat("x", 300) + `","b":"2"}}`,
	} {
		texts = append(texts, `{"outer":`+outer+`,"n":7}`, `{"n":8,"outer":`+outer+`}`)
	}
	for step := range texts {
		d := j.NewDecoder(limits())
		for i := range 3 * len(texts) {
			text := texts[(i*(step+1)+step)%len(texts)]
			want := read(j.NewDecoder(limits()), text)
			if diff := cmp.Diff(want, read(d, text)); diff != "" {
				t.Fatalf("%s, read after others (-want +got):\n%s", text, diff)
			}
			if want.Next != len(text) {
				t.Fatalf("%s ends at %d", text, want.Next)
			}
		}
	}
}

// TestRecurringOfNew reads objects that have not been there: all strings of one share the memory of the text by which it is remembered.
func TestRecurringOfNew(t *testing.T) {
	object := j.NewObject(j.Required("pair", func(p *pair) *pair { return p }, j.Recurring(pairOfBoth)))
	d := j.NewDecoder(record.Limits{Size: 1 << 20, Depth: 10})
	var texts [][]byte
	var want []pair
	for n := range 1200 {
		want = append(want, pair{fmt.Sprint("first ", n), fmt.Sprint("second ", n)})
		texts = append(texts, record.Pad(nil, fmt.Appendf(nil, `{"pair":{"a":%q,"b":%q}}`, want[n].A, want[n].B)))
	}
	var got pair
	read := func() {
		for range 100 {
			d.Start(texts[0])
			if j.Read(d, object, 0, &got); got != want[0] {
				t.Fatalf("%s is read as %+v", texts[0], got)
			}
			texts, want = texts[1:], want[1:]
		}
	}
	if n := testing.AllocsPerRun(10, read); n > 110 {
		t.Errorf("%v allocations for 100 objects", n)
	}
}
