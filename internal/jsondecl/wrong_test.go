package jsondecl_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
)

// TestRoutesOfWrongRecords checks that records with the same members as earlier ones are read along their routes, whatever is wrong with
// either.
func TestRoutesOfWrongRecords(t *testing.T) {
	for _, texts := range [][]string{
		{`{"n":101}`, `{"n":"x"}`, `{"n":[{"n":1}]}`, `{"n":1}`, `{"n":-7}`},
		{`{"n":13}`, `{"n":12}`, `{"n":13}`}, // a rule across members
		{`{"note":"x"}`, `{"note":"y"}`, `{"note":null}`},
		{`{"n":1,"in":{"m":"z"}}`, `{"n":1,"in":{"m":7}}`, `{"n":200,"in":{"m":""}}`},
		{`{"n":1,"in":{"s":"","m":"x"}}`, `{"n":1,"in":{"s":"y","m":"x"}}`, `{"n":"","in":{"s":"","m":"x"}}`},
		{`{"n":1,"in":{"m":"x"}}`, `{"n":7,"in":{"m":"x"}}`, `{"n":-7,"in":{"m":"x"}}`}, // a member is missing
		{`{"n":1,"list":[{"b":""}]}`, `{"n":1,"list":[{"b":"x"},{"b":"y"}]}`},
		{`{"n":1,"list":[]}`, `{"n":1,"list":7}`, `{"n":1,"list":{"a":1}}`},
		{`{"n":1,"x":{"y":1}}`, `{"n":"","x":[]}`},
		{`{"n":1,"same":{"more":9}}`, `{"n":1,"same":{"more":"9"}}`, `{"n":1,"same":{"more":1}}`},
	} {
		for _, strict := range []bool{false, true} {
			limits := limits()
			limits.Strict = strict
			d := j.NewDecoder(limits)
			read(d, texts[0])
			known := d.Explored()
			for _, text := range texts[1:] {
				want := read(j.NewDecoder(limits), text)
				if diff := cmp.Diff(want, read(d, text)); diff != "" {
					t.Errorf("%s, strict: %v (-want +along the route):\n%s", text, strict, diff)
				}
			}
			if now := d.Explored(); now != known {
				t.Errorf("after %s, strict: %v, %d objects of %q are read member by member", texts[0], strict, now-known, texts[1:])
			}
		}
	}
}

// TestRoutesOfWords checks that records with words of a vocabulary follow their own routes after one with another word.
func TestRoutesOfWords(t *testing.T) {
	d := j.NewDecoder(limits())
	texts := []string{
		`{"n":1,"in":{"s":"a","m":"x"}}`, `{"n":1,"in":{"s":"a","m":"?"}}`, `{"n":1,"in":{"s":"a","m":"y"}}`,
		`{"n":1,"in":{"s":"a","m":"x"},"pair":{"a":"","b":""}}`, `{"n":1,"in":{"s":"a","m":"y"},"pair":{"a":"","b":""}}`,
		`{"n":1,"in":{"s":"a","m":"?"},"pair":{"a":"","b":""}}`, `{"n":1,"in":{"s":"a","m":"!"},"pair":{"a":"","b":""}}`,
	}
	for _, text := range texts {
		read(d, text)
	}
	known := d.Explored()
	for range 3 {
		for _, text := range texts {
			read(d, text)
		}
	}
	if now := d.Explored(); now != known {
		t.Errorf("%d objects are read member by member again", now-known)
	}
}

// TestApart checks how many values in question are told apart in an array.
func TestApart(t *testing.T) {
	d := j.NewDecoder(limits())
	for wrong := range 12 {
		text := `{"n":"","list":[` + strings.TrimSuffix(strings.Repeat(`{"a":1},`, wrong), ",") + `],"in":{"s":""}}`
		want := []record.Unsure{{Path: "/in/s", Whole: true}}
		if wrong > 8 {
			want = append(want, record.Unsure{Path: "/list", Whole: true})
		}
		for i := range min(wrong, 8) {
			want = append(want, record.Unsure{Path: fmt.Sprintf("/list/%d/a", i), Whole: true})
		}
		want = append(want, record.Unsure{Path: "/n", Whole: true})
		for range 2 {
			if diff := cmp.Diff(want, read(d, text).Unsure); diff != "" {
				t.Errorf("%s (-want +got):\n%s", text, diff)
			}
		}
	}
}

// TestNamed checks in which records all names are known to be right.
func TestNamed(t *testing.T) {
	type test struct{ lenient, strict bool }
	for text, want := range map[string]test{
		`{"n":1}`:                                        {true, true},
		`{"n":"x","in":{"m":7}}`:                         {true, true},
		`{"n":1,"x":{"N":1}}`:                            {true, false},
		`{"n":1,"pair":{"a":"","x":1}}`:                  {true, false},
		`{"n":1,"N":1}`:                                  {false, false},
		`{"n":1,"list":[{"a":"","B":""}]}`:               {false, false},
		`{"n":{"N":1}}`:                                  {false, false}, // what is in it is not looked at
		`{"n":1,"list":[{"a":""},["x"]]}`:                {false, false},
		`{"n":1,"list":[{"a":"","b":1}],"in":{"s":"x"}}`: {true, true},
	} {
		for _, strict := range []bool{false, true} {
			d := j.NewDecoder(record.Limits{Size: 1 << 20, Depth: 6, Findings: 10, Strict: strict})
			for range 3 {
				read(d, text)
				if got := d.Named(); got != (want.lenient && !strict || want.strict && strict) {
					t.Errorf("%s, strict: %v: %v", text, strict, got)
				}
			}
		}
	}
}
