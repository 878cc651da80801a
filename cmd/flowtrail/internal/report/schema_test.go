package report_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif" // has the schema of SARIF
	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
)

// sarifSchema returns the schema of SARIF 2.1.0, as OASIS published it, from the module that has a copy of it.
var sarifSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	dir, err := moduleDir("github.com/owenrumney/go-sarif/v3")
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "pkg/report/v210/sarif/schema.go"), nil, 0)
	if err != nil {
		return nil, err
	}
	for _, decl := range file.Decls {
		if constants, ok := decl.(*ast.GenDecl); ok && constants.Tok == token.CONST {
			text, err := strconv.Unquote(constants.Specs[0].(*ast.ValueSpec).Values[0].(*ast.BasicLit).Value)
			if err != nil {
				return nil, err
			}
			return jsonschema.CompileString("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", text)
		}
	}
	return nil, fmt.Errorf("schema.go has no constant")
})

// moduleDir returns the directory of a module that the tool depends on.
func moduleDir(module string) (string, error) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	return strings.TrimSpace(string(dir)), err
}

// checkSARIF checks the bytes of a report against the schema.
func checkSARIF(t *testing.T, text string) {
	t.Helper()
	schema, err := sarifSchema()
	if err != nil {
		t.Fatal(err)
	}
	var report any
	if err := json.Unmarshal([]byte(text), &report); err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(report); err != nil {
		t.Errorf("%#v", err)
	}
}

// TestSARIFSchema checks that the schema tells a good report from a bad one.
func TestSARIFSchema(t *testing.T) {
	schema, err := sarifSchema()
	if err != nil {
		t.Fatal(err)
	}
	if schema.Validate(map[string]any{"version": "2.1.0", "runs": []any{map[string]any{"results": []any{}}}}) == nil {
		t.Error("a run without a tool is valid")
	}
	for _, name := range []string{"sarif.golden", "sarif.cut.golden"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		checkSARIF(t, string(text))
	}
}

// TestSARIFVersion checks that the version of any build begins with a number.
func TestSARIFVersion(t *testing.T) {
	for version, want := range map[string]string{
		"v1.2.3 (go1.26 linux/amd64)":                      "1.2.3 (go1.26 linux/amd64)",
		"(devel) revision 0123456789ab, modified (go1.26)": "0.0.0 (devel) revision 0123456789ab, modified (go1.26)",
	} {
		var text strings.Builder
		report.New("sarif", &text, report.Options{Version: version}).End(new(report.Summary))
		if !strings.Contains(text.String(), `"version":"`+want+`"`) {
			t.Errorf("%s is not %s in %s", version, want, text.String()[:300])
		}
	}
}

// A junitElement is what the schema of Jenkins, junit-10.xsd, says of an element: its attributes, those that it must have, and its
// children. Of all that the schema allows, here is what is common.
type junitElement struct{ attributes, required, children []string }

var junitElements = map[string]*junitElement{
	"testsuites": {attributes: []string{"name", "time", "tests", "failures", "errors"}, children: []string{"testsuite"}},
	"testsuite": {
		attributes: []string{"name", "tests", "failures", "errors", "skipped", "time", "id", "file"},
		required:   []string{"name", "tests", "failures", "errors"},
		children:   []string{"properties", "testcase", "system-out", "system-err"},
	},
	"testcase": {
		attributes: []string{"name", "classname", "time"},
		required:   []string{"name"},
		children:   []string{"skipped", "error", "failure", "system-out", "system-err"},
	},
	"skipped":    {attributes: []string{"type", "message"}},
	"error":      {attributes: []string{"type", "message"}},
	"failure":    {attributes: []string{"type", "message"}},
	"properties": {children: []string{"property"}},
	"property":   {attributes: []string{"name", "value"}, required: []string{"name", "value"}},
	"system-out": {},
	"system-err": {},
}

// checkJUnit checks the bytes of a report against what junit-10.xsd says: elements, attributes and which element may stand in which.
func checkJUnit(t *testing.T, text string) {
	t.Helper()
	names := map[string]bool{}
	open := []*junitElement{{children: []string{"testsuites"}}}
	for tokens := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := tokens.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.StartElement:
			name := token.Name.Local
			if !slices.Contains(open[len(open)-1].children, name) {
				t.Fatalf("<%s> may not stand there", name)
			}
			e := junitElements[name]
			open = append(open, e)
			for _, required := range e.required {
				if !slices.ContainsFunc(token.Attr, func(a xml.Attr) bool { return a.Name.Local == required }) {
					t.Errorf("<%s> lacks %s", name, required)
				}
			}
			for _, a := range token.Attr {
				if !slices.Contains(e.attributes, a.Name.Local) {
					t.Errorf("<%s> may not have %s", name, a.Name.Local)
				}
				if name == "testcase" && a.Name.Local == "name" {
					if names[a.Value] {
						t.Errorf("two test cases are called %s", a.Value)
					}
					names[a.Value] = true
				}
			}
		}
	}
}

// TestJUnitSchema checks the expected reports.
func TestJUnitSchema(t *testing.T) {
	for _, name := range []string{"junit.golden", "junit.cut.golden"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		checkJUnit(t, string(text))
	}
}

// checkGitLab checks that all issues have what GitLab wants, and fingerprints of their own.
func checkGitLab(t *testing.T, text string) {
	t.Helper()
	var issues []struct {
		Description, Fingerprint, Severity string
		Location                           struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	if err := json.Unmarshal([]byte(text), &issues); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, i := range issues {
		if seen[i.Fingerprint] || i.Description == "" || i.Location.Path == "" || i.Location.Lines.Begin < 1 ||
			!slices.Contains([]string{"info", "minor", "major", "critical", "blocker"}, i.Severity) {
			t.Errorf("bad issue: %+v", i)
		}
		seen[i.Fingerprint] = true
	}
}

// TestJUnitNames checks that test cases have names of their own, though escaped ones may be the same as others.
func TestJUnitNames(t *testing.T) {
	var inputs []input
	for _, name := range []string{`a\x1b`, `a\x1b (2)`, "a\x1b", "./a\x1b"} {
		inputs = append(inputs, input{name, event})
	}
	checkJUnit(t, plain.reported("junit", inputs...))
}
