package codectest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func surveyed(t *testing.T, text string) *survey {
	t.Helper()
	var document map[string]any
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	return surveyOf(compiledSchema(t, []byte(text)), document, false)
}

// TestSurvey checks that each constraint of a schema is surveyed, with on how many conditions it holds and how it can be broken.
func TestSurvey(t *testing.T) {
	for _, test := range []struct {
		schema string
		want   []string
	}{
		{plantedObject, []string{
			`type at "" by /type, 0 guards: null true 7 1.5 "x" []`,
			`type at "/all" by /properties/all/type, 0 guards: null true 7 1.5 "x" {}`,
			`type at "/all/*" by /properties/all/items/type, 0 guards: null true 7 1.5 "x" []`,
			`type at "/all/*/name" by /properties/all/items/properties/name/type, 0 guards: null true 7 1.5 [] {}`,
			`type at "/all/*/type" by /properties/all/items/properties/type/type, 0 guards: null true 7 1.5 [] {}`,
			`required at "/all/*/type" by /properties/all/items/required, 0 guards: without [type]`,
			`type at "/all/*/email" by /properties/all/items/oneOf/0/properties/email/type, 1 guards: null true 7 1.5 [] {}`,
			`required at "/all/*/email" by /properties/all/items/oneOf/0/required, 1 guards: without [email]`,
			`type at "/at" by /$defs/time/type, 0 guards: null true 7 1.5 [] {}`,
			`format at "/at" by /$defs/time/format, 0 guards: 22 values`,
			`type at "/count" by /properties/count/type, 0 guards: null true 1.5 "x" [] {}`,
			`minimum at "/count" by /properties/count/minimum, 0 guards: 0`,
			`maximum at "/count" by /properties/count/maximum, 0 guards: 9223372036854775808`,
			`type at "/done" by /properties/done/type, 0 guards: null 7 1.5 "x" [] {}`,
			`type at "/ip" by /properties/ip/type, 0 guards: null true 7 1.5 [] {}`,
			`format at "/ip" by /properties/ip/anyOf, 0 guards: 15 values`,
			`type at "/kind" by /properties/kind/type, 0 guards: null true 7 1.5 [] {}`,
			`enum at "/kind" by /properties/kind/enum, 0 guards: 10 values`,
			`anyOf at "/port" by /properties/port/anyOf, 0 guards: 31 values`,
			`type at "/ratio" by /properties/ratio/type, 0 guards: null true "x" [] {}`,
			`type at "/who" by /$defs/named/type, 0 guards: null true 7 1.5 "x" []`,
			`type at "/who/name" by /$defs/named/properties/name/type, 0 guards: null true 7 1.5 [] {}`,
			`required at "/who/name" by /$defs/named/required, 0 guards: without [name]`,
			`type at "/who/id" by /properties/who/allOf/1/properties/id/type, 0 guards: null true 7 1.5 [] {}`,
			`minLength at "/who/id" by /properties/who/allOf/1/properties/id/minLength, 0 guards: ""`,
			`required at "/who/id" by /properties/who/allOf/1/required, 0 guards: without [id]`,
			`required at "/at" by /required, 0 guards: without [at]`,
			`required at "/kind" by /required, 0 guards: without [kind]`,
			`required at "/who" by /required, 0 guards: without [who]`,
			`oneOf at "" by /allOf/0/oneOf, 0 guards: without [ip note] with [ip note]`,
			`required at "/count" by /allOf/1/then/required, 1 guards: without [count]`,
		}},
		{`{"type": "object", "dependentSchemas": {"a": {"properties": {"b": false}}}, "else": {"required": ["c"]}, "if": {"required": ["a"]},
			"then": {"properties": {"d": {"not": {}}}}}`, []string{
			`type at "" by /type, 0 guards: null true 7 1.5 "x" []`,
			`not at "/d" by /then/properties/d/not, 1 guards: with [d]`,
			`required at "/c" by /else/required, 1 guards: without [c]`,
			`not at "/b" by /dependentSchemas/a/properties/b, 1 guards: with [b] like a`,
		}},
	} {
		var got []string
		all := surveyed(t, test.schema)
		for _, c := range all.constraints {
			got = append(got, fmt.Sprintf("%v, %d guards: %s", c, len(c.guards), described(c.changes)))
		}
		if diff := cmp.Diff(test.want, got); diff != "" || len(all.strange) > 0 {
			t.Errorf("%q is strange (-want +got):\n%s", all.strange, diff)
		}
	}
}

func described(changes []change) string {
	if len(changes) > 6 {
		return fmt.Sprint(len(changes), " values")
	}
	var all []string
	for _, c := range changes {
		switch {
		case c.without != nil:
			all = append(all, fmt.Sprint("without ", c.without))
		case c.like != "":
			all = append(all, fmt.Sprint("with ", c.with, " like ", c.like))
		case c.with != nil:
			all = append(all, fmt.Sprint("with ", c.with))
		default:
			all = append(all, encoded(c.value))
		}
	}
	return strings.Join(all, " ")
}

// TestStrange checks that a schema which says what is not understood is not taken for one that says nothing.
func TestStrange(t *testing.T) {
	for text, want := range map[string]string{
		`{"properties": {"a": {"maxLength": 3}}}`:                                                  "/properties/a/maxLength",
		`{"properties": {"a": {"requierd": ["b"]}}}`:                                               "/properties/a/requierd",
		`{"additionalProperties": false}`:                                                          "/additionalProperties",
		`{"properties": {"a": {"not": {"type": "string"}}}}`:                                       "/properties/a/not",
		`{"properties": {"a": {"format": "email"}}}`:                                               "/properties/a/format",
		`{"properties": {"a": {"pattern": ""}}}`:                                                   "/properties/a/pattern",
		`{"properties": {"a": {"oneOf": [{"required": ["b", "c"]}, {"required": ["d"]}]}}}`:        "/properties/a/oneOf/0/required",
		`{"oneOf": [{"properties": {"a": {"type": "null"}}}, {"required": ["a"]}]}`:                "/oneOf/0/properties/a/type",
		`{"properties": {"a": {"anyOf": [{"type": "string", "maxLength": 2}, {"type": "null"}]}}}`: "/properties/a/anyOf/0/maxLength",
	} {
		if got := surveyed(t, text).strange; !slices.Contains(got, want) {
			t.Errorf("%s: %q, want %s", text, got, want)
		}
	}
}
