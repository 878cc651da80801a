package jsonsyntax_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/conformance"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// FuzzParse compares Parse with encoding/json: it refuses the same texts and reads the same values.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		`{"a": [1, -2.5e3, true, false, null, "x\n\u00e9\ud83c\udfe0"], "b": {}}`, `[]`, ` "" `, `01`, `-`, `1.`, `1e`, `{"a":1,}`, `[1,]`,
		`{"a":1 "b":2}`, `{"a"}`, `"\ud83c"`, `"\x"`, "\"\x01\"", "\"\xff\"", `nul`, `truefalse`, `1 2`, `{"a":1,"a":2}`, `1e1000001`,
	} {
		f.Add([]byte(text))
	}
	for _, g := range conformance.JSON {
		for _, text := range append(g.Right, g.Wrong...) {
			f.Add([]byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		root, found := jsonsyntax.Parse(text, 1000, 100)
		for i, f := range found {
			if f.Rule == record.RuleDepth {
				return
			}
			if f.Offset < 0 || f.Offset > len(text) || f.Rule == record.RuleSyntax && i < len(found)-1 {
				t.Errorf("finding %+v", f)
			}
		}
		if json.Valid(text) != (root != nil) {
			t.Fatalf("encoding/json says %v, but the findings are %+v", json.Valid(text), found)
		}
		if len(found) > 0 {
			return // encoding/json replaces what is no character, and takes the last of two members
		}
		var want any
		if err := json.Unmarshal(text, &want); err != nil {
			return // a number out of range
		}
		if got := floats(root.Any()); !reflect.DeepEqual(want, got) { // cmp takes forever where arrays are nested deep
			t.Errorf("(-encoding/json +Parse):\n%s", cmp.Diff(want, got))
		}
	})
}

// floats turns numbers into what encoding/json makes of them.
func floats(v any) any {
	switch v := v.(type) {
	case json.Number:
		f, _ := v.Float64()
		return f
	case []any:
		for i := range v {
			v[i] = floats(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = floats(v[name])
		}
	}
	return v
}
