package codectest

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail"
)

// A survey is what a schema says of all places of a record.
type survey struct {
	document    map[string]any // the schema as JSON
	cells       bool           // all values are strings, those of a CSV
	constraints []constraint
	described   map[string]bool // by the place of each property: whether it has a description
	strange     []string        // where the schema says what a survey does not understand
}

// A surveyor adds to a survey what schemas say of one place.
type surveyor struct {
	*survey
	place   []string
	guards  []guard
	tag     string // the member that tells the branches of a union apart, of which the value is one
	isTag   bool   // the value is such a member
	trigger string // the member because of which the schema says it
}

// keywords are those that a survey understands.
var keywords = []string{"$schema", "$id", "$comment", "$defs", "$ref", "title", "description", "examples", "errorMessage", "type", "enum", "const",
	"minimum", "maximum", "minLength", "pattern", "format", "required", "properties", "items", "allOf", "anyOf", "oneOf", "not", "if", "then", "else",
	"dependentSchemas"}

// surveyOf returns the survey of a schema for the values at a place.
func surveyOf(s *jsonschema.Schema, document map[string]any, cells bool, place ...string) *survey {
	all := &survey{document: document, cells: cells, described: map[string]bool{}}
	surveyor{survey: all, place: place}.schema(s)
	return all
}

// below returns the surveyor of a member or of items.
func (w surveyor) below(token string) surveyor {
	return surveyor{survey: w.survey, place: append(slices.Clone(w.place), token), guards: w.guards}
}

// where returns the surveyor of what is said only of values for which something holds.
func (w surveyor) where(holds func(any) bool) surveyor {
	w.guards = append(slices.Clone(w.guards), guard{len(w.place), holds})
	return w
}

// schema adds what s says.
func (w surveyor) schema(s *jsonschema.Schema) {
	if s == nil || s.Always != nil {
		return
	}
	w.value(s)
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		w.property(name, s.Properties[name])
	}
	for _, name := range s.Required {
		w.add(constraint{rule: flowtrail.RuleRequired, schema: locationOf(s) + "/required", member: name, changes: []change{{without: []string{name}}}})
	}
	w.below(anyItem).schema(s.Items2020)
	for _, one := range slices.Concat(s.AllOf, []*jsonschema.Schema{s.Ref}) {
		w.schema(one)
	}
	if s.If != nil {
		w.where(func(v any) bool { return s.If.Validate(v) == nil }).schema(s.Then)
		w.where(func(v any) bool { return s.If.Validate(v) != nil }).schema(s.Else)
	}
	for _, name := range slices.Sorted(maps.Keys(s.DependentSchemas)) {
		there := w.where(func(v any) bool { return len(occurrences(v, []string{name})) > 0 })
		there.trigger = name
		there.schema(s.DependentSchemas[name])
	}
	w.alternatives(s, "anyOf", s.AnyOf)
	w.alternatives(s, "oneOf", s.OneOf)
}

// value adds what s says of the value itself.
func (w surveyor) value(s *jsonschema.Schema) {
	written := w.written(s)
	for _, keyword := range slices.Sorted(maps.Keys(written)) {
		if !slices.Contains(keywords, keyword) || keyword == "not" && !w.isTag {
			w.strange = append(w.strange, locationOf(s)+"/"+keyword)
		}
	}
	if len(s.Types) > 0 && !w.cells {
		w.values(s, "type", wrongTypes(s.Types))
	}
	if len(s.Enum) > 0 && !w.isTag {
		w.values(s, "enum", wrongWords(s.Enum))
	}
	if len(s.Constant) > 0 && !w.isTag {
		w.values(s, "const", wrongWords(s.Constant))
	}
	if s.Minimum != nil {
		w.values(s, "minimum", []any{wrongNumber(s.Minimum, -1)})
	}
	if s.Maximum != nil {
		w.values(s, "maximum", []any{wrongNumber(s.Maximum, 1)})
	}
	if s.MinLength > 0 {
		w.values(s, "minLength", []any{strings.Repeat("é", s.MinLength-1)})
	}
	if s.Pattern != nil {
		w.values(s, "pattern", wrongNumerals(s))
	}
	if s.Format != "" {
		w.values(s, "format", wrongFor(s.Format))
	}
}

// property adds what s says of a member.
func (w surveyor) property(name string, s *jsonschema.Schema) {
	never := locationOf(s)
	switch {
	case s.Always != nil && !*s.Always:
	case s.Not != nil && len(w.written(s.Not)) == 0:
		never += "/not"
	default:
		below := w.below(name)
		below.isTag = name == w.tag
		place := pointer(below.place)
		w.described[place] = w.described[place] || slices.ContainsFunc(inPlace(s), func(s *jsonschema.Schema) bool { return s.Description != "" })
		below.schema(s)
		return
	}
	w.add(constraint{rule: flowtrail.RuleNot, schema: never, member: name, changes: []change{{with: []string{name}, like: w.trigger}}})
}

// alike returns the schemas of all constraints that say the same as c, and c itself. Of those, a schema may say only one: of a value of
// the wrong type it is said once, and an object without its tag is of no branch.
func (s *survey) alike(c constraint) (schemas []string) {
	for _, other := range s.constraints {
		if other.rule == c.rule && other.member == c.member && slices.Equal(other.place, c.place) {
			schemas = append(schemas, other.schema)
		}
	}
	return schemas
}

// add adds a constraint of the place.
func (w surveyor) add(c constraint) {
	c.place, c.guards = w.place, w.guards
	w.constraints = append(w.constraints, c)
}

// values adds the constraint of a keyword, which each of some values breaks.
func (w surveyor) values(s *jsonschema.Schema, keyword string, wrong []any) {
	location := locationOf(s) + "/" + keyword
	if len(wrong) == 0 {
		w.strange = append(w.strange, location)
	}
	c := constraint{rule: flowtrail.Rule(keyword), schema: location}
	for _, value := range wrong {
		c.changes = append(c.changes, change{value: value})
	}
	w.add(c)
}

// written returns a schema as it is written.
func (w surveyor) written(s *jsonschema.Schema) map[string]any {
	location := locationOf(s)
	if location == "" {
		return w.document
	}
	schema, _ := resolve(w.document, "#"+location).(map[string]any)
	return schema
}

// locationOf returns where a schema is, as a JSON Pointer.
func locationOf(s *jsonschema.Schema) string {
	_, fragment, _ := strings.Cut(s.Location, "#")
	location, err := url.PathUnescape(fragment)
	if err != nil {
		return fragment
	}
	return location
}
