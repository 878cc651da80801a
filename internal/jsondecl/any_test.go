package jsondecl_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
)

type anything struct {
	One flowtrail.Optional[json.RawMessage]
	All []json.RawMessage
}

func anythingObject() *j.Object[anything] {
	return j.NewObject(
		j.Optional("one", func(a *anything) *flowtrail.Optional[json.RawMessage] { return &a.One }, j.Any),
		j.Required("all", func(a *anything) *[]json.RawMessage { return &a.All }, j.Array(j.Any)),
	)
}

func readAnything(t *testing.T) func(text string, v *anything) {
	object := anythingObject()
	d := j.NewDecoder(limits())
	return func(text string, v *anything) {
		d.Start(record.Pad(nil, []byte(text)))
		if next := j.Read(d, object, 0, v); next != len(text) {
			t.Fatalf("%s ends at %d", text, next)
		}
	}
}

// TestAnyMemory reads values of any kind into the memory of earlier ones, in which one stands twice, as it does after an item was taken
// out with append.
func TestAnyMemory(t *testing.T) {
	read := readAnything(t)
	want := []json.RawMessage{json.RawMessage(`"first"`), json.RawMessage(`{"b":2}`), json.RawMessage(`[3]`)}
	var v anything
	for range 5 {
		read(`{"one": {"a": 1}, "all": ["first", {"b": 2}, [3]]}`, &v)
		if diff := cmp.Diff(want, slices.Clone(v.All)); diff != "" || string(v.One.V) != `{"a":1}` || !v.One.Valid {
			t.Fatalf("%+v: (-want +got):\n%s", v.One, diff)
		}
		v.All = append(v.All[:1], v.All[2:]...)
		kept := v
		if read(`{"all": []}`, &v); v.One.Valid || len(v.One.V) > 0 || len(v.All) > 0 {
			t.Fatalf("%+v is left", v)
		}
		v = kept
	}
}

// TestAnyMemoryTwice does the same for two values, of which the first was taken out, and checks that otherwise nothing is allocated.
func TestAnyMemoryTwice(t *testing.T) {
	read := readAnything(t)
	const text = `{"all":["first",{"b":2}]}`
	want := []json.RawMessage{json.RawMessage(`"first"`), json.RawMessage(`{"b":2}`)}
	var v anything
	for range 5 {
		read(text, &v)
		if diff := cmp.Diff(want, slices.Clone(v.All)); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
		v.All = append(v.All[:0], v.All[1:]...)
	}
	v = anything{}
	read(text, &v)
	object, data := anythingObject(), record.Pad(nil, []byte(text))
	d := j.NewDecoder(limits())
	if n := testing.AllocsPerRun(100, func() {
		d.Start(data)
		j.Read(d, object, 0, &v)
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestRecurringSlice checks that no object is declared as recurring that shares memory which is written to.
func TestRecurringSlice(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("it may recur")
		}
	}()
	j.Recurring(j.NewObject(j.Required("all", func(a *anything) *[]json.RawMessage { return &a.All }, j.Array(j.Any))))
}
