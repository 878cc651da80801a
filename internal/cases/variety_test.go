package cases

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/s3sync"
)

// A tally counts what is there, of all that might be.
type tally struct {
	all, there map[string]int // by what it is
}

func (t *tally) note(what string, there bool) {
	t.all[what]++
	if there {
		t.there[what]++
	}
}

// value notes what a value that is declared as v has of what it may have, below a path in which all items are one.
func (t *tally) value(v *declare.Value, n *jsonsyntax.Node, path string) {
	if v.Null {
		t.note(path+" null", n.Kind == jsonsyntax.Null)
	}
	if v.Kind == declare.Words {
		t.words(v.Words, n, path)
	}
	if v.Kind == declare.Array {
		t.note(path+" items", len(n.Items()) > 0)
		for i := range n.Items() {
			t.value(v.Items, &n.Items()[i], path+"/*")
		}
	}
	if n.Kind == jsonsyntax.Object {
		t.object(v, n, path)
	}
}

// object does what value does for the members of an object.
func (t *tally) object(v *declare.Value, n *jsonsyntax.Node, path string) {
	bare := v.Kind == declare.Envelope && n.Member(v.Fields[0].Name) == nil
	if v.Kind == declare.Envelope {
		t.note(path+" bare", bare)
	}
	if v.Kind == declare.Union {
		var tags []string
		for _, c := range v.Cases {
			tags = append(tags, c.Tags...)
		}
		tag := &n.Member(v.Tag).Value
		t.words(tags, tag, path+"/"+v.Tag)
		path += "(" + strings.ToLower(string(tag.Text)) + ")"
	}
	for _, f := range fields(v, n) {
		m := n.Member(f.Name)
		if m == nil {
			m = n.Member(f.Also)
		}
		if !f.Required {
			t.note(path+"/"+f.Name, m != nil)
		}
		if m == nil {
			continue
		}
		below := path + "/" + f.Name
		if v.Kind == declare.Envelope && !bare && f.Value.Kind == declare.Object { // what is in an envelope may be without one
			below = path
		}
		t.value(&f.Value, &m.Value, below)
	}
}

func (t *tally) words(words []string, n *jsonsyntax.Node, path string) {
	if len(words) > 1 {
		for _, word := range words {
			t.note(path+" "+word, string(n.Text) == word)
		}
	}
}

// row notes which cells are empty, and which words there are.
func (t *tally) row(fields []declare.Field, cells []string) {
	for i, f := range fields {
		if f.Value.Empty && f.Value.Kind != declare.Text || !f.Required {
			t.note(f.Name, cells[i] != "")
		}
		if f.Value.Kind == declare.Words {
			t.words(f.Value.Words, &jsonsyntax.Node{Text: []byte(cells[i])}, f.Name)
		}
	}
}

// usual is what is always there, or never, in the samples of a document, because that is how its exports are.
var usual = map[string][]string{
	"useractivity.csv": {"top_10_client_ips"}, // events have a client
}

// TestVariety checks that what a document has in its samples it does not have in all of them, unless it must, and that there is nothing
// it never has.
func TestVariety(t *testing.T) {
	for _, doc := range documents.All() {
		if doc == s3sync.JSON { // its records are those of the others
			continue
		}
		source, err := New(doc.(Document), 10_000)
		if err != nil {
			t.Fatal(err)
		}
		seen := tally{map[string]int{}, map[string]int{}}
		for _, r := range source.samples {
			if source.CSV() {
				seen.row(source.record.Fields, r.cells())
			} else {
				seen.value(&source.record, parsed(r), "")
			}
		}
		for _, what := range slices.Sorted(maps.Keys(seen.all)) {
			one := seen.there[what] == 0 || seen.there[what] == seen.all[what]
			if one != slices.Contains(usual[doc.Name()], what) {
				t.Errorf("%s: %s is there in %d of %d", doc.Name(), what, seen.there[what], seen.all[what])
			}
		}
	}
}
