package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
)

// TestConfigErrors checks what is said of a config file that is wrong, and where.
func TestConfigErrors(t *testing.T) {
	for text, want := range map[string]string{
		"strict: yes please":                              `c.yaml:1:9: /strict: "yes please" is a string, not a boolean`,
		"strict: true\nstrickt: true\n":                   `c.yaml:2:1: /strickt: is not known; did you mean strict?`,
		"rules:\n  enmu: off\n":                           `c.yaml:2:3: /rules/enmu: is not known; did you mean enum?`,
		"rules:\n  enum: fatal\n":                         `c.yaml:2:9: /rules/enum: "fatal" is not one of error, warning, off`,
		"files:\n  - match: [a]\n    type: network.csv\n": `c.yaml:3:11: /files/0/type: "network.csv" is no type`,
		"files:\n  - type: networkevent.csv\n":            `c.yaml:2:5: /files/0/match: is missing`,
		"exclude: ['']":                                   `c.yaml:1:11: /exclude/0: "" may not be empty`,
		"exclude: [ok, '[']":                              `c.yaml:1:15: /exclude/1: is not a glob`,
		"exclude: \"a":                                    `c.yaml:1:12: found unexpected end of stream`,
		"a: b: c":                                         `c.yaml:1:5: mapping values are not allowed in this context`,
		"strict: true\nstrict: false":                     `c.yaml:2:1: mapping key "strict" already defined at line 1`,
		"strict: true\n---\nstrict: false":                `c.yaml:2:1: a second document begins`,
		"rules: {enum: off\n":                             `c.yaml:2:1: did not find expected ',' or '}'`,
		"exclude: &x [*x]":                                `c.yaml:1:14: anchor 'x' value contains itself`,
		"- a":                                             `c.yaml:1:1: ["a"] is an array, not an object or null`,
		"1: 2":                                            `c.yaml:1:1: it has no form in JSON: `,
		"strict: 1\nrules: 2":                             "c.yaml:1:9: /strict: 1 is a number, not a boolean\nc.yaml:2:8: /rules: 2 is a number, not an object",
	} {
		_, err := parseConfig("c.yaml", []byte(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestConfig checks what a config file says.
func TestConfig(t *testing.T) {
	c, err := parseConfig("ci/flowtrail.yaml", []byte(`
strict: true
exclude: ["old/", "*.tmp", "./gone/*"]
rules: {enum: warning, unknown-column: off}
files:
  - match: [logs/**/*.csv]
    type: networkevent.csv
    strict: false
  - match: [logs/**]
`))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]report.Severity{"enum": report.Warning, "unknown-column": report.Off}, namesOf(c.Rules)); diff != "" || !c.Strict {
		t.Error(diff)
	}
	for name, want := range map[string]bool{"ci/old/a/b.csv": true, "old/a.csv": true, "gone/a.csv": false, "ci/gone/a.csv": true, "ci/x/y.tmp": true, "ci/x/y.tmp/z": true, "ci/a.csv": false} {
		if c.exclude.match(name) != want {
			t.Errorf("%s is excluded: %v", name, !want)
		}
	}
	if f := c.file("ci/logs/7/a.csv"); f == nil || f.Type != "networkevent.csv" || *f.Strict {
		t.Errorf("%+v", f)
	}
	if f := c.file("ci/logs/a.json"); f == nil || f.Type != "" || f.Strict != nil {
		t.Errorf("%+v", f)
	}
	if f := c.file("logs/a.csv"); f != nil {
		t.Errorf("%+v", f)
	}
	for _, empty := range []string{"", "# nothing\n", "---\n"} {
		if _, err := parseConfig("c.yaml", []byte(empty)); err != nil {
			t.Errorf("%q: %v", empty, err)
		}
	}
}

func namesOf[K ~string, V any](m map[K]V) map[string]V {
	names := map[string]V{}
	for name, v := range m {
		names[string(name)] = v
	}
	return names
}

// TestConfigSchema checks that the schema of the config file has the rules that there are.
func TestConfigSchema(t *testing.T) {
	var schema struct {
		Properties struct {
			Rules struct{ Properties map[string]any }
		}
	}
	if err := json.Unmarshal(configSchema, &schema); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(report.Rules())), slices.Sorted(maps.Keys(schema.Properties.Rules.Properties))); diff != "" {
		t.Error(diff)
	}
}

// FuzzConfig checks that no text of a config file does harm.
func FuzzConfig(f *testing.F) {
	f.Add("strict: true\nrules: {enum: off}\nfiles:\n- match: ['*']\n")
	f.Add("a: &a [*a]\n&b c: *b\n? {a: b}\n: 1\n")
	f.Add("exclude: [2001-01-01, .nan, 0x1F, !!binary aGk=]\n<<: {strict: true}\n")
	f.Fuzz(func(t *testing.T, text string) {
		if c, err := parseConfig("c.yaml", []byte(text)); err == nil {
			c.file("a")
			c.exclude.match("a")
		}
	})
}
