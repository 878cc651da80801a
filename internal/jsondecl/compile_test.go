package jsondecl_test

import (
	"slices"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/text"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// TestVersionsOfBoth writes an object that has two versions and holds another one that has two, in all four ways.
func TestVersionsOfBoth(t *testing.T) {
	type inner struct {
		Older bool
		A, B  string
	}
	type outer struct {
		Older bool
		C     string
		Inner inner
	}
	a := j.Required("a", func(v *inner) *string { return &v.A }, j.String)
	b := j.Required("b", func(v *inner) *string { return &v.B }, j.String)
	c := j.Required("c", func(v *outer) *string { return &v.C }, j.String)
	held := j.Required("inner", func(v *outer) *inner { return &v.Inner },
		j.Of(j.NewObject(a, b).WrittenAs(func(v *inner) bool { return v.Older }, b, a)))
	object := j.NewObject(c, held).WrittenAs(func(v *outer) bool { return v.Older }, held, c)
	for _, test := range []struct {
		outer, inner bool
		want         string
	}{
		{false, false, `{"c":"3","inner":{"a":"1","b":"2"}}`},
		{false, true, `{"c":"3","inner":{"b":"2","a":"1"}}`},
		{true, false, `{"inner":{"a":"1","b":"2"},"c":"3"}`},
		{true, true, `{"inner":{"b":"2","a":"1"},"c":"3"}`},
	} {
		w := j.NewWriter()
		w.Start(nil, nil)
		j.Append(w, object, &outer{test.outer, "3", inner{test.inner, "1", "2"}})
		if got, err := w.Done(); string(got) != test.want || err != nil {
			t.Errorf("%+v: %s, %v", test, got, err)
		}
	}
}

// TestVersionsAnywhere writes an object that has two versions and holds two others that have two, the first of them at the beginning of
// its memory. Each way of writing it is put together beforehand: there is one op for each of its four strings, and one for the end.
func TestVersionsAnywhere(t *testing.T) {
	type held struct {
		A, B  string
		Older bool
	}
	type holder struct {
		One, Two held
		Older    bool
	}
	a := j.Required("a", func(v *held) *string { return &v.A }, j.String)
	b := j.Required("b", func(v *held) *string { return &v.B }, j.String)
	either := j.Of(j.NewObject(a, b).WrittenAs(func(v *held) bool { return v.Older }, b, a))
	one := j.Required("one", func(v *holder) *held { return &v.One }, either)
	two := j.Required("two", func(v *holder) *held { return &v.Two }, either)
	object := j.NewObject(one, two).WrittenAs(func(v *holder) bool { return v.Older }, two, one)
	if ops := object.Ops(); !slices.Equal(ops, []int{5, 5, 5, 5, 5, 5, 5, 5}) {
		t.Errorf("%v ops write the versions", ops)
	}
	texts := map[bool]string{false: `{"a":"1","b":"2"}`, true: `{"b":"2","a":"1"}`}
	for n := range 8 {
		v := holder{held{"1", "2", n&1 > 0}, held{"1", "2", n&2 > 0}, n&4 > 0}
		want := `{"one":` + texts[v.One.Older] + `,"two":` + texts[v.Two.Older] + `}`
		if v.Older {
			want = `{"two":` + texts[v.Two.Older] + `,"one":` + texts[v.One.Older] + `}`
		}
		written(t, object, &v, nil, want)
	}

	held1 := j.NewObject(one)
	if ops := held1.Ops(); !slices.Equal(ops, []int{3, 3}) {
		t.Errorf("%v ops write an object that holds one with two versions", ops)
	}
	written(t, held1, &holder{One: held{"1", "2", true}}, nil, `{"one":{"b":"2","a":"1"}}`)
}

// TestOps checks that all texts which are the same for all objects are put together, and what may be absent is not.
func TestOps(t *testing.T) {
	type holder struct {
		In flowtrail.Optional[inner]
		N  int
	}
	in := j.Optional("in", func(h *holder) *flowtrail.Optional[inner] { return &h.In }, j.Of(j.NewObject(
		j.Required("s", func(v *inner) *string { return &v.S }, j.String),
	)))
	n := j.Required("n", func(h *holder) *int { return &h.N }, j.Int(0, 9))
	for _, test := range []struct {
		ops, want []int
	}{
		{letterObject.Ops(), []int{4}},
		{pairObject.Ops(), []int{3}},
		{j.NewObject(n, in).Ops(), []int{3}},
		{j.NewObject(in, n).Ops(), []int{4}},
	} {
		if !slices.Equal(test.ops, test.want) {
			t.Errorf("%d ops, not %d", test.ops, test.want)
		}
	}
	for _, object := range []*j.Object[holder]{j.NewObject(n, in), j.NewObject(in, n)} {
		written(t, object, &holder{N: 7}, nil, `{"n":7}`)
	}
	written(t, j.NewObject(n, in), &holder{N: 7, In: flowtrail.Some(inner{S: "x"})}, nil, `{"n":7,"in":{"s":"x"}}`)
	written(t, j.NewObject(in, n), &holder{N: 7, In: flowtrail.Some(inner{S: "x"})}, nil, `{"in":{"s":"x"},"n":7}`)
}

// TestRecurringWritten checks of which objects that recur it is remembered how they are written: all but those of a single string, which
// is written sooner than found.
func TestRecurringWritten(t *testing.T) {
	type moment struct{ At time.Time }
	type holder struct {
		Pair   pair
		Moment moment
	}
	a := j.Required("a", func(p *pair) *string { return &p.A }, j.String)
	b := j.Required("b", func(p *pair) *string { return &p.B }, j.String)
	filled := b.When(func(p *pair) bool { return p.B != "" })
	at := j.Required("at", func(m *moment) *time.Time { return &m.At }, j.Time(timefmt.RFC3339))
	held := func(o *j.Object[pair]) *j.Object[holder] {
		return j.NewObject(j.Required("x", func(h *holder) *pair { return &h.Pair }, j.Recurring(o)))
	}
	v := holder{pair{"1", "2"}, moment{time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC)}}
	for _, test := range []struct {
		object     *j.Object[holder]
		text       string
		remembered bool
	}{
		{held(j.NewObject(a)), `{"x":{"a":"1"}}`, false},
		{held(j.NewObject(a, b)), `{"x":{"a":"1","b":"2"}}`, true},
		{held(j.NewObject(filled)), `{"x":{"b":"2"}}`, true},
		{j.NewObject(j.Required("x", func(h *holder) *moment { return &h.Moment }, j.Recurring(j.NewObject(at)))), `{"x":{"at":"2025-01-02T03:04:05+00:00"}}`, text.Memorable[moment]()},
	} {
		w := j.NewWriter()
		for range 2 {
			w.Start(nil, nil)
			j.Append(w, test.object, &v)
			if got, err := w.Done(); string(got) != test.text || err != nil {
				t.Errorf("%s, not %s, %v", got, test.text, err)
			}
		}
		known := 0
		for _, table := range w.Tables {
			if table != nil {
				known++
			}
		}
		if known > 0 != test.remembered {
			t.Errorf("of %s, %d objects are remembered", test.text, known)
		}
	}
}
