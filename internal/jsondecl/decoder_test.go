package jsondecl_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A thing has a member of every kind of structure.
type thing struct {
	N    int
	Note flowtrail.Optional[string]
	In   flowtrail.Optional[inner]
	Pair pair
	List []pair
	More int64
}

type inner struct{ S, M string }

type pair struct{ A, B string }

var (
	pairObject = j.NewObject(
		j.Required("a", func(p *pair) *string { return &p.A }, j.String),
		j.Required("b", func(p *pair) *string { return &p.B }, j.String).When(func(p *pair) bool { return p.B != "" }),
	)
	thingObject = j.NewObject(
		j.Required("n", func(v *thing) *int { return &v.N }, j.Int(0, 100)),
		j.Optional("note", func(v *thing) *flowtrail.Optional[string] { return &v.Note }, j.String),
		j.Optional("in", func(v *thing) *flowtrail.Optional[inner] { return &v.In }, j.Of(j.NewObject(
			j.Required("s", func(v *inner) *string { return &v.S }, j.Filled),
			j.Required("m", func(v *inner) *string { return &v.M }, j.Enum("x", "y")).When(func(v *inner) bool { return v.M != "" }),
		))),
		j.Required("pair", func(v *thing) *pair { return &v.Pair }, j.Recurring(pairObject)).When(func(v *thing) bool { return v.Pair != pair{} }),
		j.Required("list", func(v *thing) *[]pair { return &v.List }, j.Array(j.Recurring(pairObject))).When(func(v *thing) bool { return v.List != nil }),
		j.Same("same", j.NewObject(
			j.Required("more", func(v *thing) *int64 { return &v.More }, j.Int[int64](-5, 5)),
		)).When(func(v *thing) bool { return v.More != 0 }),
	).Check(func(v *thing) bool { return v.N != 13 })
)

func limits() record.Limits { return record.Limits{Size: 1 << 20, Depth: 6, Findings: 10} }

// A reading is what a Decoder makes of a text.
type reading struct {
	Thing  thing
	Next   int
	Unsure []record.Unsure
	Held   bool
	Extra  map[string]string
}

func read(d *j.Decoder, text string) reading {
	var r reading
	d.Start(record.Pad(nil, []byte(text)))
	r.Next = j.Read(d, thingObject, 0, &r.Thing)
	r.Unsure = unsureOf(d)
	r.Held = d.Representable()
	for path, value := range d.Extra(nil) {
		if r.Extra == nil {
			r.Extra = map[string]string{}
		}
		r.Extra[path] = string(value)
	}
	return r
}

// unsureOf returns what is in question of the record that was read last, at the beginning of the text. Where that is said to begin, and does, is
// left out.
func unsureOf(d *j.Decoder) (list []record.Unsure) {
	end, _ := d.Skip(0)
	root, _ := jsonsyntax.Parse(d.Data()[:max(end, 0)], math.MaxInt, 0)
	for _, u := range record.SortUnsure(d.Unsure()) {
		if u.At > 0 && root != nil {
			if node, there := root.Find(u.Path); there && node.Start == u.At {
				u.At = 0
			}
		}
		list = append(list, u)
	}
	return list
}

