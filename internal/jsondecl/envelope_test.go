package jsondecl_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/declare"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// A parcel may come without its envelope, and its values in two notations.
type parcel struct {
	Bare, AsText, AsMinute bool

	N    int
	At   time.Time
	Note flowtrail.Optional[pair]
	Null bool
}

var parcelObject = func() *j.Object[parcel] {
	n := j.Noted("n", func(l *parcel) *int { return &l.N }, j.Int(1, 99), func(l *parcel) *bool { return &l.AsText }, j.IntText(1, 99))
	at := j.Noted("at", func(l *parcel) *time.Time { return &l.At }, j.Time(timefmt.RFC3339),
		func(l *parcel) *bool { return &l.AsMinute }, j.Time(timefmt.Minute))
	note := j.OrNull("note", func(l *parcel) *flowtrail.Optional[pair] { return &l.Note }, func(l *parcel) *bool { return &l.Null }, j.Recurring(pairObject))
	inside := j.NewObject(n, at, note).WrittenAs(func(l *parcel) bool { return l.AsText }, note, at, n)
	return j.NewObject(j.Constant[parcel]("kind", "letter"), j.Same("inside", inside)).
		OrBare(inside, func(l *parcel) *bool { return &l.Bare })
}()

// TestEnvelope reads parcels in both forms, one after the other and again along the routes that were learnt, and writes them.
func TestEnvelope(t *testing.T) {
	at := time.Date(2021, 8, 15, 14, 30, 0, 0, time.UTC)
	whole := func(path string) record.Unsure { return record.Unsure{Path: path, Whole: true} }
	tests := []struct {
		text   string
		want   parcel
		unsure []record.Unsure
		extra  string
	}{
		{text: `{"kind":"letter","inside":{"n":1,"at":"2021-08-15T14:30:00+00:00"}}`, want: parcel{N: 1, At: at}},
		{text: `{"kind":"letter","inside":{"note":null,"at":"2021-08-15T14:30:00+00:00","n":"1"}}`, want: parcel{N: 1, At: at, AsText: true, Null: true}},
		{text: `{"n":2,"at":"2021-08-15T14:30Z","note":{"a":"x","b":"y"}}`, want: parcel{Bare: true, N: 2, At: at, AsMinute: true, Note: flowtrail.Some(pair{"x", "y"})}},
		{text: `{"note":null,"at":"2021-08-15T14:30:00+00:00","n":"99"}`, want: parcel{Bare: true, N: 99, At: at, AsText: true, Null: true}},
		{text: `{"kind":"letter","inside":{"n":1,"at":"2021-08-15T14:30Z"},"at":7,"n":8}`, want: parcel{N: 1, At: at, AsMinute: true}, unsure: []record.Unsure{{}}, extra: "/at=7 /n=8"},
		{text: `{"n":1,"at":"2021-08-15T14:30Z","Kind":1}`, want: parcel{Bare: true, N: 1, At: at, AsMinute: true}, unsure: []record.Unsure{{}}, extra: "/Kind=1"},
		{text: `{"kind":"letter"}`, unsure: []record.Unsure{{Lacks: "/inside"}}},
		{text: `{"kind":"parcel","inside":{"n":1,"at":"2021-08-15T14:30Z"}}`, want: parcel{N: 1, At: at, AsMinute: true}, unsure: []record.Unsure{whole("/kind")}},
		{text: `{"inside":{"n":"0","at":"2021-08-15"}}`, unsure: []record.Unsure{{Lacks: "/kind"}, whole("/inside/at"), whole("/inside/n")}},
		{text: `{"n":100,"at":"","note":7}`, want: parcel{Bare: true, N: 100, Note: flowtrail.Optional[pair]{Valid: true}}, unsure: []record.Unsure{whole("/at"), whole("/n"), whole("/note")}},
		{text: `{"n":1,"at":"2021-08-15T14:30Z","n":2}`, want: parcel{Bare: true, N: 2, At: at, AsMinute: true}, unsure: []record.Unsure{whole("")}},
		{text: `{}`, want: parcel{Bare: true}, unsure: []record.Unsure{{Lacks: "/n/at"}}},
	}
	d := j.NewDecoder(limits())
	for round := range 3 {
		for _, test := range tests {
			for range 2 {
				var v parcel
				d.Start(record.Pad(nil, []byte(test.text)))
				next := j.Read(d, parcelObject, 0, &v)
				unsure := unsureOf(d)
				if diff := cmp.Diff(test.unsure, unsure); diff != "" || next != len(test.text) {
					t.Fatalf("round %d: %s ends at %d (-want +got):\n%s", round, test.text, next, diff)
				}
				extra := d.Extra(nil)
				got := ""
				for _, name := range []string{"/Kind", "/at", "/n"} {
					if value, ok := extra[name]; ok {
						if got != "" {
							got += " "
						}
						got += name + "=" + string(value)
					}
				}
				if got != test.extra {
					t.Errorf("round %d: %s: %s is extra", round, test.text, got)
				}
				if diff := cmp.Diff(test.want, v); diff != "" {
					t.Errorf("round %d: %s (-want +got):\n%s", round, test.text, diff)
				}
				w := j.NewWriter()
				w.Start(nil, extra)
				j.Append(w, parcelObject, &v)
				if out, err := w.Done(); test.unsure == nil && (err != nil || string(out) != test.text) {
					t.Errorf("round %d: %s is written as %s, %v", round, test.text, out, err)
				}
			}
		}
	}
}

