package validator

import (
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// A fork is what if, then and else say: one of two schemas holds as well.
type fork struct {
	*jsonschema.Schema

	// names are those of members if the condition asks nothing but whether any of them is there; or nil. What holds then, or else, is
	// asked as if it stood alone.
	names []string
}

// forkOf returns the fork that s has, or nil.
func forkOf(s *jsonschema.Schema) *fork {
	if s.If == nil {
		return nil
	}
	return &fork{s, anyOfMembers(s.If)}
}

// anyOfMembers returns the members of which s asks that any is there, if it asks nothing else.
func anyOfMembers(s *jsonschema.Schema) (names []string) {
	for _, one := range s.AnyOf {
		if len(one.Required) != 1 || !saysNothingBut(one, func(s *jsonschema.Schema) { s.Required = nil }) {
			return nil
		}
		names = append(names, one.Required[0])
	}
	if !saysNothingBut(s, func(s *jsonschema.Schema) { s.AnyOf = nil }) {
		return nil
	}
	return names
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
func (f *fork) there(n *jsonsyntax.Node) bool {
	return n.Kind != jsonsyntax.Object || slices.ContainsFunc(f.names, func(name string) bool { return n.Member(name) != nil })
}

// of returns what holds for a value, if that depends on which members are there; it may be nil.
func (f *fork) of(n *jsonsyntax.Node) *jsonschema.Schema {
	if f.there(n) {
		return f.Then
	}
	return f.Else
}
