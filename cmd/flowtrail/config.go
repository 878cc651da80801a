package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strconv"

	"go.yaml.in/yaml/v4"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
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

	name    string // of the file; empty if there is none
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
	text, err := readSettings(name)
	if optional && errors.Is(err, fs.ErrNotExist) {
		return new(config), nil
	}
	if err != nil {
		return nil, fmt.Errorf("the config file cannot be read: %w", err)
	}
	c, err := parseConfig(name, text)
	if err == nil {
		c.name = name
	}
	return c, err
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
