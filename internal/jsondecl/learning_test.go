package jsondecl_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
)

// numberedObject declares a thing without a rule across members, which would be checked at its end.
var numberedObject = j.NewObject(
	j.Required("n", func(v *thing) *int { return &v.N }, j.Int(0, 100)),
	j.Optional("note", func(v *thing) *flowtrail.Optional[string] { return &v.Note }, j.String),
)

// explores reads a thing in text, after other text, and reports whether that was done member by member.
func explores(t *testing.T, d *j.Decoder, before, text string) bool {
	t.Helper()
	known := d.Explored()
	var v thing
	d.Start(record.Pad(nil, []byte(before+text)))
	if next := j.Read(d, numberedObject, len(before), &v); next != len(before)+len(text) || !d.Sure() {
		t.Fatalf("%s ends at %d, unsure of %v", text, next, d.Unsure())
	}
	return d.Explored() > known
}

// TestGaps checks how long a text between two values, and at the end, may be for a record to be learnt, wherever the record stands.
func TestGaps(t *testing.T) {
	const longest = 512
	for _, before := range []string{"", strings.Repeat(" ", 10_000)} {
		for n, learnt := range map[int]bool{10: true, longest: true, longest + 1: false} {
			for _, text := range []string{
				`{` + strings.Repeat(" ", n-len(`{"n":`)) + `"n":1}`,
				`{"n":1` + strings.Repeat(" ", n-len(`,"note":`)) + `,"note":"x"}`,
				`{"n":1` + strings.Repeat(" ", n-len(`}`)) + `}`,
			} {
				d := j.NewDecoder(limits())
				if first, again := explores(t, d, before, text), explores(t, d, before, text); !first || again == learnt {
					t.Errorf("with a gap of %d bytes after %d others, the record is read member by member at first: %v, and again: %v", n, len(before), first, again)
				}
			}
		}
	}
}

// spaced returns the i-th of many texts of a thing that differ in their structure.
func spaced(i int) string {
	return `{"n":1` + strings.Repeat(" ", i%400) + strings.Repeat("\n", i/400) + `}`
}

// TestGivingUp reads records among which so many have structures of their own that trying to follow what is known does not pay, or just
// does. Where it does not, it is tried again later.
func TestGivingUp(t *testing.T) {
	const tries = 256
	const same = `{"n":1,"note":"x"}`
	for wrong, givesUp := range map[int]bool{0: false, tries / 2: false, tries/2 + 1: true, tries: true} {
		d := j.NewDecoder(limits())
		explores(t, d, "", same)
		for i := range tries {
			text := same
			if i < wrong {
				text = spaced(i)
			}
			if explores(t, d, "", text) != (i < wrong) {
				t.Fatalf("%d: %s", i, text)
			}
		}
		explored := 0
		for range 10_000 {
			if explores(t, d, "", same) {
				explored++
			}
		}
		if givesUp && (explored < 2000 || explored > 8000) || !givesUp && explored > 0 {
			t.Errorf("after %d of %d records were new, %d of 10000 others are read member by member", wrong, tries, explored)
		}
		if explores(t, d, "", same) {
			t.Error("a record that came often is read member by member")
		}
	}
}

// TestMostEdges checks how many edges are learnt where half of the records have structures of their own.
func TestMostEdges(t *testing.T) {
	note := j.NewObject(j.Optional("note", func(v *thing) *flowtrail.Optional[string] { return &v.Note }, j.String))
	d := j.NewDecoder(limits())
	for i := range 3000 {
		for _, text := range []string{"{}", "{" + strings.Repeat(" ", i%400) + strings.Repeat("\n", i/400) + "\t}"} {
			var v thing
			d.Start(record.Pad(nil, []byte(text)))
			if next := j.Read(d, note, 0, &v); next != len(text) {
				t.Fatalf("%q ends at %d", text, next)
			}
		}
	}
	if n := d.Edges(); n != 2048 {
		t.Errorf("%d edges are known", n)
	}
}

