package jsondecl_test

import (
	"encoding/json"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flowtrail/flowtrail"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// An odd has members of all kinds, in all structures that can be declared.
type odd struct {
	Word   string
	Maybe  flowtrail.Optional[string]
	Any    json.RawMessage
	Time   flowtrail.Optional[time.Time]
	Addr   netip.Addr
	Deep   flowtrail.Optional[level]
	Grid   [][]cell
	Cells  flowtrail.Optional[[]cell]
	Shapes []shape
	One    shape
	Rest   []json.RawMessage
	Last   string
}

type level struct {
	Mode  string
	Next  flowtrail.Optional[below]
	Cell  cell
	Texts []string
}

type below struct {
	On    flowtrail.Optional[bool]
	Float float64
	Mode  string
	Cell  flowtrail.Optional[cell]
}

type cell struct {
	Mode string
	Port int64
	Name string
}

func oddObject() *j.Object[odd] {
	mode := j.Enum("a", "b", "a\"b", "")
	cellObject := j.NewObject(j.Spelled(j.Snake, j.Camel,
		j.Required("the_mode", func(c *cell) *string { return &c.Mode }, mode),
		j.Required("port", func(c *cell) *int64 { return &c.Port }, j.IntText[int64](0, 65535)).When(func(c *cell) bool { return c.Port != 0 }),
		j.Required("the_name", func(c *cell) *string { return &c.Name }, j.OrEmpty(j.Filled)).When(func(c *cell) bool { return c.Name != "" }),
	)...).Check(func(c *cell) bool { return c.Port != 13 })
	belowObject := j.NewObject(
		j.Optional("on", func(b *below) *flowtrail.Optional[bool] { return &b.On }, j.Bool),
		j.Required("float", func(b *below) *float64 { return &b.Float }, j.Number).When(func(b *below) bool { return b.Float != 0 }),
		j.Required("mode", func(b *below) *string { return &b.Mode }, mode).When(func(b *below) bool { return b.Mode != "" }),
		j.Optional("cell", func(b *below) *flowtrail.Optional[cell] { return &b.Cell }, j.Of(cellObject)),
	).Check(func(b *below) bool { return b.Float != 13 }).Check(func(b *below) bool { return b.Mode != "b" || b.On.Valid })
	shapes := j.Union("kind",
		j.CaseOf[shape](j.NewObject(
			j.Required("kind", func(s *square) *string { return &s.Kind }, j.Enum("square", "Square")),
			j.Required("side", func(s *square) *int { return &s.Side }, j.Int(0, 100)),
		), "square", "Square"),
		j.CaseOf[shape](j.NewObject(
			j.Required("width", func(o *oblong) *int { return &o.Width }, j.Int(0, 100)).When(func(*oblong) bool { return true }),
			j.Required("height", func(o *oblong) *int { return &o.Height }, j.Int(0, 100)).When(func(*oblong) bool { return true }),
			j.Required("kind", func(o *oblong) *string { return &o.Kind }, j.Enum("oblong")),
		).ExactlyOne("width", "height"), "oblong"),
	)
	return j.NewObject(
		j.Required("word", func(v *odd) *string { return &v.Word }, mode),
		j.Optional("maybe", func(v *odd) *flowtrail.Optional[string] { return &v.Maybe }, mode),
		j.Required("any", func(v *odd) *json.RawMessage { return &v.Any }, j.Any).When(func(v *odd) bool { return v.Any != nil }),
		j.Same("same", j.NewObject(
			j.Optional("time", func(v *odd) *flowtrail.Optional[time.Time] { return &v.Time }, j.OrEmpty(j.Time(timefmt.RFC3339))),
			j.Required("addr", func(v *odd) *netip.Addr { return &v.Addr }, j.OrEmpty(j.Addr(j.IPv4, j.IPv6))).When(func(v *odd) bool { return v.Addr.IsValid() }),
			j.Optional("deep", func(v *odd) *flowtrail.Optional[level] { return &v.Deep }, j.Of(j.NewObject(
				j.Required("mode", func(l *level) *string { return &l.Mode }, mode),
				j.Optional("next", func(l *level) *flowtrail.Optional[below] { return &l.Next }, j.Of(belowObject)),
				j.Required("cell", func(l *level) *cell { return &l.Cell }, j.Recurring(cellObject)).When(func(l *level) bool { return l.Cell != cell{} }),
				j.Required("texts", func(l *level) *[]string { return &l.Texts }, j.Array(j.String)).When(func(l *level) bool { return l.Texts != nil }),
			))),
		)).When(func(v *odd) bool { return true }),
		j.Required("grid", func(v *odd) *[][]cell { return &v.Grid }, j.Array(j.Array(j.Recurring(cellObject)))).When(func(v *odd) bool { return v.Grid != nil }),
		j.Optional("cells", func(v *odd) *flowtrail.Optional[[]cell] { return &v.Cells }, j.Array(j.Of(cellObject))),
		j.Required("shapes", func(v *odd) *[]shape { return &v.Shapes }, j.Array(shapes)).When(func(v *odd) bool { return v.Shapes != nil }),
		j.Required("one", func(v *odd) *shape { return &v.One }, shapes).When(func(v *odd) bool { return v.One != nil }),
		j.Required("rest", func(v *odd) *[]json.RawMessage { return &v.Rest }, j.Array(j.Any)).When(func(v *odd) bool { return v.Rest != nil }),
		j.Required("last", func(v *odd) *string { return &v.Last }, j.Enum("x", "y")).When(func(v *odd) bool { return v.Last != "" }),
	).Check(func(v *odd) bool { return v.Last != "y" || v.Word != "b" })
}

// An oddReading is what a Decoder makes of a text.
type oddReading struct {
	Value  odd
	Next   int
	Sure   bool
	Unsure []record.Unsure
	Held   bool
	Extra  map[string]json.RawMessage
}

// readOdd reads the text at pos of data. Of one that is malformed, only that is said.
func readOdd(d *j.Decoder, o *j.Object[odd], data []byte, pos int, v *odd) oddReading {
	d.Start(data)
	r := oddReading{Next: j.Read(d, o, pos, v)}
	if r.Next > 0 {
		r.Next -= pos
		r.Sure, r.Held, r.Extra = d.Sure(), d.Representable(), d.Extra(nil)
		for _, u := range record.SortUnsure(d.Unsure()) {
			if u.At > 0 {
				u.At -= pos
			}
			r.Unsure = append(r.Unsure, u)
		}
		r.Value = *v
	}
	return r
}

// checkOdd compares what a Decoder makes of texts that knows many, into memory that is used again, whatever stands before and after
// them, with what a new one makes of each.
func checkOdd(t *testing.T, object *j.Object[odd], choices []byte) {
	m := &maker{choices}
	limits := record.Limits{Size: 1 << 20, Depth: 4 + m.intN(6), Findings: 10, Strict: m.oneIn(4)}
	knowing := j.NewDecoder(limits)
	alone := map[oddText]oddReading{} // what new ones make
	var known []string
	var v odd
	for len(m.choices) > 0 {
		var text oddText
		if len(known) > 0 && m.oneIn(2) {
			text.text = known[m.intN(len(known))]
		} else if text.text = m.text(); len(known) < 50 {
			known = append(known, text.text)
		}
		text.oneLine = m.oneIn(3)
		want, ok := alone[text]
		if !ok {
			fresh := j.NewDecoder(limits)
			fresh.OneLine(text.oneLine)
			want = readOdd(fresh, object, record.Pad(nil, []byte(text.text)), 0, new(odd))
			alone[text] = want
		}

		before := m.pick("", "", "{", `,"`, strings.Repeat(" ", 20))
		after := m.pick("", text.text, `"}]},`, `}}}}`, `1234567890`, `,"last":"x"}`)
		if after == "" {
			after = m.text()
		}
		data := []byte(before + text.text + after + strings.Repeat("}", record.Padding))
		knowing.OneLine(text.oneLine)
		got := readOdd(knowing, object, data[:len(before)+len(text.text)], len(before), &v)
		if alike(reflect.ValueOf(want), reflect.ValueOf(got)) { // cmp takes ten times as long
			continue
		}
		if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b netip.Addr) bool { return a == b }), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%+v, one line: %v, %q (-new +knowing):\n%s", limits, text.oneLine, text.text, diff)
		}
	}
}

