package validator

import (
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// A choice is an if that asks nothing but whether any of certain members is there. What holds then, or else, is asked as if it stood
// alone.
type choice struct {
	location   string
	names      []string
	then, none *jsonschema.Schema // which holds with, or without any of the members; may be nil
}

// choiceOf returns the choice that s makes, or nil.
func choiceOf(s *jsonschema.Schema) *choice {
	if s.If == nil {
		return nil
	}
	c := &choice{location: s.Location, then: s.Then, none: s.Else}
	for _, one := range s.If.AnyOf {
		if len(one.Required) != 1 || !saysNothingBut(one, func(s *jsonschema.Schema) { s.Required = nil }) {
			return nil
		}
		c.names = append(c.names, one.Required[0])
	}
	if len(c.names) == 0 || !saysNothingBut(s.If, func(s *jsonschema.Schema) { s.AnyOf = nil }) {
		return nil
	}
	return c
}

// saysNothingBut reports whether s says nothing without what without takes out.
func saysNothingBut(s *jsonschema.Schema, without func(*jsonschema.Schema)) bool {
	rest := *s
	without(&rest)
	schemas := append(inPlace(&rest), rest.Not, rest.PropertyNames, rest.UnevaluatedProperties, rest.UnevaluatedItems, rest.ContentSchema)
	schemas = slices.DeleteFunc(append(schemas, items(&rest)...), func(s *jsonschema.Schema) bool { return s == nil })
	return !says(&rest) && len(schemas) == 0 && rest.Always == nil && len(rest.Properties) == 0 && len(rest.PatternProperties) == 0 &&
		len(rest.Dependencies) == 0 && len(rest.Extensions) == 0
}

// there reports whether any of the members is there. Of a value that is no object, none is missing.
func (c *choice) there(n *jsonsyntax.Node) bool {
	return n.Kind != jsonsyntax.Object || slices.ContainsFunc(c.names, func(name string) bool { return n.Member(name) != nil })
}

// of returns what holds for a value; it may be nil.
func (c *choice) of(n *jsonsyntax.Node) *jsonschema.Schema {
	if c.there(n) {
		return c.then
	}
	return c.none
}
