package validator_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
)

const schema = `{
	"$schema": "https://json-schema.org/draft/2020-12/schema",
	"$id": "https://example.com/test.json",
	"type": "object",
	"required": ["a", "b/c", "d e"],
	"properties": {
		"a": {"type": "integer", "minimum": 0},
		"b/c": {"type": "string", "anyOf": [{"format": "ipv4"}, {"format": "ipv6"}], "errorMessage": "is not an IP address"},
		"d e": {"type": "array", "items": {"type": "object", "required": ["x"], "properties": {"x": {"enum": ["y", "z"]}}}},
		"n": {"type": "number", "maximum": 1},
		"f": {"type": "boolean"}
	}
}`

// findings returns what the validator finds wrong with a text of JSON, and checks that asking about all of it at once finds the same.
func findings(t *testing.T, schema, text string, strict bool) []string {
	t.Helper()
	root, found := jsonsyntax.Parse([]byte(text), 100, 100)
	if len(found) > 0 {
		t.Fatal(found)
	}
	v := validator.New([]byte(schema))
	all := sorted(v.Validate(nil, root, validator.Request{Strict: strict, Unsure: record.Everything}))
	if diff := cmp.Diff(sorted(v.Alone(root, strict)), all); diff != "" {
		t.Errorf("%s (-alone +in parts):\n%s", text, diff)
	}
	return all
}

// sorted returns findings in one order, each as path: value message [rule at schema].
func sorted(found []record.Finding) (lines []string) {
	for _, f := range found {
		text := f.Message
		if f.Value != "" {
			text = f.Value + " " + text
		}
		lines = append(lines, fmt.Sprintf("%s: %s [%s at %s]", f.Path, text, f.Rule, f.Schema))
	}
	slices.Sort(lines)
	return lines
}

func TestValidate(t *testing.T) {
	for text, want := range map[string][]string{
		`{"a": 1, "b/c": "::1", "d e": [{"x": "y"}], "more": 1}`: nil,
		`{}`: {
			"/a: is missing [required at /required]",
			"/b~1c: is missing [required at /required]",
			"/d e: is missing [required at /required]",
		},
		`{"a": -1, "b/c": "+1.2.3.4", "d e": [{"x": "y"}, {}, {"x": "\u001b[31m"}, 7], "n": 1.5, "f": null}`: {
			"/a: -1 is less than 0 [minimum at /properties/a/minimum]",
			`/b~1c: "+1.2.3.4" is not an IP address [format at /properties/b~1c/anyOf]`,
			"/d e/1/x: is missing [required at /properties/d e/items/required]",
			`/d e/2/x: "\x1b[31m" is not one of y, z [enum at /properties/d e/items/properties/x/enum]`,
			"/d e/3: 7 is a number, not an object [type at /properties/d e/items/type]",
			"/f: null is not a boolean [type at /properties/f/type]",
			"/n: 1.5 is more than 1 [maximum at /properties/n/maximum]",
		},
		`[]`: {": [] is an array, not an object [type at /type]"},
	} {
		if diff := cmp.Diff(want, findings(t, schema, text, false)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestStrict(t *testing.T) {
	want := []string{
		"/d e/0/~0: is not known [additionalProperties at /properties/d e/items/additionalProperties]",
		"/m: is not known [additionalProperties at /additionalProperties]",
		"/o: is not known [additionalProperties at /additionalProperties]",
	}
	got := findings(t, schema, `{"a": 1, "b/c": "::1", "d e": [{"x": "y", "~": 1}], "m": 1, "o": 2}`, true)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestNoVerdict checks that what the validator cannot validate is a finding.
func TestNoVerdict(t *testing.T) {
	root, _ := jsonsyntax.Parse([]byte("{}"), 10, 100)
	all := validator.Request{Unsure: record.Everything}
	for _, bad := range []string{"", "{", `{"$id": "x", "type": 7}`, `{"$id": "https://example.com/a", "$ref": "file:///etc/passwd"}`} {
		if found := validator.New([]byte(bad)).Validate(nil, root, all); len(found) != 1 || found[0].Rule != record.RuleInternal {
			t.Errorf("schema %q: %+v", bad, found)
		}
	}
	panics := validator.Format{Name: "panics", Valid: func(string) bool { panic("no verdict") }}
	v := validator.New([]byte(`{"$id": "https://example.com/a", "properties": {"a": {"format": "panics"}}}`), panics)
	root, _ = jsonsyntax.Parse([]byte(`{"a": "x"}`), 10, 100)
	if found := v.Validate(nil, root, all); len(found) != 1 || found[0].Rule != record.RuleInternal {
		t.Errorf("%+v", found)
	}
}

func TestConcurrentUse(t *testing.T) {
	v := validator.New([]byte(schema))
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() {
			root, _ := jsonsyntax.Parse([]byte(`{"D e": 1}`), 10, 100)
			if found := v.Validate(nil, root, validator.Request{Strict: true, Unsure: record.Everything}); len(found) != 5 {
				t.Errorf("%+v", found)
			}
		})
	}
	wait.Wait()
}

func sortedLines(lines []string) []string {
	slices.Sort(lines)
	return lines
}

// TestEnough checks that a value with many wrong items or names has no more findings than are enough, and the first ones.
func TestEnough(t *testing.T) {
	text := []byte(`{"a": 1, "b/c": "::1", "d e": [` + strings.Repeat(`7, `, 5000) + `7]`)
	for i := range 5000 {
		text = fmt.Appendf(text, `, "x%d": 1`, i)
	}
	root, _ := jsonsyntax.Parse(append(text, '}'), 10, 10)
	request := validator.Request{Strict: true, Unsure: record.Everything, Findings: 100}
	found := validator.New([]byte(schema)).Validate(nil, root, request)
	if len(found) < 100 || len(found) > 250 || found[0].Path != "/d e/0" {
		t.Errorf("%d findings, the first %+v", len(found), found[0])
	}
}
