package jsondecl_test

import (
	"testing"

	j "github.com/flowtrail/flowtrail/internal/jsondecl"
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
