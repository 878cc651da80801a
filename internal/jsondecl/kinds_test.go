package jsondecl_test

import (
	"encoding/json"
	"net/netip"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flowtrail/flowtrail"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A shape is a union, told apart by its kind.
type shape interface{ area() int }

type (
	square struct {
		Kind string
		Side int
	}
	oblong struct {
		Width, Height int
		Kind          string
	}
	unknown struct{ Kind string }
)

func (s *square) area() int  { return s.Side * s.Side }
func (o *oblong) area() int  { return o.Width * o.Height }
func (u *unknown) area() int { return 0 }

// A drawing has members of the kinds that network events do not have.
type drawing struct {
	SrcPort flowtrail.Optional[int64]
	Free    json.RawMessage
	Shapes  []shape
	On      bool
}

func drawingObject(written, also func(string) string) *j.Object[drawing] {
	return j.NewObject(j.Spelled(written, also,
		j.Optional("src_port", func(d *drawing) *flowtrail.Optional[int64] { return &d.SrcPort }, j.IntText[int64](0, 1<<40)),
		j.Required("free_form", func(d *drawing) *json.RawMessage { return &d.Free }, j.Any).When(func(d *drawing) bool { return d.Free != nil }),
		j.Required("shapes", func(d *drawing) *[]shape { return &d.Shapes }, j.Array(j.Union("kind",
			j.CaseOf[shape](j.NewObject(
				j.Required("kind", func(s *square) *string { return &s.Kind }, j.Enum("square", "Square")),
				j.Required("side", func(s *square) *int { return &s.Side }, j.Int(0, 100)),
			), "square", "Square"),
			j.CaseOf[shape](j.NewObject(
				j.Required("width", func(o *oblong) *int { return &o.Width }, j.Int(0, 100)),
				j.Required("height", func(o *oblong) *int { return &o.Height }, j.Int(0, 100)),
				j.Required("kind", func(o *oblong) *string { return &o.Kind }, j.Enum("oblong")),
			), "oblong"),
			j.CaseOf[shape](j.NewObject(
				j.Required("kind", func(u *unknown) *string { return &u.Kind }, j.String),
			)),
		))),
		j.Required("is_on", func(d *drawing) *bool { return &d.On }, j.Bool),
	)...)
}

// TestKinds reads drawings, again along the routes that were learnt, and writes them.
func TestKinds(t *testing.T) {
	object := drawingObject(j.Snake, j.Camel)
	camel := drawingObject(j.Camel, j.Snake)
	d := j.NewDecoder(limits())
	var v drawing
	for _, test := range []struct {
		text   string
		want   drawing
		extra  map[string]json.RawMessage
		unsure []record.Unsure
		snake  string // as it is written; text if empty
		camel  string
	}{
		{
			text:  `{"src_port":"22","shapes":[],"is_on":true}`,
			want:  drawing{SrcPort: flowtrail.Some(int64(22)), On: true},
			camel: `{"srcPort":"22","shapes":[],"isOn":true}`,
		},
		{
			text:  `{"isOn":false,"srcPort":22,"freeForm":{"a": [1, null]},"shapes":[{"kind":"square","side":3},{"width":1,"height":2,"kind":"oblong"}]}`,
			want:  drawing{SrcPort: flowtrail.Some(int64(22)), Free: json.RawMessage(`{"a":[1,null]}`), Shapes: []shape{&square{"square", 3}, &oblong{1, 2, "oblong"}}},
			snake: `{"src_port":"22","free_form":{"a":[1,null]},"shapes":[{"kind":"square","side":3},{"width":1,"height":2,"kind":"oblong"}],"is_on":false}`,
			camel: `{"srcPort":"22","freeForm":{"a":[1,null]},"shapes":[{"kind":"square","side":3},{"width":1,"height":2,"kind":"oblong"}],"isOn":false}`,
		},
		{
			text:  `{"shapes":[{"radius":1.50,"kind":"circle"},{"kind":"square","side":4}],"is_on":true}`,
			want:  drawing{Shapes: []shape{&unknown{"circle"}, &square{"square", 4}}, On: true},
			extra: map[string]json.RawMessage{"/shapes/0/radius": json.RawMessage("1.50")},
			snake: `{"shapes":[{"kind":"circle","radius":1.50},{"kind":"square","side":4}],"is_on":true}`,
			camel: `{"shapes":[{"kind":"circle","radius":1.50},{"kind":"square","side":4}],"isOn":true}`,
		},
		{
			text:   `{"src_port":"1","srcPort":"1","shapes":[],"is_on":true}`,
			want:   drawing{SrcPort: flowtrail.Some(int64(1)), On: true},
			unsure: []record.Unsure{{Whole: true}},
			snake:  `{"src_port":"1","shapes":[],"is_on":true}`,
			camel:  `{"srcPort":"1","shapes":[],"isOn":true}`,
		},
		{
			text:   `{"src_port":"01","shapes":[{"kind":"square","side":101}],"is_on":"yes"}`,
			want:   drawing{SrcPort: flowtrail.Optional[int64]{Valid: true}, Shapes: []shape{&square{"square", 101}}},
			unsure: []record.Unsure{{Path: "/is_on", Whole: true}, {Path: "/shapes/0/side", Whole: true}, {Path: "/src_port", Whole: true}},
			snake:  `{"src_port":"0","shapes":[{"kind":"square","side":101}],"is_on":false}`,
			camel:  `{"srcPort":"0","shapes":[{"kind":"square","side":101}],"isOn":false}`,
		},
		{
			text:   `{"srcPort":"01","free_form":1,"shapes":[],"isOn":"yes","Is_On":1}`,
			want:   drawing{SrcPort: flowtrail.Optional[int64]{Valid: true}, Free: json.RawMessage(`1`), Shapes: []shape{}},
			extra:  map[string]json.RawMessage{"/Is_On": json.RawMessage("1")},
			unsure: []record.Unsure{{}, {Path: "/isOn", Whole: true}, {Path: "/srcPort", Whole: true}},
			snake:  `{"src_port":"0","free_form":1,"shapes":[],"is_on":false,"Is_On":1}`,
			camel:  `{"srcPort":"0","freeForm":1,"shapes":[],"isOn":false,"Is_On":1}`,
		},
	} {
		for range 3 {
			d.Start(record.Pad(nil, []byte(test.text)))
			if next := j.Read(d, object, 0, &v); next != len(test.text) {
				t.Fatalf("%s ends at %d", test.text, next)
			}
			extra := d.Extra(nil)
			if diff := cmp.Diff(test.want.Shapes, append([]shape(nil), v.Shapes...), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s: shapes (-want +got):\n%s", test.text, diff)
			}
			got := v
			got.Shapes = test.want.Shapes
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.text, diff)
			}
			found(t, d, test.text, test.extra, test.unsure)
			if test.snake == "" {
				test.snake = test.text
			}
			written(t, object, &v, extra, test.snake)
			written(t, camel, &v, extra, test.camel)
		}
	}
	d.Start(record.Pad(nil, []byte(`{"shapes":[{"kind":"square","side":4},{"kind":"oblong","width":1,"height":2}],"is_on":true}`)))
	if n := testing.AllocsPerRun(100, func() { j.Read(d, object, 0, &v) }); n > 0 {
		t.Errorf("%v allocations for what is read into the memory of the drawing before", n)
	}
}

