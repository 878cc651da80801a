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

func readAnything(t *testing.T) func(text string, v *anything) {
	object := j.NewObject(
		j.Optional("one", func(a *anything) *flowtrail.Optional[json.RawMessage] { return &a.One }, j.Any),
		j.Required("all", func(a *anything) *[]json.RawMessage { return &a.All }, j.Array(j.Any)),
	)
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

// TestRecurringSlice checks that no object is declared as recurring that shares memory which is written to.
func TestRecurringSlice(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("it may recur")
		}
	}()
	j.Recurring(j.NewObject(j.Required("all", func(a *anything) *[]json.RawMessage { return &a.All }, j.Array(j.Any))))
}
