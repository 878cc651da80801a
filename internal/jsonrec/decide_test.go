package jsonrec

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A counting reader counts the records that it decides on.
type counting struct {
	reader[thing]
	decided int
}

func (c *counting) decide(data []byte, pos, end int) (record.Status, []record.Finding) {
	c.decided++
	return c.reader.decide(data, pos, end)
}

// TestSure checks that no record is validated which is right for sure, wherever it stands and if it is just as large as may be.
func TestSure(t *testing.T) {
	for text, want := range map[string]int{
		`{"n":1}`: 0, "     \n{\"n\":1}": 0, `{"n":1}     `: 0, `{"n":1,"s":"x"}`: 0, `{"n":1e0}`: 0, `{"n":10}`: 1, `{"n":1}}`: 1,
	} {
		p := newThingParser(len(strings.TrimSpace(text)))
		c := &counting{reader: p.one}
		p.one = c
		if span := things.Decode(p, record.Pad(nil, []byte(text)), new(thing)); c.decided != want || (span.Status == record.Valid) != (want == 0) {
			t.Errorf("%q is decided on %d times, %+v", text, c.decided, span)
		}
	}
}

// TestMostUnsure checks about how many places of a record the validator is asked one by one. If there are more, it is asked about all of
// the record.
func TestMostUnsure(t *testing.T) {
	type wide struct {
		A, B  [40]int
		Extra map[string]json.RawMessage
	}
	var a, b []jsondecl.Member[wide]
	for i := range 40 {
		name := fmt.Sprint("m", i)
		a = append(a, jsondecl.Required(name, func(w *wide) *int { return &w.A[i] }, jsondecl.Int(0, 9)))
		b = append(b, jsondecl.Required(name, func(w *wide) *int { return &w.B[i] }, jsondecl.Int(0, 9)))
	}
	format := New(Document[wide]{
		Schema: []byte(`{"$schema":"https://json-schema.org/draft/2020-12/schema","additionalProperties":{"additionalProperties":{"maximum":9}}}`),
		Record: jsondecl.NewObject(jsondecl.Same("a", jsondecl.NewObject(a...)), jsondecl.Same("b", jsondecl.NewObject(b...))),
		Extra:  func(w *wide) *map[string]json.RawMessage { return &w.Extra },
	})
	for wrong := range 81 {
		objects := [2]string{}
		for i := range 80 {
			value := 9
			if i < wrong {
				value = 10
			}
			objects[i/40] += fmt.Sprintf(`,"m%d":%d`, i%40, value)
		}
		text := `{"a":{` + objects[0][1:] + `},"b":{` + objects[1][1:] + `}}`
		p := format.NewParser(record.Limits{Size: 1 << 20, Depth: 64, Findings: 100}).(*Parser[wide])
		if span := format.Decode(p, record.Pad(nil, []byte(text)), new(wide)); (span.Status == record.Valid) != (wrong == 0) || len(p.findings) != wrong {
			t.Errorf("of %d wrong values, %d are found", wrong, len(p.findings))
		}
		asked := p.one.(*single[wide]).unsure()
		if all := slices.Equal(asked, record.Everything); all != (wrong > 64) || !all && len(asked) != wrong {
			t.Errorf("of %d wrong values, the validator is asked about %d places, all: %v", wrong, len(asked), all)
		}
	}
}

// TestValuesAlone checks of which records only what is wrong is validated, and that this finds the same as validating all of the record.
func TestValuesAlone(t *testing.T) {
	for text, alone := range map[string]bool{
		`7`: false, ` {"n":10}`: true, ` {"n":10,"s":7}`: true, ` {"n":10,"x":{"n":1}}`: true, ` {"s":"x"}`: true, ` {}`: true, ` {"s":7}`: true,
		` {"n":{"n":1}}`:  false, // names in it may be wrong
		` {"n":1,"n":10}`: false, ` {"n":1,"N":2}`: false, ` {"N":1}`: false, ` {"n":[1]}`: false, ` {"n":[]}`: true, ` {"n":"\ud800"}`: false,
		`{"s":"x"}`: false, // the place where a record begins is not told from none at the beginning of the text
	} {
		p := newThingParser(100)
		data := record.Pad(nil, []byte(text))
		span := things.Decode(p, data, new(thing))
		want := slices.Clone(p.findings)
		one := p.one.(*single[thing])
		one.findings = nil
		if got := one.values(data, one.unsure()); got != alone {
			t.Errorf("%s: alone: %v", text, got)
		}
		one.findings = nil
		one.whole(data, span.Start, span.End, one.unsure())
		record.Sort(one.findings)
		if diff := cmp.Diff(want, one.findings); diff != "" || len(want) == 0 {
			t.Errorf("%s (-what is wrong +all of it):\n%s", text, diff)
		}
	}
}

// TestUnnamedAfterMalformed checks that members which are not documented are found where reading stopped before them.
func TestUnnamedAfterMalformed(t *testing.T) {
	p := things.NewParser(record.Limits{Size: 1 << 10, Depth: 64, Findings: 10, Strict: true}).(*Parser[thing])
	things.Decode(p, record.Pad(nil, []byte(`{"n":1,"s":"`+"\xff"+`","new":1}`)), new(thing))
	if diff := cmp.Diff("11 /s utf-8; 21 /new additionalProperties", findings(p)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
