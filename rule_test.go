package flowtrail_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

// documentedRules returns the rules in the table of the package documentation.
func documentedRules(t *testing.T) (rules []string) {
	t.Helper()
	text, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "// # Rules\n")
	section, _, _ = strings.Cut(section, "\n// #")
	for _, row := range regexp.MustCompile(`(?m)^//\t(\S+)  +\S.*$`).FindAllStringSubmatch(section, -1) {
		rules = append(rules, row[1])
	}
	return rules
}

// constants returns the constants of a file, with what they are.
func constants(t *testing.T, path string) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for node := range ast.Preorder(file) {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			continue
		}
		for i, name := range spec.Names {
			switch value := spec.Values[i].(type) {
			case *ast.BasicLit:
				found[name.Name], _ = strconv.Unquote(value.Value)
			case *ast.SelectorExpr:
				found[name.Name] = value.Sel.Name
			}
		}
	}
	return found
}

// TestRuleTable checks that the rules, their constants and the table in the documentation are the same.
func TestRuleTable(t *testing.T) {
	rules := constants(t, "internal/record/rule.go")
	exported := constants(t, "rule.go")
	for name := range rules {
		if exported[name] != name {
			t.Errorf("%s is not a constant of this package", name)
		}
	}
	if len(exported) != len(rules) {
		t.Errorf("%d constants for %d rules", len(exported), len(rules))
	}
	documented := slices.Sorted(slices.Values(documentedRules(t)))
	if diff := cmp.Diff(slices.Sorted(maps.Values(rules)), documented); diff != "" {
		t.Errorf("(-constants +documented):\n%s", diff)
	}
}

// TestRulesOfSchemas checks that each keyword a schema validates by is a rule.
func TestRulesOfSchemas(t *testing.T) {
	documented := documentedRules(t)
	verdicts := 0
	var walk func(schema any)
	walk = func(schema any) {
		object, _ := schema.(map[string]any)
		for keyword, value := range object {
			switch keyword {
			case "$schema", "$id", "$comment", "$ref", "title", "description", "errorMessage": // validate nothing by themselves
			case "properties", "$defs":
				for _, member := range value.(map[string]any) {
					walk(member)
				}
			case "items", "if", "then", "else":
				walk(value)
			case "allOf":
				for _, branch := range value.([]any) {
					walk(branch)
				}
			default:
				if verdicts++; !slices.Contains(documented, keyword) {
					t.Errorf("the keyword %s is no rule", keyword)
				}
				if branches, ok := value.([]any); ok && strings.HasSuffix(keyword, "Of") {
					for _, branch := range branches {
						walk(branch)
					}
				}
			}
		}
	}
	for _, schema := range [][]byte{networkevent.JSON.Schema(), networkevent.CSV.Schema(), useractivity.CSV.Schema()} {
		var root any
		if err := json.Unmarshal(schema, &root); err != nil {
			t.Fatal(err)
		}
		walk(root)
	}
	if verdicts < 100 {
		t.Errorf("only %d keywords", verdicts)
	}
}

// TestRulesAreConstants checks that no code makes up a rule: findings take constants, or the keyword of a verdict.
func TestRulesAreConstants(t *testing.T) {
	findings := 0
	err := filepath.WalkDir("internal", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || path == filepath.Join("internal", "record", "rule.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		for node := range ast.Preorder(file) {
			var rule ast.Expr
			switch node := node.(type) {
			case *ast.KeyValueExpr:
				if key, ok := node.Key.(*ast.Ident); ok && key.Name == "Rule" {
					findings++
					rule = node.Value
				}
			case *ast.CallExpr:
				if called, ok := node.Fun.(*ast.SelectorExpr); ok && called.Sel.Name == "Rule" && len(node.Args) == 1 {
					rule = node.Args[0]
				}
			}
			if literal, ok := rule.(*ast.BasicLit); ok {
				t.Errorf("%v: %s is not a constant", files.Position(literal.Pos()), literal.Value)
			}
		}
		return nil
	})
	if err != nil || findings == 0 {
		t.Fatal(err, findings)
	}
}
