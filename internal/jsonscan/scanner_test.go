package jsonscan_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/record"
)

type pair struct{ A, B string }

// decoder reads objects with the strings a and, perhaps, b.
type decoder struct {
	keys jsonscan.Keys
	memo jsonscan.Memo[pair]
}

func (d *decoder) read(s *jsonscan.Scanner, p *pair) { s.Strings(&d.keys, "/p", &p.A, &p.B) }

func limits() record.Limits { return record.Limits{Size: 1 << 20, Depth: 4, Findings: 10} }

// TestLearning reads objects in an order in which what was learnt from one misleads about the next.
func TestLearning(t *testing.T) {
	d := &decoder{keys: jsonscan.NewKeys("a", "b?")}
	s := jsonscan.New(limits())
	for i, test := range []struct {
		text  string
		want  pair
		plain bool
	}{
		{`{"a":"1","b":"2"}`, pair{"1", "2"}, true},
		{`{"a": "1", "b": "2"}`, pair{"1", "2"}, true}, // the token `"a":` is the beginning of `"a": `
		{`{"a":"1","b":"2"}`, pair{"1", "2"}, true},
		{`{"b":"2","a":"1"}`, pair{"1", "2"}, true},
		{`{"a":"1"}`, pair{"1", ""}, true},
		{`{"b":"2"}`, pair{"", "2"}, false},
		{`{,"a":"1"}`, pair{}, false},
		{`{"a":"1","a":"2"}`, pair{"2", ""}, false},
		{`{"a":"1",}`, pair{"1", ""}, false},
		{`{"a":"1"`, pair{"1", ""}, false},
		{`{"a":"1","b":"2"} `, pair{"1", "2"}, true},
		{"{\"\\u0061\":\"\\n\\u00e9\"}", pair{"\né", ""}, true},
		{`{"a":"1","c":"3","b":"2"}`, pair{"1", "2"}, true},
		{`{"c":"3","a":"1","b":"2"}`, pair{"1", "2"}, true},
		{`{"a":"1","C":"3","A":"2"}`, pair{"1", ""}, false},
		{`{"a":7}`, pair{}, false},
		{`{"a":"` + strings.Repeat("x", 300) + `"}`, pair{strings.Repeat("x", 300), ""}, true},
	} {
		for range 2 {
			var got, recalled pair
			s.Extra = nil
			s.Start(record.Pad(nil, []byte(test.text)), 0)
			d.read(s, &got)
			plain := s.Plain()
			if diff := cmp.Diff(test.want, got); plain != test.plain || diff != "" {
				t.Errorf("%d: %s is plain: %v; (-want +got):\n%s", i, test.text, plain, diff)
			}
			s.Extra = nil
			s.Start(record.Pad(nil, []byte(test.text)), 0)
			if jsonscan.Repeated(s, &d.memo, &recalled, d.read); recalled != got || s.Plain() != plain {
				t.Errorf("%d: %s is recalled as %+v", i, test.text, recalled)
			}
		}
	}
}

// TestEnds cuts a record at every byte: it must not be read beyond its end, whatever stands there.
func TestEnds(t *testing.T) {
	text := `{"a":"1","b":"` + strings.Repeat("y", 40) + `"}`
	d := &decoder{keys: jsonscan.NewKeys("a", "b")}
	s := jsonscan.New(limits())
	for n := 1; n <= len(text); n++ {
		for range 2 {
			data := append([]byte(text), make([]byte, record.Padding)...)[:n]
			var p pair
			s.Start(data, 0)
			jsonscan.Repeated(s, &d.memo, &p, d.read)
			if s.Plain() != (n == len(text)) {
				t.Fatalf("the first %d of %d bytes are plain: %v", n, len(text), s.Plain())
			}
		}
	}
}
