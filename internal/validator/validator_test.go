package validator_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

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

func judged(t *testing.T, text string, strict bool) []string {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, v := range validator.New([]byte(schema)).Validate(v, strict, nil) {
		lines = append(lines, fmt.Sprintf("%s: %s [%s at %s]", v.Path, v.Message, v.Rule, v.Schema))
	}
	slices.Sort(lines)
	return lines
}

func TestJudge(t *testing.T) {
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
			"/d e/3: is a number, not an object [type at /properties/d e/items/type]",
			"/f: is null, not a boolean [type at /properties/f/type]",
			"/n: 1.5 is more than 1 [maximum at /properties/n/maximum]",
		},
		`[]`: {": is an array, not an object [type at /type]"},
	} {
		if diff := cmp.Diff(want, judged(t, text, false)); diff != "" {
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
	got := judged(t, `{"a": 1, "b/c": "::1", "d e": [{"x": "y", "~": 1}], "m": 1, "o": 2}`, true)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestNoVerdict checks that what the validator cannot judge is a finding: it panics on a number with a huge exponent.
func TestNoVerdict(t *testing.T) {
	for _, v := range []any{
		map[string]any{"a": json.Number("1e1000001"), "b/c": "::1", "d e": []any{}},
		map[string]any{"a": uint16(1), "b/c": "::1", "d e": []any{}},
	} {
		found := validator.New([]byte(schema)).Validate(v, false, nil)
		if len(found) != 1 || found[0].Rule != "internal" {
			t.Errorf("%v: %+v", v, found)
		}
	}
	for _, bad := range []string{"", "{", `{"$id": "x", "type": 7}`, `{"$id": "https://example.com/a", "$ref": "file:///etc/passwd"}`} {
		if found := validator.New([]byte(bad)).Validate(map[string]any{}, false, nil); len(found) != 1 || found[0].Rule != "internal" {
			t.Errorf("schema %q: %+v", bad, found)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	j := validator.New([]byte(schema))
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() {
			if found := j.Validate(map[string]any{}, false, nil); len(found) != 3 {
				t.Errorf("%+v", found)
			}
			list, _ := j.Names().Member("d e")
			item, _ := list.Items()
			if _, ok := item.Variant("X"); !ok {
				t.Error("X is no variant of x")
			}
		})
	}
	wait.Wait()
}

func TestQuote(t *testing.T) {
	long := strings.Repeat("é", 60)
	for text, want := range map[string]string{
		"tcp": `"tcp"`, "a\x1b[31m\u202e\n": `"a\x1b[31m\u202e\n"`, "🏠": `"🏠"`, long: `"` + strings.Repeat("é", 40) + `"…`, "\xff": `"\xff"`,
	} {
		if got := validator.Quote(text); got != want {
			t.Errorf("%q is shown as %s", text, got)
		}
	}
	if got := validator.Shorten(`{"a":"` + "\x1b" + `\n"}`); got != `{"a":"\x1b\\n"}` {
		t.Errorf("shown as %s", got)
	}
}
