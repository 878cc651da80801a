package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/nearest"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// configName is the config file that is read if it is in the working directory.
const configName = "flowtrail.yaml"

// A config is what a config file says.
type config struct {
	Strict  bool                               `json:"strict"`
	Skip    bool                               `json:"skip-other-streams"`
	Exclude []string                           `json:"exclude"`
	Rules   map[flowtrail.Rule]report.Severity `json:"rules"`
	Files   []fileConfig                       `json:"files"`

	exclude *globs
}

// A fileConfig is what a config file says of certain files.
type fileConfig struct {
	Match  []string `json:"match"`
	Type   string   `json:"type"`
	Strict *bool    `json:"strict"`

	match *globs
}

//go:embed config.schema.json
var configSchema []byte

var configValidator = validator.New(configSchema)

// readConfig reads a config file. Without a name, it reads the one in the working directory, if there is one.
func readConfig(name string) (*config, error) {
	optional := name == ""
	if optional {
		name = configName
	}
	text, err := os.ReadFile(name)
	if optional && errors.Is(err, fs.ErrNotExist) {
		return new(config), nil
	}
	if err != nil {
		return nil, fmt.Errorf("the config file cannot be read: %w", err)
	}
	return parseConfig(name, text)
}

// parseConfig reads the text of a config file. An error has a line for each thing that is wrong, and says where.
func parseConfig(name string, text []byte) (*config, error) {
	loader, err := yaml.NewLoader(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	var root, more yaml.Node
	if err := loader.Load(&root); err == io.EOF {
		return new(config), nil // there is nothing in it
	} else if err != nil {
		return nil, syntaxError(name, err)
	}
	if err := loader.Load(&more); err == nil {
		return nil, fmt.Errorf("%s:%d:%d: a second document begins", name, more.Line, more.Column)
	} else if err != io.EOF {
		return nil, syntaxError(name, err)
	}
	var v any
	if err := root.Load(&v); err != nil {
		return nil, syntaxError(name, err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		at := foreign(&root)
		return nil, fmt.Errorf("%s:%d:%d: it has no form in JSON: %w", name, at.Line, at.Column, err)
	}
	node, _ := jsonsyntax.Parse(data, 100, 1)
	c := new(config)
	if problems := configValidator.Alone(node, false); len(problems) > 0 {
		return nil, configError(name, &root, problems)
	}
	if err := json.Unmarshal(data, c); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	dir := filepath.Dir(name)
	var problems []record.Finding
	check := func(path string, patterns []string) *globs {
		g, bad := newGlobs(dir, patterns)
		if bad >= 0 {
			problems = append(problems, record.Finding{Path: fmt.Sprintf("%s/%d", path, bad), Message: "is not a glob"})
		}
		return g
	}
	c.exclude = check("/exclude", c.Exclude)
	for i := range c.Files {
		f := &c.Files[i]
		f.match = check(fmt.Sprintf("/files/%d/match", i), f.Match)
		if f.Type != "" && documents.ByName(f.Type) == nil {
			problems = append(problems, record.Finding{Path: fmt.Sprintf("/files/%d/type", i), Value: strconv.Quote(f.Type), Message: "is no type" + otherTypes(f.Type)})
		}
	}
	if len(problems) > 0 {
		return nil, configError(name, &root, problems)
	}
	return c, nil
}

// file returns what holds for a file; nil if nothing is said of it.
func (c *config) file(name string) *fileConfig {
	for i := range c.Files {
		if c.Files[i].match.match(name) {
			return &c.Files[i]
		}
	}
	return nil
}

// syntaxError returns an error of the YAML library with the place as other errors have it.
func syntaxError(name string, err error) error {
	var all *yaml.LoadErrors
	if errors.As(err, &all) && len(all.Errors) > 0 {
		err = all.Errors[0]
	}
	var one *yaml.LoadError
	if !errors.As(err, &one) {
		return fmt.Errorf("%s: %w", name, err)
	}
	return fmt.Errorf("%s:%d:%d: %s", name, max(one.Mark.Line, 1), max(one.Mark.Column, 1), one.Message)
}

// configError returns findings with their places in the file, in its order.
func configError(name string, root *yaml.Node, findings []record.Finding) error {
	type problem struct {
		line, column int
		text         string
	}
	var problems []problem
	for _, f := range findings {
		at := nodeAt(root, f.Path, f.Rule == flowtrail.RuleAdditionalProperties)
		text := f.Message
		if f.Value != "" {
			text = f.Value + " " + text
		}
		parent, last := filepath.Split(f.Path)
		if meant := nearest.Name(last, namesIn(parent)); meant != "" && f.Rule == flowtrail.RuleAdditionalProperties {
			text += "; did you mean " + meant + "?"
		}
		if f.Path != "" {
			text = f.Path + ": " + text
		}
		problems = append(problems, problem{at.Line, at.Column, text})
	}
	slices.SortStableFunc(problems, func(a, b problem) int {
		if a.line != b.line {
			return a.line - b.line
		}
		return a.column - b.column
	})
	lines := make([]string, len(problems))
	for i, p := range problems {
		lines[i] = fmt.Sprintf("%s:%d:%d: %s", name, p.line, p.column, p.text)
	}
	return errors.New(strings.Join(lines, "\n"))
}

// foreign returns the first node that JSON has no form of: a name that is no string, or a number that is none.
func foreign(n *yaml.Node) *yaml.Node {
	for i, child := range n.Content {
		name := n.Kind == yaml.MappingNode && i%2 == 0
		if name && child.ShortTag() != "!!str" && child.ShortTag() != "!!merge" || strings.HasPrefix(strings.TrimLeft(child.Value, "+-"), ".") && child.ShortTag() == "!!float" {
			return child
		}
		if at := foreign(child); at != nil {
			return at
		}
	}
	if n.Kind == yaml.DocumentNode {
		return n
	}
	return nil
}

// nodeAt returns the node at a JSON Pointer, or the last one on the way that is there: a value, or the name of a member.
func nodeAt(n *yaml.Node, pointer string, name bool) *yaml.Node {
	if n.Kind == yaml.DocumentNode {
		n = n.Content[0]
	}
	tokens := strings.Split(pointer, "/")[1:]
	for i, token := range tokens {
		token = jsonsyntax.UnescapePointer(token)
		for n.Kind == yaml.AliasNode {
			n = n.Alias
		}
		switch n.Kind {
		case yaml.MappingNode:
			for k := 0; k < len(n.Content); k += 2 {
				if n.Content[k].Value != token {
					continue
				}
				if name && i == len(tokens)-1 {
					return n.Content[k]
				}
				n = n.Content[k+1]
				break
			}
		case yaml.SequenceNode:
			if k, err := strconv.Atoi(token); err == nil && k < len(n.Content) {
				n = n.Content[k]
			}
		}
	}
	return n
}

// namesIn returns the names that the schema has in the object at a JSON Pointer.
func namesIn(pointer string) []string {
	type schema struct {
		Properties map[string]*schema
		Items      *schema
	}
	at := new(schema)
	if err := json.Unmarshal(configSchema, at); err != nil {
		panic(err)
	}
	for token := range strings.SplitSeq(strings.Trim(pointer, "/"), "/") {
		if token == "" || at == nil {
			continue
		}
		if at.Items != nil {
			at = at.Items
		} else {
			at = at.Properties[token]
		}
	}
	if at == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(at.Properties))
}
