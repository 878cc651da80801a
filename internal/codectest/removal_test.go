package codectest

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/declare"
)

// TestChanged checks that each thing that is declared is changed, that the comparison finds each change, and that all are undone.
func TestChanged(t *testing.T) {
	for _, test := range []struct {
		declared declare.Value
		schema   string
		cells    bool
		want     []string // some of the changes
	}{
		{row(plantedColumns()), plantedSchema, true, []string{`it is missing at "/at"`, `it is required as it was not at "/name"`, `the name is another at "/word"`,
			`there is no format date-time at "/at"`, `there is another format at "/from"`, `the empty string is as it was not at "/at"`, `there is no word no at "/word"`,
			`there is another word at "/word"`, `the least is more at "/count"`, `the least is less at "/count"`, `the most is less at "/count"`, `the most is more at "/count"`,
			`the kind is text at "/count"`, `the kind is any at "/name"`}},
		{row(plantedFields()), plantedObject, false, []string{`the notation is another at "/port"`, `null is as it was not at "/ratio"`, `the items are anything at "/all"`,
			`there is another tag at "/all/*"`, `there is a case less at "/all/*"`, `it is missing at "/all/*/email"`, `there is no word Key at "/all/*"`, `it is missing at "/who/id"`}},
	} {
		var got []string
		changed(test.declared, test.cells, func(what string, v declare.Value) {
			got = append(got, what)
			if declarationDiff(v, []byte(test.schema), test.cells) == "" {
				t.Errorf("%s: no difference is found", what)
			}
		})
		for _, want := range test.want {
			if !slices.Contains(got, want) {
				t.Errorf("it is not tried what happens if %s", want)
			}
		}
		changed(test.declared, test.cells, func(_ string, v declare.Value) { test.declared = v })
		if diff := declarationDiff(test.declared, []byte(test.schema), test.cells); diff != "" {
			t.Errorf("not all changes are undone (-schema +declaration):\n%s", diff)
		}
	}
}

// TestRemoved checks what is taken out of a schema, and that all is put back.
func TestRemoved(t *testing.T) {
	const text = `{"title": "x", "type": "object", "required": ["a", "type"], "properties": {"type": {"enum": ["x", 1]}, "a": {"items": {"minimum": 0}}},
		"anyOf": [{"required": ["a"]}, true], "if": {"const": 1}, "$defs": {"b": {"not": {"format": "c"}}}, "description": "y"}`
	schema, err := decoded([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	distinct := map[string]bool{}
	removed(schema, func(what string) {
		got = append(got, what)
		distinct[encoded(schema)] = true
	})
	want := []string{"/$defs", "/$defs/b", "/$defs/b/not", "/$defs/b/not/format", "/anyOf", "/anyOf/0", "/anyOf/0/required", "/anyOf/0/required/0", "/anyOf/1", "/if", "/if/const",
		"/properties", "/properties/a", "/properties/a/items", "/properties/a/items/minimum", "/properties/type", "/properties/type/enum", "/properties/type/enum/0",
		"/properties/type/enum/1", "/required", "/required/0", "/required/1", "/type"}
	if diff := cmp.Diff(want, got); diff != "" || len(distinct) != len(want) {
		t.Errorf("%d distinct schemas (-want +got):\n%s", len(distinct), diff)
	}
	if whole, _ := decoded([]byte(text)); encoded(whole) != encoded(schema) {
		t.Errorf("in the end the schema is %s", encoded(schema))
	}
}