// TestFewWords checks that each word of a small vocabulary leads along a route of its own, and those of a larger one along the same.
func TestFewWords(t *testing.T) {
	for words, want := range map[int]int{2: 2 * 2, 4: 4 * 2, 5: 3, 6: 3} {
		vocabulary := strings.Split("abcdef", "")[:words]
		object := j.NewObject(
			j.Required("s", func(v *inner) *string { return &v.S }, j.Enum(vocabulary...)),
			j.Required("m", func(v *inner) *string { return &v.M }, j.String),
		)
		d := j.NewDecoder(limits())
		for _, word := range vocabulary {
			var v inner
			d.Start(record.Pad(nil, []byte(`{"s":"`+word+`","m":"x"}`)))
			if j.Read(d, object, 0, &v); v != (inner{word, "x"}) || !d.Sure() {
				t.Errorf("%+v, unsure of %v", v, d.Unsure())
			}
		}
		if n := d.Edges(); n != want {
			t.Errorf("of %d words, %d edges are known", words, n)
		}
	}
}

// TestLearntDepthOfOne reads a record that is nested as deeply as may be along its route.
func TestLearntDepthOfOne(t *testing.T) {
	d := j.NewDecoder(record.Limits{Size: 1 << 10, Depth: 1})
	if first, again := explores(t, d, "", `{"n":1}`), explores(t, d, "", `{"n":1}`); !first || again {
		t.Errorf("it is read member by member at first: %v, and again: %v", first, again)
	}
}

// TestLearntDepth reads arrays in items of arrays that are nested as deeply as may be, where they follow a route, and at places where
// they are nested too deeply.
func TestLearntDepth(t *testing.T) {
	type leaf struct{ Texts []string }
	type branch struct{ Leaves []leaf }
	leaves := j.Array(j.Of(j.NewObject(j.Required("texts", func(l *leaf) *[]string { return &l.Texts }, j.Array(j.String)))))
	object := j.NewObject(
		j.Required("leaves", func(b *branch) *[]leaf { return &b.Leaves }, leaves).When(func(b *branch) bool { return true }),
		j.Same("in", j.NewObject(
			j.Required("leaves", func(b *branch) *[]leaf { return &b.Leaves }, leaves).When(func(b *branch) bool { return true }),
		)).When(func(b *branch) bool { return true }),
	)
	near, far := `{"leaves":[{"texts":["x"]}]}`, `{"in":{"leaves":[{"texts":["x"]}]}}`
	for depth, want := range map[int]string{3: "", 4: near, 5: near + far} {
		d := j.NewDecoder(record.Limits{Size: 1 << 10, Depth: depth})
		explored := 0
		for round := range 10 {
			got := ""
			for _, text := range []string{near, far} {
				var v branch
				d.Start(record.Pad(nil, []byte(text)))
				if next := j.Read(d, object, 0, &v); next == len(text) {
					got += text
				}
			}
			if got != want {
				t.Errorf("of at most %d levels, %s is read", depth, got)
			}
			if round == 1 {
				explored = d.Explored()
			}
		}
		if depth == 5 && d.Explored() != explored {
			t.Errorf("%d objects that are known are read member by member", d.Explored()-explored)
		}
	}
}

// TestMostExtras checks how many members that are not declared are compared with one another: of more it is not sure that each is there
// once.
func TestMostExtras(t *testing.T) {
	for n, sure := range map[int]bool{255: true, 256: true, 257: false} {
		text := `{"n":1`
		for i := range n {
			text += fmt.Sprintf(`,"x%d":0`, i)
		}
		d := j.NewDecoder(limits())
		got := read(d, text+"}")
		if len(got.Extra) != n || d.Sure() != sure {
			t.Errorf("of %d members that are not declared, %d are read, sure: %v", n, len(got.Extra), d.Sure())
		}
	}
}

// TestReadAllocates checks what is allocated for a record: an array at once, whatever its length, and nothing for a place that is in
// question.
func TestReadAllocates(t *testing.T) {
	type list struct{ All []int }
	lists := j.NewObject(j.Required("all", func(l *list) *[]int { return &l.All }, j.Array(j.Int(0, 9))))
	for text, want := range map[string]float64{
		`{"all":[]}`:  0,
		`{"all":[1]}`: 1,
		`{"all":[` + strings.Repeat("1,", 999) + `1]}`: 1,
		`{"all":7}`: 0,
	} {
		var l list
		d := j.NewDecoder(limits())
		d.Start(record.Pad(nil, []byte(text)))
		if got := testing.AllocsPerRun(100, func() {
			l = list{}
			j.Read(d, lists, 0, &l)
		}); got != want {
			t.Errorf("for %.20s… %v allocations", text, got)
		}
	}
}
