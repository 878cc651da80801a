package main

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/nearest"
	"github.com/flowtrail/flowtrail/internal/record"
)

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