var texts = []string{
	`{"n":1}`,
	`{"n":1,"in":{"s":"x"}}`,
	`{"n": 1, "in": {"s": "x", "m": "y"}}`,
	`{"n":1,"note":"","in":{"s":"x"}}`,
	`{"n":1,"note":"\u00e9\n","pair":{"a":"1","b":"2"}}`,
	`{"pair":{"a":"1"},"n":1}`,
	`{"pair":{"a":"}"},"n":1}`,
	`{"n":1,"list":[]}`,
	`{"n":1,"list":[{"a":"1","b":"2"},{"a":"3"} , {"a":"1","b":"2"}]}`,
	`{"n":1,"same":{"more":-5}}`,
	`{"n":1e1,"same":{"more":5.0}}`,
	`{"n":1,"unknown":[1, {"x": "y"}],"in":{"s":"x","z":null}}`,
	`{"n":1,"list":[{"a":"1","new":true}],"pair":{"a":"1","new":7}}`,
	`{"n":101}`,
	`{"n":13}`,
	`{"n":1,"in":{"s":1,"m":"x"}}`,
	`{"in":{"m":1,"s":1},"n":1.5}`,
	`{"n":1,"in":{"m":"x"}}`,
	`{"n":1,"in":{"s":""}}`,
	`{"in":{"m":1}}`,
	`{"n":1,"in":7}`,
	`{"n":1,"in":{"s":"x","S":"y"}}`,
	`{"n":1,"list":[{"a":"x"},{"a":1}]}`,
	`{"n":1,"list":[{"a":"x"},{}],"in":{"s":"x","m":1}}`,
	`{"n":1,"list":[{"a":"x"},7,{"a":"x"}]}`,
	`{"n":1,"n":2}`,
	`{"n":1,"unknown":1,"unknown":2}`,
	`{"n":1,"unknown":{"x":1,"x":2}}`,
	`{"n":1,"deep":[[[[[[1]]]]]]}`,
	`{"n":1,"list":[{"a":"x","deep":[[[1]]]}]}`,
	`{"n":1,"in":{"s":"x","z":[[[[1]]]]}}`,
	`{"n":1,"in":{"s":"x","z":[[[[[1]]]]]}}`,
	`{"n":1,"pair":{"a":"1","new":[[[[1]]]]}}`,
	`{"n":1,"pair":{"a":"1","new":[[[[[1]]]]]}}`,
	`{"n":1`, `{"n":1,}`, `{,"n":1}`, `{"n" 1}`, `{"n":1]`, `[1,2,3]`, `"n"`, `7`, `nul`, ``, `{"n":01}`, `{"n":"` + "\x01" + `"}`, `{"note":"` + "\xff" + `","n":1}`,
}

// TestRoutes reads texts in many orders: what was learnt from those before must change nothing.
func TestRoutes(t *testing.T) {
	for offset := range texts {
		d := j.NewDecoder(limits())
		for i := range 3 * len(texts) {
			text := texts[(i*(offset+1)+offset)%len(texts)]
			want := read(j.NewDecoder(limits()), text)
			if diff := cmp.Diff(want, read(d, text)); diff != "" {
				t.Fatalf("%s, read after others (-want +got):\n%s", text, diff)
			}
			if i%3 == 0 { // at once again
				if diff := cmp.Diff(want, read(d, text)); diff != "" {
					t.Fatalf("%s, read twice (-want +got):\n%s", text, diff)
				}
			}
		}
	}
}

// TestRoutesBeforeSpace reads texts before white space, which does not belong to them, twice and so along a route.
func TestRoutesBeforeSpace(t *testing.T) {
	for _, text := range texts {
		want := read(j.NewDecoder(limits()), text)
		if want.Next != len(text) {
			continue
		}
		d := j.NewDecoder(limits())
		for range 3 {
			if diff := cmp.Diff(want, read(d, text+" \n,")); diff != "" {
				t.Fatalf("%s, before white space (-want +got):\n%s", text, diff)
			}
		}
	}
}

// TestRoutesKept checks that routes which are known are followed, also where there is white space before values, and words differ.
func TestRoutesKept(t *testing.T) {
	d := j.NewDecoder(limits())
	for _, text := range []string{`{"n":1,"in":{"s":"x","m":"y"},"pair":{"a":"1","b":"2"},"list":[{"a":"1"}]}`, `{"n":1,"in":{"s":"x","m":"x"},"pair":{"a":"1","b":"2"},"list":[{"a":"1"}]}`, `{"n":1}`} {
		read(d, text)
	}
	known := d.Explored()
	for _, text := range []string{
		`{"n":2,"in":{"s":"\u0078","m":"x"},"pair":{"a":"3","b":"4"},"list":[{"a":"5"},{"a":"6"}]}`, `{"n": 2,"in":{"s":` + "\n" + `"x","m":"y"},"pair": {"a": "3","b":"4"},"list":  [ {"a":"5"}, {"a":"6"} ]}`,
		`{"n":100}`, `{"n":` + "\r\n" + `7}`,
	} {
		if r := read(d, text); len(r.Unsure) > 0 || r.Next != len(text) {
			t.Errorf("%s: %+v", text, r)
		}
		if now := d.Explored(); now != known {
			t.Errorf("of %s %d objects are read member by member", text, now-known)
			known = now
		}
	}
}

