package jsondecl_test

import (
	"fmt"
	"strings"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"

	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
)

// readDrawing reads a drawing.
func readDrawing(d *j.Decoder, o *j.Object[drawing], text string) (v drawing, next int) {
	d.Start(record.Pad(nil, []byte(text)))
	next = j.Read(d, o, 0, &v)
	return v, next
}

// TestTagPlaces checks which places of tags are remembered: where a tag was found is tried before it is searched for, and a place that
// proves right moves ahead.
func TestTagPlaces(t *testing.T) {
	object := drawingObject(j.Snake, j.Camel)
	// item returns a circle whose tag stands after n bytes.
	item := func(n int) string { return fmt.Sprintf(`{"x":%*s"kind":"circle"}`, n-len(`{"x":"kind":`), "1,") }
	drawn := func(lengths ...int) string {
		var items []string
		for _, n := range lengths {
			items = append(items, item(n))
		}
		return `{"shapes":[` + strings.Join(items, ",") + `],"is_on":true}`
	}
	for _, test := range []struct{ lengths, want []int }{
		{[]int{20}, []int{0, 0, 0, 20}},
		{[]int{20, 20}, []int{0, 0, 20, 0}},
		{[]int{20, 20, 20, 20, 20, 20}, []int{20, 0, 0, 0}},
		{[]int{20, 20, 30, 30, 20}, []int{0, 0, 20, 30}},
		{[]int{20, 20, 20, 20, 30, 30, 30, 40, 40, 50}, []int{20, 30, 40, 50}},
		{[]int{20, 20, 20, 20, 30, 30, 30, 40, 40, 50, 60, 60}, []int{20, 30, 60, 40}},
		{[]int{64}, []int{0, 0, 0, 64}},
		{[]int{65}, []int{0, 0, 0, 0}},
	} {
		d := j.NewDecoder(limits())
		text := drawn(test.lengths...)
		if v, next := readDrawing(d, object, text); next != len(text) || len(v.Shapes) != len(test.lengths) || !d.Sure() {
			t.Fatalf("%s ends at %d, %d shapes, unsure of %v", text, next, len(v.Shapes), d.Unsure())
		}
		var got []int
		for _, place := range d.TagPlaces() {
			got = append(got, len(place))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("after items of %v bytes before the tag (-want +got):\n%s", test.lengths, diff)
		}
	}
}

// TestTagCutOff reads texts that are cut off, with the rest of them still behind, by a Decoder that knows where their tags stand.
func TestTagCutOff(t *testing.T) {
	object := drawingObject(j.Snake, j.Camel)
	const text = `{"shapes":[{"kind":"circle"},{"radius":1,"kind":"circle"},{"kind":"square","side":1}],"is_on":true}`
	padded := append([]byte(text), make([]byte, record.Padding)...)
	d := j.NewDecoder(limits())
	for n := 1; n < len(text); n++ {
		if _, next := readDrawing(d, object, text); next != len(text) {
			t.Fatalf("it ends at %d", next)
		}
		var v drawing
		d.Start(padded[:n])
		if next := j.Read(d, object, 0, &v); next >= 0 {
			t.Fatalf("%s ends at %d", text[:n], next)
		}
	}
}

// TestNoTag reads items of an array that have no tag, after texts in which something stands that might be taken for one: they are the kind
// without a tag.
func TestNoTag(t *testing.T) {
	object := drawingObject(j.Snake, j.Camel)
	for _, item := range []string{`{"side":1}`, `"square"`, `7`, `["square"]`} {
		for _, before := range []string{"", `"square"`, `"kind":"square"`} {
			text := `{"shapes":[` + item + `],"is_on":true}`
			d := j.NewDecoder(limits())
			for range 3 {
				var v drawing
				d.Start(record.Pad(nil, []byte(before+text)))
				next := j.Read(d, object, len(before), &v)
				if diff := cmp.Diff([]shape{&unknown{}}, v.Shapes); diff != "" || next != len(before)+len(text) || d.Sure() {
					t.Errorf("%s, after %s, ends at %d (-want +got):\n%s", text, before, next, diff)
				}
			}
		}
	}
}

// TestTextBefore reads records along routes, in data that begins with what follows their values: nothing is read there when a value is
// not as declared.
func TestTextBefore(t *testing.T) {
	for _, before := range []string{`}`, `,"pair":{"a":"1"}}`, `{"n":1}`} {
		d := j.NewDecoder(limits())
		read(d, `{"n":1}`)
		read(d, `{"n":1,"pair":{"a":"1"}}`)
		for _, text := range []string{`{"n":101}`, `{"n":101,"pair":{"a":"1"}}`} {
			var v thing
			d.Start(record.Pad(nil, []byte(before+text)))
			if next := j.Read(d, thingObject, len(before), &v); next != len(before)+len(text) || d.Sure() {
				t.Errorf("%s after %s ends at %d, sure: %v", text, before, next, d.Sure())
			}
		}
	}
}

// TestRecurringCopied checks which objects are copied when they come again: the strings of such a one are parts of the one text that it
// was read from.
func TestRecurringCopied(t *testing.T) {
	nested := func(id, a, b string) string { return `{"id":"` + id + `","inner":{"a":"` + a + `","b":"` + b + `"}}` }
	flat := func(a, b string) string { return `{"a":"` + a + `","b":"` + b + `"}` }
	flatHolder := j.NewObject(j.Required("outer", func(h *pair) *pair { return h }, j.Recurring(pairOfBoth)))
	long := func(n int) string { return strings.Repeat("x", n) }
	for _, test := range []struct {
		outer  string
		depth  int
		copied bool
	}{
		{flat("one", "two"), 2, true},
		{flat("one{", "{{two"), 2, true},
		{flat("one", long(256-len(flat("one", "")))), 2, true},
		{flat("one", long(257-len(flat("one", "")))), 2, false},
		{nested("first", "one", "two"), 3, true},
		{strings.TrimSuffix(nested("first", "one", "two"), "}") + `,"last":"end"}`, 3, true},
		{nested("first", "one", long(256-len(nested("first", "one", "")))), 3, true},
		{nested("first", "one", long(257-len(nested("first", "one", "")))), 3, false},
	} {
		d := j.NewDecoder(record.Limits{Size: 1 << 10, Depth: test.depth})
		// ends reads the first and the last string of the object.
		ends := func() (string, string) {
			text := `{"outer":` + test.outer + `,"n":7}`
			d.Start(record.Pad(nil, []byte(text)))
			if test.depth == 2 {
				var v pair
				if next := j.Read(d, flatHolder, 0, &v); next != len(text) {
					t.Fatalf("%s ends at %d", text, next)
				}
				return v.A, v.B
			}
			var v holder
			if next := j.Read(d, holderObject, 0, &v); next != len(text) || !d.Sure() {
				t.Fatalf("%s ends at %d, unsure of %v", text, next, d.Unsure())
			}
			return v.Outer.ID, v.Outer.Inner.V.B
		}
		first, last := ends()
		for range 3 {
			again, lastAgain := ends()
			if again != first || lastAgain != last {
				t.Fatalf("%s is read as %s…%s", test.outer, again, lastAgain)
			}
			apart := uintptr(unsafe.Pointer(unsafe.StringData(lastAgain))) - uintptr(unsafe.Pointer(unsafe.StringData(again)))
			inText := strings.LastIndex(test.outer, last) - strings.Index(test.outer, first)
			copied := unsafe.StringData(again) == unsafe.StringData(first) && apart == uintptr(inText)
			if copied != test.copied {
				t.Errorf("%s is copied: %v", test.outer, copied)
			}
		}
	}
}
