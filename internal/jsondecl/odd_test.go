package jsondecl_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/netip"
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

// A maker makes texts of odd objects, mostly right ones, in few structures.
type maker struct{ *rand.Rand }

func (m maker) pick(of ...string) string { return of[m.IntN(len(of))] }

// object returns an object with some of the members, which are pairs of a name and its value.
func (m maker) object(members ...string) string {
	var parts []string
	for i := 0; i < len(members); i += 2 {
		if m.IntN(8) > 0 {
			parts = append(parts, fmt.Sprintf(`"%s"%s%s`, members[i], m.pick(":", ":", ":", ":", ": ", ":\n"), members[i+1]))
		}
	}
	if m.IntN(20) == 0 {
		parts = append(parts, m.pick(`"new":1`, `"new":{"a":[1, 2]}`, `"n\u0065w":"}"`, `"new":{"x":1,"x":2}`, `"Mode":"a"`))
	}
	if m.IntN(30) == 0 && len(parts) > 0 {
		parts = append(parts, parts[m.IntN(len(parts))])
	}
	if m.IntN(10) == 0 {
		m.Shuffle(len(parts), func(i, k int) { parts[i], parts[k] = parts[k], parts[i] })
	}
	return m.pick("{", "{", "{", "{ ") + strings.Join(parts, m.pick(",", ",", ", ", "\n,")) + m.pick("}", "}", "}", " }")
}

func (m maker) array(item func() string) string {
	var parts []string
	for range m.IntN(4) {
		parts = append(parts, item())
	}
	return "[" + strings.Join(parts, ",") + "]"
}

func (m maker) wrong(right ...string) string {
	if m.IntN(40) == 0 {
		return m.pick(`null`, `7`, `"?"`, `{}`, `[]`, `""`, `[{}]`, `-1`, `"13"`)
	}
	return m.pick(right...)
}

func (m maker) mode() string { return m.wrong(`"a"`, `"a"`, `"b"`, `"\u0061"`, `"a\"b"`, `""`) }

func (m maker) cell() string {
	return m.wrong(m.object(m.pick("the_mode", "the_mode", "theMode"), m.mode(), "port", m.wrong(`"1"`, `2`, `13`, `"65535"`),
		m.pick("the_name", "theName"), m.wrong(`"x"`, `"}"`, `"{\"a\":\"}"`, `""`, `"y\n"`)))
}

func (m maker) shape() string {
	return m.wrong(m.object("kind", m.pick(`"square"`, `"squ\u0061re"`, `"Square"`), "side", m.wrong("1", "2")),
		m.object("width", m.wrong("3"), "kind", `"oblong"`), m.object("height", "4", "width", "5", "kind", `"oblong"`), m.object("kind", `"circle"`))
}

func (m maker) any() string {
	return m.pick(`1`, `"x"`, `{"a": 1}`, `[1, {"b":[]}]`, `{"a":1,"a":2}`, `null`, `[[[[[[1]]]]]]`)
}

func (m maker) text() string {
	below := m.object("on", m.wrong("true", "false"), "float", m.wrong("1.5", "-0", "13", "1e3"), "mode", m.mode(), "cell", m.cell())
	deep := m.object("mode", m.mode(), "next", m.wrong(below), "cell", m.cell(), "texts", m.array(func() string { return m.wrong(`"t"`, `"u"`) }))
	same := m.object("time", m.wrong(`"2025-07-25T18:00:00Z"`, `"2025-07-25T19:30:00.5+02:00"`, `""`), "addr", m.wrong(`"1.2.3.4"`, `"::1"`, `""`), "deep", m.wrong(deep))
	text := m.object("word", m.mode(), "maybe", m.mode(), "any", m.any(), "same", m.wrong(same),
		"grid", m.wrong(m.array(func() string { return m.wrong(m.array(m.cell)) })), "cells", m.wrong(m.array(m.cell)),
		"shapes", m.wrong(m.array(m.shape)), "one", m.shape(), "rest", m.wrong(m.array(m.any)), "last", m.wrong(`"x"`, `"y"`))
	if m.IntN(10) == 0 { // broken
		b := []byte(text)
		switch i := m.IntN(len(b)); m.IntN(4) {
		case 0:
			b[i] = byte(m.IntN(256))
		case 1:
			b = b[:i]
		case 2:
			b = append(b[:i:i], b[i+1:]...)
		case 3:
			b[i] = `{}[]",:\ `[m.IntN(9)]
		}
		text = string(b)
	}
	return text
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

// FuzzOdd compares what a Decoder makes of texts that knows many, into memory that is used again, whatever stands before and after
// them, with what a new one makes of each.
func FuzzOdd(f *testing.F) {
	object := oddObject()
	same := []cmp.Option{cmp.Comparer(func(a, b netip.Addr) bool { return a == b }), cmpopts.EquateEmpty()}
	for seed := range uint64(8) {
		f.Add(seed, uint16(400))
	}
	f.Fuzz(func(t *testing.T, seed uint64, texts uint16) {
		m := maker{rand.New(rand.NewPCG(seed, 0))}
		limits := record.Limits{Size: 1 << 20, Depth: 4 + m.IntN(6), Findings: 10, Strict: m.IntN(4) == 0}
		knowing := j.NewDecoder(limits)
		var known []string
		var v odd
		for range texts {
			text := m.text()
			if len(known) < 50 {
				known = append(known, text)
			} else if m.IntN(2) == 0 {
				text = known[m.IntN(len(known))]
			}
			oneLine := m.IntN(3) == 0
			fresh := j.NewDecoder(limits)
			fresh.OneLine(oneLine)
			var alone odd
			want := readOdd(fresh, object, record.Pad(nil, []byte(text)), 0, &alone)

			before := m.pick("", "", "{", `,"`, strings.Repeat(" ", 20))
			after := m.pick(m.text(), text, `"}]},`, `}}}}`, `1234567890`, `,"last":"x"}`) + strings.Repeat("}", record.Padding)
			knowing.OneLine(oneLine)
			got := readOdd(knowing, object, []byte(before + text + after)[:len(before)+len(text)], len(before), &v)
			if diff := cmp.Diff(want, got, same...); diff != "" {
				t.Fatalf("%+v, one line: %v, %q (-new +knowing):\n%s", limits, oneLine, text, diff)
			}
		}
	})
}
