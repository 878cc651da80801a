package jsondecl_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flowtrail/flowtrail/internal/declare"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
)

// TestUnionMemory reads arrays of unions whose items are of ever other kinds into the same memory: the values are right, no two of
// them share memory, and once each kind has been seen often enough there are no allocations.
func TestUnionMemory(t *testing.T) {
	object := drawingObject(j.Snake, j.Camel)
	random := rand.New(rand.NewPCG(1, 2))
	var texts [][]byte
	var wants [][]shape
	for i := range 200 {
		var items []string
		var want []shape
		for k := range random.IntN(6) {
			n := (i + k) % 100
			switch random.IntN(3) {
			case 0:
				items, want = append(items, fmt.Sprintf(`{"kind":"Square","side":%d}`, n)), append(want, &square{"Square", n})
			case 1:
				items, want = append(items, fmt.Sprintf(`{"width":%d,"height":1,"kind":"oblong"}`, n)), append(want, &oblong{n, 1, "oblong"})
			default:
				items, want = append(items, `{"kind":"circle"}`), append(want, &unknown{"circle"})
			}
		}
		texts = append(texts, record.Pad(nil, []byte(`{"shapes":[`+strings.Join(items, ",")+`],"is_on":true}`)))
		wants = append(wants, want)
	}
	d := j.NewDecoder(limits())
	var v drawing
	for i, text := range texts {
		d.Start(text)
		if next := j.Read(d, object, 0, &v); next != len(text) || !d.Sure() {
			t.Fatalf("%s ends at %d, unsure of %v", text, next, d.Unsure())
		}
		if diff := cmp.Diff(wants[i], append([]shape(nil), v.Shapes...)); diff != "" {
			t.Fatalf("%s (-want +got):\n%s", text, diff)
		}
		seen := map[shape]bool{}
		for _, s := range v.Shapes[:cap(v.Shapes)] {
			if s != nil && seen[s] {
				t.Fatalf("%s: memory is shared", text)
			}
			seen[s] = true
		}
	}
	again := func() {
		for _, text := range texts {
			d.Start(text)
			j.Read(d, object, 0, &v)
		}
	}
	if n := testing.AllocsPerRun(10, again); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestUnionMemoryBounded reads long arrays of one kind after those of another: what is kept and looked through stays bounded.
func TestUnionMemoryBounded(t *testing.T) {
	object := drawingObject(j.Snake, j.Camel)
	d := j.NewDecoder(record.Limits{Size: 1 << 20, Depth: 64})
	var v drawing
	for i := range 10 {
		item := []string{`{"kind":"square","side":1}`, `{"kind":"circle"}`}[i%2]
		text := `{"shapes":[` + strings.TrimSuffix(strings.Repeat(item+",", 20_000), ",") + `],"is_on":true}`
		d.Start(record.Pad(nil, []byte(text)))
		if next := j.Read(d, object, 0, &v); next != len(text) || len(v.Shapes) != 20_000 {
			t.Fatalf("it ends at %d with %d shapes", next, len(v.Shapes))
		}
	}
	if n := cap(v.Shapes); n > 100_000 {
		t.Errorf("memory for %d shapes is kept", n)
	}
}

// TestUnionMemoryTwice reads into memory in which the same value stands twice, as it does after an item was taken out with append.
func TestUnionMemoryTwice(t *testing.T) {
	object := drawingObject(j.Snake, j.Camel)
	d := j.NewDecoder(limits())
	text := record.Pad(nil, []byte(`{"shapes":[{"kind":"circle"},{"kind":"square","side":1},{"kind":"square","side":2}],"is_on":true}`))
	want := []shape{&unknown{"circle"}, &square{"square", 1}, &square{"square", 2}}
	var v drawing
	for range 5 {
		d.Start(text)
		j.Read(d, object, 0, &v)
		if diff := cmp.Diff(want, append([]shape(nil), v.Shapes...)); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
		v.Shapes = append(v.Shapes[:1], v.Shapes[2:]...)
	}
}

// TestUnionMemoryFull reads arrays of as many items as are held by the memory of earlier ones, of ever other kinds, into memory
// for no more.
func TestUnionMemoryFull(t *testing.T) {
	object := drawingObject(j.Snake, j.Camel)
	d := j.NewDecoder(limits())
	v := drawing{Shapes: make([]shape, 0, 64)}
	for i := range 10 {
		item := []string{`{"kind":"square","side":1}`, `{"kind":"circle"}`}[i%2]
		d.Start(record.Pad(nil, []byte(`{"shapes":[`+strings.Repeat(item+",", 63)+item+`],"is_on":true}`)))
		if j.Read(d, object, 0, &v); len(v.Shapes) != 64 || cap(v.Shapes) != 64 {
			t.Fatalf("%d shapes are read into memory for %d", len(v.Shapes), cap(v.Shapes))
		}
	}
}

// TestUnionDeclaration checks that a union declares the members of each case, but for the tag.
func TestUnionDeclaration(t *testing.T) {
	number := declare.Value{Kind: declare.Integer, Max: 100}
	want := declare.Value{Kind: declare.Union, Tag: "kind", Cases: []declare.Case{
		{Tags: []string{"square", "Square"}, Fields: []declare.Field{{Name: "side", Required: true, Value: number}}},
		{Tags: []string{"oblong"}, Fields: []declare.Field{{Name: "width", Required: true, Value: number}, {Name: "height", Required: true, Value: number}}},
		{},
	}}
	for _, field := range drawingObject(j.Snake, j.Camel).Declaration().Fields {
		if field.Name != "shapes" {
			continue
		}
		if diff := cmp.Diff(&want, field.Value.Items, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		return
	}
	t.Error("the drawing has no shapes")
}