// TestEnvelopeEscaped reads words that are written with escapes: the form is found out all the same.
func TestEnvelopeEscaped(t *testing.T) {
	const text = `{"in\u0073ide":{"n":1,"at":"2021-08-15T14:30Z"},"\u006bind":"l\u0065tter"}`
	d := j.NewDecoder(limits())
	var v parcel
	d.Start(record.Pad(nil, []byte(text)))
	if next := j.Read(d, parcelObject, 0, &v); next != len(text) || !d.Sure() || v.Bare || v.N != 1 {
		t.Errorf("%+v, ends at %d, unsure of %v", v, next, d.Unsure())
	}
}

func TestEnvelopeDeclaration(t *testing.T) {
	got := parcelObject.Declaration()
	inside := []declare.Field{
		{Name: "n", Required: true, Value: declare.Value{Kind: declare.Integer, Min: 1, Max: 99, Notation: declare.Either}},
		{Name: "at", Required: true, Value: declare.Value{Kind: declare.Time, Formats: []string{declare.DateTime, declare.DateTimeMinute}}},
		{Name: "note", Value: declare.Value{Kind: declare.Object, Null: true, Fields: pairObject.Declaration().Fields}},
	}
	want := declare.Value{Kind: declare.Envelope, Bare: inside, Fields: []declare.Field{
		{Name: "kind", Required: true, Value: declare.Value{Kind: declare.Words, Words: []string{"letter"}}},
		{Name: "inside", Required: true, Value: declare.Value{Kind: declare.Object, Fields: inside}},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A coveredLetter may be in a cover.
type coveredLetter struct {
	ID      int
	Page    page
	InCover bool
}

type page struct{ Text string }

func coveredLetterObject(written, also func(string) string) *j.Object[coveredLetter] {
	return j.NewObject(j.Spelled(written, also,
		j.Required("letter_id", func(l *coveredLetter) *int { return &l.ID }, j.Int(0, 9)),
		j.Required("one_page", func(l *coveredLetter) *page { return &l.Page }, j.Of(j.NewObject(j.Spelled(written, also,
			j.Required("its_text", func(p *page) *string { return &p.Text }, j.String),
		)...))),
	)...).OrIn("cover", func(l *coveredLetter) *bool { return &l.InCover })
}

// TestInEnvelope reads letters with and without a cover, again along the routes that were learnt, and writes them.
func TestInEnvelope(t *testing.T) {
	object, camel := coveredLetterObject(j.Snake, j.Camel), coveredLetterObject(j.Camel, j.Snake)
	d := j.NewDecoder(limits())
	for _, test := range []struct {
		text   string
		want   coveredLetter
		extra  map[string]json.RawMessage
		unsure []record.Unsure
		snake  string // as it is written; text if empty
		camel  string
	}{
		{
			text:  `{"letter_id":1,"one_page":{"its_text":"x"}}`,
			want:  coveredLetter{ID: 1, Page: page{"x"}},
			camel: `{"letterId":1,"onePage":{"itsText":"x"}}`,
		},
		{
			text:  `{"cover":{"letter_id":1,"one_page":{"its_text":"x"}}}`,
			want:  coveredLetter{ID: 1, Page: page{"x"}, InCover: true},
			camel: `{"cover":{"letterId":1,"onePage":{"itsText":"x"}}}`,
		},
		{
			text:  `{"stamp":"1 €","cover":{"onePage":{"itsText":"x","no":7},"letterId":1},"to":{"a":[1, 2]}}`,
			want:  coveredLetter{ID: 1, Page: page{"x"}, InCover: true},
			extra: map[string]json.RawMessage{"/stamp": json.RawMessage(`"1 €"`), "/to": json.RawMessage(`{"a":[1,2]}`), "/cover/one_page/no": json.RawMessage("7")},
			snake: `{"cover":{"letter_id":1,"one_page":{"its_text":"x","no":7}},"stamp":"1 €","to":{"a":[1,2]}}`,
			camel: `{"cover":{"letterId":1,"onePage":{"itsText":"x","no":7}},"stamp":"1 €","to":{"a":[1,2]}}`,
		},
		{ // names of the letter beside the cover are those of other members, about which a validator may think otherwise
			text:   `{"cover":{"letter_id":1,"one_page":{"its_text":"x"}},"letter_id":2,"Onepage":3}`,
			want:   coveredLetter{ID: 1, Page: page{"x"}, InCover: true},
			extra:  map[string]json.RawMessage{"/letter_id": json.RawMessage("2"), "/Onepage": json.RawMessage("3")},
			unsure: []record.Unsure{{}},
			snake:  `{"cover":{"letter_id":1,"one_page":{"its_text":"x"}},"Onepage":3,"letter_id":2}`,
			camel:  `{"cover":{"letterId":1,"onePage":{"itsText":"x"}},"Onepage":3,"letter_id":2}`,
		},
		{
			text:   `{"letter_id":1,"one_page":{"its_text":"x"},"Cover":{}}`,
			want:   coveredLetter{ID: 1, Page: page{"x"}},
			extra:  map[string]json.RawMessage{"/Cover": json.RawMessage("{}")},
			unsure: []record.Unsure{{}},
			camel:  `{"letterId":1,"onePage":{"itsText":"x"},"Cover":{}}`,
		},
		{
			text:   `{"cover":{"letterId":10,"onePage":{"itsText":1}}}`,
			want:   coveredLetter{ID: 10, InCover: true},
			unsure: []record.Unsure{{Path: "/cover/letterId", Whole: true}, {Path: "/cover/onePage/itsText", Whole: true}},
			snake:  `{"cover":{"letter_id":10,"one_page":{"its_text":""}}}`,
			camel:  `{"cover":{"letterId":10,"onePage":{"itsText":""}}}`,
		},
		{
			text:   `{"cover":7}`,
			want:   coveredLetter{InCover: true},
			unsure: []record.Unsure{{Path: "/cover", Whole: true}},
			snake:  `{"cover":{"letter_id":0,"one_page":{"its_text":""}}}`,
			camel:  `{"cover":{"letterId":0,"onePage":{"itsText":""}}}`,
		},
	} {
		for range 3 {
			var got coveredLetter
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
		var v coveredLetter
		d.Start(record.Pad(nil, []byte(text)))
		if n := testing.AllocsPerRun(100, func() { j.Read(d, object, 0, &v) }); n > 0 {
			t.Errorf("%s: %v allocations", text, n)
		}
	}
}

// TestForms turns objects of both kinds into their other form, and asks where their members stand there.
func TestForms(t *testing.T) {
	letter := coveredLetterObject(j.Snake, j.Camel)
	var p parcel
	var l coveredLetter
	if !parcelObject.InEnvelope(&p) || letter.InEnvelope(&l) {
		t.Error("want a zero parcel in its envelope, and a zero letter without a cover")
	}
	parcelObject.SetInEnvelope(&p, false)
	letter.SetInEnvelope(&l, true)
	if parcelObject.InEnvelope(&p) || !p.Bare || !letter.InEnvelope(&l) || !l.InCover {
		t.Errorf("%+v %+v", p, l)
	}
	got := map[string]string{"/x/y": letter.Wrapped("/x/y")}
	for _, pointer := range []string{"/cover/x/y", "/cover/letter", "/cover/cover", "/covers", "/cover~1x", "/x"} {
		got[pointer] = "lost"
		if bare, stays := letter.Bared(pointer); stays {
			got[pointer] = bare
		}
	}
	want := map[string]string{
		"/x/y": "/cover/x/y", "/cover/x/y": "/x/y", "/cover/letter": "/letter",
		"/cover/cover": "lost", "/covers": "lost", "/cover~1x": "lost", "/x": "lost",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