// TestRecordsApart checks that a record does not change when the next one is read.
func TestRecordsApart(t *testing.T) {
	d := j.NewDecoder(limits())
	var all, want []reading
	for _, text := range texts {
		all = append(all, read(d, text))
		want = append(want, read(j.NewDecoder(limits()), text))
	}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestDepthOfNestedRecurring does what TestDepthOfRecurring does, for an object with another one in it.
func TestDepthOfNestedRecurring(t *testing.T) {
	type holder struct{ Near, Far pair }
	known := j.Recurring(j.NewObject(
		j.Required("a", func(p *pair) *string { return &p.A }, j.String),
		j.Same("in", j.NewObject(j.Same("in", j.NewObject(j.Required("b", func(p *pair) *string { return &p.B }, j.String))))),
	))
	far := j.NewObject(j.Required("pair", func(h *holder) *pair { return &h.Far }, known))
	object := j.NewObject(
		j.Required("near", func(h *holder) *pair { return &h.Near }, known).When(func(h *holder) bool { return h.Near != pair{} }),
		j.Same("far", far).When(func(h *holder) bool { return h.Far != pair{} }),
	)
	for depth := range 6 {
		d := j.NewDecoder(record.Limits{Size: 1 << 10, Depth: depth})
		for range 3 {
			for text, levels := range map[string]int{`{"near":{"a":"x","in":{"in":{"b":"y"}}}}`: 4, `{"far":{"pair":{"a":"x","in":{"in":{"b":"y"}}}}}`: 5} {
				var v holder
				d.Start(record.Pad(nil, []byte(text)))
				if next := j.Read(d, object, 0, &v); next > 0 != (levels <= depth) {
					t.Errorf("%s, of at most %d levels, ends at %d", text, depth, next)
				}
			}
		}
	}
}

// TestMostMembers declares as many members as an object may have.
func TestMostMembers(t *testing.T) {
	type numbers [65]int
	members := func(n int) (all []j.Member[numbers]) {
		for i := range n {
			all = append(all, j.Required(fmt.Sprint("m", i), func(v *numbers) *int { return &v[i] }, j.Int(0, 9)))
		}
		return all
	}
	var v numbers
	object := j.NewObject(members(64)...)
	d := j.NewDecoder(limits())
	text := `{"m0":0`
	for i := 1; i < 64; i++ {
		text += fmt.Sprintf(`,"m%d":%d`, i, i%10)
	}
	d.Start(record.Pad(nil, []byte(text+"}")))
	if next := j.Read(d, object, 0, &v); next != len(text)+1 || !d.Sure() || v[63] != 3 {
		t.Errorf("%d bytes are read, sure: %v, %v", next, d.Sure(), v)
	}
	defer func() {
		if recover() == nil {
			t.Error("an object of 65 members is declared")
		}
	}()
	j.NewObject(members(65)...)
}

// TestUnsure checks what is in question of values that are not as declared.
func TestUnsure(t *testing.T) {
	whole := func(path string) record.Unsure { return record.Unsure{Path: path, Whole: true} }
	for text, want := range map[string][]record.Unsure{
		`{"n":1,"in":{"s":"x"}}`:                             nil,
		`{"n":101}`:                                          {whole("/n")},
		`{"n":13}`:                                           {{}},
		`{"n":1,"in":{"s":1,"m":"x"}}`:                       {whole("/in/s")},
		`{"in":{"m":1,"s":1},"n":1.5}`:                       {whole("/in/m"), whole("/in/s"), whole("/n")},
		`{"n":1,"in":{"m":"x"}}`:                             {{Path: "/in", Lacks: "/s"}},
		`{"in":{"m":1}}`:                                     {{Lacks: "/n"}, {Path: "/in", Lacks: "/s"}, whole("/in/m")},
		`{"n":1,"in":7}`:                                     {whole("/in")},
		`{"n":1,"in":{"s":"x","S":"y"}}`:                     {{Path: "/in"}},
		`{"n":1,"list":[{"a":"x"},{"a":1}]}`:                 {whole("/list/1/a")},
		`{"n":1,"list":[{"a":"x"},{}],"in":{"s":"x","m":1}}`: {whole("/in/m"), {Path: "/list/1", Lacks: "/a"}},
		`{"n":1,"pair":{"b":"x"}}`:                           {{Path: "/pair", Lacks: "/a"}},
		`{"n":1,"pair":{}}`:                                  {{Path: "/pair", Lacks: "/a"}},
		`{"n":1,"n":2}`:                                      {whole("")},
		`{"n":1,"in":{"s":"\u0078","m":"\u0079"}}`:           nil,
	} {
		got := read(j.NewDecoder(limits()), text)
		if diff := cmp.Diff(want, got.Unsure); diff != "" || got.Next != len(text) {
			t.Errorf("%s ends at %d (-want +got):\n%s", text, got.Next, diff)
		}
	}
}

// TestEnds cuts texts at every byte: they must not be read beyond their end, whatever stands there.
func TestEnds(t *testing.T) {
	d := j.NewDecoder(limits())
	for _, text := range texts {
		if whole := read(d, text); whole.Next != len(text) || text[0] != '{' {
			continue
		}
		padded := append([]byte(text), make([]byte, record.Padding)...)
		for n := 1; n < len(text); n++ {
			var v thing
			d.Start(padded[:n])
			if next := j.Read(d, thingObject, 0, &v); next >= 0 {
				t.Fatalf("%s ends at %d", text[:n], next)
			}
		}
	}
}

// TestManyStructures reads objects whose members stand in ever other orders: memory stays bounded, and an order that repeats
// afterwards is learnt again.
func TestManyStructures(t *testing.T) {
	d := j.NewDecoder(record.Limits{Size: 1 << 20, Depth: 64})
	text := func(i int) string {
		return `{"n":1,` + strings.Repeat(" ", i%400) + strings.Repeat("\n", i/400) + `"note":"x"}`
	}
	for i := range 20_000 {
		if got := read(d, text(i)); got.Thing.N != 1 || got.Thing.Note.V != "x" || len(got.Unsure) > 0 {
			t.Fatalf("%+v", got)
		}
	}
	if n := d.Edges(); n > 2000 {
		t.Errorf("%d edges are kept", n)
	}
	data := record.Pad(nil, []byte(`{"n":1,"note":"x"}`))
	var v thing
	again := func() {
		d.Start(data)
		j.Read(d, thingObject, 0, &v)
	}
	for range 20_000 {
		again()
	}
	if n := testing.AllocsPerRun(100, again); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestDepthOfRecurring reads an object that was read before at a place where it is nested too deeply.
func TestDepthOfRecurring(t *testing.T) {
	type holder struct{ Near, Far pair }
	known := j.Recurring(j.NewObject(
		j.Required("a", func(p *pair) *string { return &p.A }, j.String),
	))
	far := j.NewObject(j.Required("pair", func(h *holder) *pair { return &h.Far }, known))
	object := j.NewObject(
		j.Required("near", func(h *holder) *pair { return &h.Near }, known).When(func(h *holder) bool { return h.Near != pair{} }),
		j.Same("far", far).When(func(h *holder) bool { return h.Far != pair{} }),
	)
	d := j.NewDecoder(record.Limits{Size: 1 << 10, Depth: 2})
	for _, test := range []struct {
		text  string
		right bool
	}{
		{`{"near":{"a":"x"}}`, true},
		{`{"far":{"pair":{"a":"x"}}}`, false},
		{`{"near":{"a":"x"}}`, true},
		{`{"far":{"pair":{"a":"x"}}}`, false},
	} {
		var v holder
		d.Start(record.Pad(nil, []byte(test.text)))
		if next := j.Read(d, object, 0, &v); next > 0 != test.right {
			t.Errorf("%s ends at %d", test.text, next)
		}
	}
}

// TestTwice reads an object twice into one member: nothing of the first is left, whichever way either is read.
func TestTwice(t *testing.T) {
	d := j.NewDecoder(limits())
	text := `{"n":1,"pair":{"a":1,"b":"2"},"pair":{"a":"1"}}`
	for range 3 {
		if got := read(d, text).Thing.Pair; got != (pair{A: "1"}) {
			t.Errorf("%s: %+v", text, got)
		}
		read(d, `{"n":1,"pair":{"a":"7"}}`)
	}
}
