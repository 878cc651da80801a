package jsonsyntax_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/conformance"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// around are texts around a value in which it stands on its own.
var around = [][2]string{{"", ""}, {" \t\r\n", "\n\r\t "}, {"[", "]"}, {"[0, ", " , 0]"}, {`{"x":`, "}"}, {`{"x":0,"y" : `, ` ,"z":0}`}}

// TestConformance parses the texts of the table alone and within others.
func TestConformance(t *testing.T) {
	parse := func(text string) (*jsonsyntax.Node, []record.Finding) { return jsonsyntax.Parse([]byte(text), 64, 100) }
	for _, g := range conformance.JSON {
		for _, a := range around {
			for _, text := range g.Right {
				text = a[0] + text + a[1]
				root, found := parse(text)
				if root == nil || len(found) > 0 {
					t.Errorf("%s: %q is refused: %+v", g.Name, text, found)
					continue
				}
				var want any
				decoder := json.NewDecoder(strings.NewReader(text))
				decoder.UseNumber()
				if err := decoder.Decode(&want); err != nil {
					t.Fatalf("%s: encoding/json refuses %q: %v", g.Name, text, err)
				}
				if got := root.Any(); !reflect.DeepEqual(want, got) { // cmp takes forever where arrays are nested deep
					t.Errorf("%s: %q (-encoding/json +Parse):\n%s", g.Name, text, cmp.Diff(want, got))
				}
				if strings.TrimSpace(text) != text[root.Start:root.End] {
					t.Errorf("%s: the value of %q is found in %q", g.Name, text, text[root.Start:root.End])
				}
			}
			for _, text := range g.Wrong {
				text = a[0] + text + a[1]
				root, found := parse(text)
				if valid := json.Valid([]byte(text)); valid != (root != nil) {
					t.Errorf("%s: %q is %v for encoding/json, %v", g.Name, text, valid, found)
				} else if !valid && (len(found) == 0 || found[len(found)-1].Rule != record.RuleSyntax && found[len(found)-1].Rule != record.RuleDepth) {
					t.Errorf("%s: %q: %+v", g.Name, text, found)
				}
			}
			for rule, texts := range g.Found {
				for _, text := range texts {
					text = a[0] + text + a[1]
					root, found := parse(text)
					if len(found) == 0 || found[0].Rule != rule || (root == nil) != (rule == record.RuleDepth) || !json.Valid([]byte(text)) {
						t.Errorf("%s: %q, want %s: %+v", g.Name, text, rule, found)
					}
				}
			}
		}
	}
}

// TestAlone checks that what is no JSON is none alone. Within other texts, some of it is.
func TestAlone(t *testing.T) {
	for _, g := range conformance.JSON {
		for _, text := range g.Wrong {
			if root, _ := jsonsyntax.Parse([]byte(text), 64, 100); root != nil || json.Valid([]byte(text)) {
				t.Errorf("%s: %q is taken", g.Name, text)
			}
		}
	}
}

// TestCutShort cuts each text of the table off everywhere: what is left is a value only if encoding/json says so, and if it is none, then
// because it ended too early.
func TestCutShort(t *testing.T) {
	var p jsonsyntax.Parser
	for _, g := range conformance.JSON {
		for _, text := range g.Right {
			for n := range min(len(text), 300) {
				root, _ := p.Parse([]byte(text[:n]), 64, 100)
				if valid := json.Valid([]byte(text[:n])); valid != (root != nil) || !valid && !p.CutShort() {
					t.Errorf("%s: %q is %v for encoding/json, a value: %v, cut short: %v", g.Name, text[:n], valid, root != nil, p.CutShort())
				}
			}
		}
	}
}
