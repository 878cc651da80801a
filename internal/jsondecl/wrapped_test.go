package jsondecl_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A wrappedLetter may be in an envelope.
type wrappedLetter struct {
	ID      int
	Page    page
	InCover bool
}

type page struct{ Text string }

func wrappedLetterObject(written, also func(string) string) *j.Object[wrappedLetter] {
	return j.Wrapped("cover", j.NewObject(j.Spelled(written, also,
		j.Required("letter_id", func(l *wrappedLetter) *int { return &l.ID }, j.Int(0, 9)),
		j.Required("one_page", func(l *wrappedLetter) *page { return &l.Page }, j.Of(j.NewObject(j.Spelled(written, also,
			j.Required("its_text", func(p *page) *string { return &p.Text }, j.String),
		)...))),
	)...), func(l *wrappedLetter) *bool { return &l.InCover })
}

// TestWrapped reads letters with and without a cover, again along the routes that were learnt, and writes them.
func TestWrapped(t *testing.T) {
	object, camel := wrappedLetterObject(j.Snake, j.Camel), wrappedLetterObject(j.Camel, j.Snake)
	d := j.NewDecoder(limits())
	for _, test := range []struct {
		text   string
		want   wrappedLetter
		extra  map[string]json.RawMessage
		unsure []record.Unsure
		snake  string // as it is written; text if empty
		camel  string
	}{
		{
			text:  `{"letter_id":1,"one_page":{"its_text":"x"}}`,
			want:  wrappedLetter{ID: 1, Page: page{"x"}},
			camel: `{"letterId":1,"onePage":{"itsText":"x"}}`,
		},
		{
			text:  `{"cover":{"letter_id":1,"one_page":{"its_text":"x"}}}`,
			want:  wrappedLetter{ID: 1, Page: page{"x"}, InCover: true},
			camel: `{"cover":{"letterId":1,"onePage":{"itsText":"x"}}}`,
		},
		{
			text:  `{"stamp":"1 €","cover":{"onePage":{"itsText":"x","no":7},"letterId":1},"to":{"a":[1, 2]}}`,
			want:  wrappedLetter{ID: 1, Page: page{"x"}, InCover: true},
			extra: map[string]json.RawMessage{"/stamp": json.RawMessage(`"1 €"`), "/to": json.RawMessage(`{"a":[1,2]}`), "/cover/one_page/no": json.RawMessage("7")},
			snake: `{"cover":{"letter_id":1,"one_page":{"its_text":"x","no":7}},"stamp":"1 €","to":{"a":[1,2]}}`,
			camel: `{"cover":{"letterId":1,"onePage":{"itsText":"x","no":7}},"stamp":"1 €","to":{"a":[1,2]}}`,
		},
		{ // names of the wrappedLetter beside the cover are those of other members, about which a validator may think otherwise
			text:   `{"cover":{"letter_id":1,"one_page":{"its_text":"x"}},"letter_id":2,"Onepage":3}`,
			want:   wrappedLetter{ID: 1, Page: page{"x"}, InCover: true},
			extra:  map[string]json.RawMessage{"/letter_id": json.RawMessage("2"), "/Onepage": json.RawMessage("3")},
			unsure: []record.Unsure{{}},
			snake:  `{"cover":{"letter_id":1,"one_page":{"its_text":"x"}},"Onepage":3,"letter_id":2}`,
			camel:  `{"cover":{"letterId":1,"onePage":{"itsText":"x"}},"Onepage":3,"letter_id":2}`,
		},
		{
			text:   `{"letter_id":1,"one_page":{"its_text":"x"},"Cover":{}}`,
			want:   wrappedLetter{ID: 1, Page: page{"x"}},
			extra:  map[string]json.RawMessage{"/Cover": json.RawMessage("{}")},
			unsure: []record.Unsure{{}},
			camel:  `{"letterId":1,"onePage":{"itsText":"x"},"Cover":{}}`,
		},
		{
			text:   `{"cover":{"letterId":10,"onePage":{"itsText":1}}}`,
			want:   wrappedLetter{ID: 10, InCover: true},
			unsure: []record.Unsure{{Path: "/cover/letterId", Whole: true}, {Path: "/cover/onePage/itsText", Whole: true}},
			snake:  `{"cover":{"letter_id":10,"one_page":{"its_text":""}}}`,
			camel:  `{"cover":{"letterId":10,"onePage":{"itsText":""}}}`,
		},
		{
			text:   `{"cover":7}`,
			want:   wrappedLetter{InCover: true},
			unsure: []record.Unsure{{Path: "/cover", Whole: true}},
			snake:  `{"cover":{"letter_id":0,"one_page":{"its_text":""}}}`,
			camel:  `{"cover":{"letterId":0,"onePage":{"itsText":""}}}`,
		},
	} {
		for range 3 {
			var got wrappedLetter
			d.Start(record.Pad(nil, []byte(test.text)))
			if next := j.Read(d, object, 0, &got); next != len(test.text) {
				t.Fatalf("%s ends at %d", test.text, next)
			}
			extra := d.Extra(nil)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.text, diff)
			}
			found(t, d, test.text, test.extra, test.unsure)
			if test.snake == "" {
				test.snake = test.text
			}
			written(t, object, &got, extra, test.snake)
			written(t, camel, &got, extra, test.camel)
		}
	}
	for _, text := range []string{`{"letter_id":1,"one_page":{"its_text":"x"}}`, `{"cover":{"letter_id":1,"one_page":{"its_text":"x"}}}`} {
		var v wrappedLetter
		d.Start(record.Pad(nil, []byte(text)))
		if n := testing.AllocsPerRun(100, func() { j.Read(d, object, 0, &v) }); n > 0 {
			t.Errorf("%s: %v allocations", text, n)
		}
	}
}