// found checks what the decoder kept of a text that no member is declared for, and what it was unsure of.
func found(t *testing.T, d *j.Decoder, text string, extra map[string]json.RawMessage, unsure []record.Unsure) {
	t.Helper()
	if diff := cmp.Diff(extra, d.Extra(nil)); diff != "" {
		t.Errorf("%s: extra (-want +got):\n%s", text, diff)
	}
	if diff := cmp.Diff(unsure, unsureOf(d)); diff != "" {
		t.Errorf("%s: unsure (-want +got):\n%s", text, diff)
	}
}

// written checks how v is written.
func written[T any](t *testing.T, o *j.Object[T], v *T, extra map[string]json.RawMessage, want string) {
	t.Helper()
	w := j.NewWriter()
	w.Start(nil, extra)
	j.Append(w, o, v)
	if out, err := w.Done(); err != nil || string(out) != want {
		t.Errorf("written is %s, not %s, %v", out, want, err)
	}
}

// TestUnsureOfOtherSpelling checks that what is in question is asked of the validator where it stands in the text.
func TestUnsureOfOtherSpelling(t *testing.T) {
	object := drawingObject(j.Snake, j.Camel)
	for text, want := range map[string][]record.Unsure{
		`{"src_port":"01","shapes":[],"is_on":true}`:                          {{Path: "/src_port", Whole: true}},
		`{"srcPort":"01","shapes":[],"is_on":true}`:                           {{Path: "/srcPort", Whole: true}},
		`{"srcPort":"1","shapes":[{"kind":"square"}],"isOn":true}`:            {{Path: "/shapes/0", Lacks: "/side"}},
		`{"srcPort":"1","shapes":[{"kind":"square","side":1}],"isOn":"true"}`: {{Path: "/isOn", Whole: true}},
	} {
		d := j.NewDecoder(limits())
		var v drawing
		d.Start(record.Pad(nil, []byte(text)))
		j.Read(d, object, 0, &v)
		if diff := cmp.Diff(want, unsureOf(d)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

// TestFamilies reads addresses of both families where each of them may be.
func TestFamilies(t *testing.T) {
	for _, test := range []struct {
		families []j.Family
		v4, v6   bool
	}{
		{[]j.Family{j.IPv4}, true, false},
		{[]j.Family{j.IPv6}, false, true},
		{[]j.Family{j.IPv4, j.IPv6}, true, true},
	} {
		object := j.NewObject(j.Required("at", func(a *netip.Addr) *netip.Addr { return a }, j.Addr(test.families...)))
		for text, sure := range map[string]bool{`{"at":"1.2.3.4"}`: test.v4, `{"at":"::1"}`: test.v6, `{"at":"::ffff:1.2.3.4"}`: test.v6, `{"at":""}`: false} {
			d := j.NewDecoder(limits())
			var v netip.Addr
			d.Start(record.Pad(nil, []byte(text)))
			if next := j.Read(d, object, 0, &v); next != len(text) || d.Sure() != sure {
				t.Errorf("%s of %v ends at %d, sure: %v", text, test.families, next, d.Sure())
			}
		}
	}
}