// alike reports whether two values of a type are the same, where nil and what is empty are one.
func alike(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if !alike(a.Field(i), b.Field(i)) {
				return false
			}
		}
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !alike(a.Index(i), b.Index(i)) {
				return false
			}
		}
	case reflect.Map:
		if a.Len() != b.Len() {
			return false
		}
		for it := a.MapRange(); it.Next(); {
			if other := b.MapIndex(it.Key()); !other.IsValid() || !alike(it.Value(), other) {
				return false
			}
		}
	case reflect.Interface, reflect.Pointer:
		if a.IsNil() || b.IsNil() || a.Elem().Type() != b.Elem().Type() {
			return a.IsNil() && b.IsNil()
		}
		return alike(a.Elem(), b.Elem())
	default:
		return a.Equal(b)
	}
	return true
}

// An oddText is a text, and whether it must be on one line.
type oddText struct {
	text    string
	oneLine bool
}

// TestOdd reads many texts by one Decoder, so that it comes to know as much as it may.
func TestOdd(t *testing.T) {
	object := oddObject()
	for seed := range uint64(8) {
		checkOdd(t, object, choices(seed, 100_000))
	}
}

// FuzzOdd reads few texts at a time, so that the fuzzer learns what each of its bytes decides for.
func FuzzOdd(f *testing.F) {
	object := oddObject()
	for seed := range uint64(32) {
		f.Add(choices(seed, 2000))
	}
	f.Fuzz(func(t *testing.T, choices []byte) { checkOdd(t, object, choices) })
}
