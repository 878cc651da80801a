package jsonsyntax_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

func TestFind(t *testing.T) {
	text := `{"a": {"": 1, "b/c~d": [2, {"x": 3}]}, "": {"": 4}, "~x": 5}`
	root, problems := jsonsyntax.Parse([]byte(text), 10, 100)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for pointer, want := range map[string]string{
		"": text, "/a/": "1", "/a/b~1c~0d/1/x": "3", "/a/b~1c~0d/0": "2", "/": `{"": 4}`, "//": "4", "/~0x": "5",
	} {
		if node, found := root.Find(pointer); !found || text[node.Start:node.End] != want {
			t.Errorf("%q is %s, %v", pointer, text[node.Start:node.End], found)
		}
	}
	for pointer, last := range map[string]string{"/x": text, "/a/x": `{"": 1, "b/c~d": [2, {"x": 3}]}`, "/a//x": "1",
		"/a/b~1c~0d/2": `[2, {"x": 3}]`, "/a/b~1c~0d/-1": `[2, {"x": 3}]`, "/a/b~1c~0d/x": `[2, {"x": 3}]`} {
		if node, found := root.Find(pointer); found || text[node.Start:node.End] != last {
			t.Errorf("%q is %s, %v", pointer, text[node.Start:node.End], found)
		}
	}
}

// TestMembers finds the members of objects of many sizes: of those with one name the last one.
func TestMembers(t *testing.T) {
	for size := range 40 {
		var text strings.Builder
		text.WriteString(`{"twice":0`)
		for i := range size {
			fmt.Fprintf(&text, `,"m%d":%d`, i, i)
		}
		text.WriteString(`,"twice":1}`)
		root, problems := jsonsyntax.Parse([]byte(text.String()), 10, 100)
		if len(problems) != 1 || len(root.Members()) != size+2 {
			t.Fatalf("%d members: %v", size, problems)
		}
		for i := range size {
			if m := root.Member(fmt.Sprint("m", i)); m == nil || string(m.Value.Text) != fmt.Sprint(i) {
				t.Errorf("of %d members, m%d is %v", size, i, m)
			}
		}
		if m := root.Member("twice"); m == nil || string(m.Value.Text) != "1" || root.Member("m") != nil {
			t.Errorf("of %d members, the one that is there twice is %v", size, m)
		}
	}
}

func TestDepth(t *testing.T) {
	for maxDepth, want := range map[int]string{1: "deeper than 1 level", 2: "deeper than 2 levels"} {
		root, problems := jsonsyntax.Parse([]byte(`{"a":[[]]}`), maxDepth, 100)
		if root != nil || len(problems) != 1 {
			t.Fatalf("%d levels: %v, %v", maxDepth, root, problems)
		}
		if diff := cmp.Diff("objects and arrays are nested "+want, problems[0].Message); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
