package validator

import (
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// A part is a schema taken apart, so that what it says of one value can be asked without the rest. A schema with a keyword that
// depends on other parts, such as unevaluatedProperties, is not taken apart: it is asked as a whole, by its own question.
type part struct {
	schema *jsonschema.Schema
	own    *question // what it says of the value itself, such as its type and which members are required; may be nil
	rules  []*question
	all    []*part // of allOf and $ref: what they say holds as well
	fork   *forkPart

	properties map[string]*part
	items      *part
}

// A forkPart is a fork taken apart.
type forkPart struct {
	*fork
	condition       *question // nil if the fork has names
	then, otherwise *part     // or nil
}

// branches returns the parts of which one holds.
func (f *forkPart) branches() (all []*part) {
	for _, branch := range [...]*part{f.then, f.otherwise} {
		if branch != nil {
			all = append(all, branch)
		}
	}
	return all
}

// questions returns what p asks of the value itself.
func (p *part) questions() []*question {
	if p.own == nil {
		return p.rules
	}
	return append(slices.Clip(p.rules), p.own)
}

// A question is a schema that is asked as a whole, and what it looks at in a value.
type question struct {
	schema *jsonschema.Schema
	looks  *view
	memo   memo[[]leaf] // by class
}

// parts takes schemas apart.
type parts struct {
	formats map[string]func(any) bool
	made    map[*jsonschema.Schema]*part
}

func (ps *parts) question(s *jsonschema.Schema) *question {
	return &question{schema: s, looks: viewOf(s, ps.formats)}
}

// of returns the part for s.
func (ps *parts) of(s *jsonschema.Schema) *part {
	if p := ps.made[s]; p != nil {
		return p
	}
	p := &part{schema: s}
	ps.made[s] = p
	if !divisible(s) {
		p.own = ps.question(s)
		return p
	}
	own := *s
	own.Properties, own.Items2020 = nil, nil
	own.AllOf, own.Ref = nil, nil
	own.AnyOf, own.OneOf, own.Not, own.If, own.Then, own.Else = nil, nil, nil, nil, nil, nil
	own.DependentSchemas = nil
	if s.AdditionalProperties != nil { // it asks what is named
		own.Properties = make(map[string]*jsonschema.Schema, len(s.Properties))
		for name := range s.Properties {
			own.Properties[name] = anything
		}
	}
	if says(&own) {
		p.own = ps.question(&own)
	}
	rule := func(set func(*jsonschema.Schema)) {
		one := blank(s)
		set(one)
		p.rules = append(p.rules, ps.question(one))
	}
	if s.AnyOf != nil {
		rule(func(one *jsonschema.Schema) { one.AnyOf = s.AnyOf })
	}
	if s.OneOf != nil {
		rule(func(one *jsonschema.Schema) { one.OneOf = s.OneOf })
	}
	if s.Not != nil {
		rule(func(one *jsonschema.Schema) { one.Not = s.Not })
	}
	if f := forkOf(s); f != nil {
		one := blank(s)
		one.If, one.Then, one.Else = s.If, s.Then, s.Else
		if f.names == nil && viewOf(one, ps.formats).hasClasses() {
			p.rules = append(p.rules, ps.question(one))
		} else {
			p.fork = ps.fork(f)
		}
	}
	if s.DependentSchemas != nil {
		rule(func(one *jsonschema.Schema) { one.DependentSchemas = s.DependentSchemas })
	}
	for _, one := range s.AllOf {
		p.all = append(p.all, ps.of(one))
	}
	if s.Ref != nil {
		p.all = append(p.all, ps.of(s.Ref))
	}
	p.properties = make(map[string]*part, len(s.Properties))
	for name, property := range s.Properties {
		p.properties[name] = ps.of(property)
	}
	if s.Items2020 != nil {
		p.items = ps.of(s.Items2020)
	}
	return p
}

func (ps *parts) fork(f *fork) *forkPart {
	p := &forkPart{fork: f}
	if f.names == nil {
		p.condition = ps.question(f.If)
	}
	if f.Then != nil {
		p.then = ps.of(f.Then)
	}
	if f.Else != nil {
		p.otherwise = ps.of(f.Else)
	}
	return p
}

// anything is the schema that all values keep to.
var anything = &jsonschema.Schema{Always: new(true)}

// divisible reports whether a schema has parts, and what each of them says depends on nothing but the value that it is about.
func divisible(s *jsonschema.Schema) bool {
	named := s.If != nil && anyOfMembers(s.If) != nil
	if len(s.Properties) == 0 && s.Items2020 == nil && len(s.AllOf) == 0 && s.Ref == nil && !named {
		return false
	}
	_, schema := s.AdditionalProperties.(*jsonschema.Schema)
	return !schema && s.Always == nil && s.DynamicRef == nil && s.RecursiveRef == nil && s.PatternProperties == nil && s.PropertyNames == nil &&
		s.Dependencies == nil && s.UnevaluatedProperties == nil && s.UnevaluatedItems == nil &&
		s.Items == nil && s.PrefixItems == nil && s.Contains == nil && s.ContentSchema == nil && len(s.Extensions) == 0
}

// says reports whether a schema without properties, items and other schemas says anything.
func says(s *jsonschema.Schema) bool {
	return len(s.Types) > 0 || len(s.Constant) > 0 || len(s.Enum) > 0 || s.Format != "" || looksAtAll(s) ||
		len(s.Required) > 0 || len(s.DependentRequired) > 0 || s.MinLength != -1 || s.MaxLength != -1 || s.Pattern != nil ||
		s.Minimum != nil || s.ExclusiveMinimum != nil || s.Maximum != nil || s.ExclusiveMaximum != nil || s.MultipleOf != nil ||
		s.UniqueItems || s.ContentEncoding != "" || s.ContentMediaType != ""
}

// looksAtAll reports whether a schema asks how many members or items there are, or what their names are.
func looksAtAll(s *jsonschema.Schema) bool {
	return s.MinProperties != -1 || s.MaxProperties != -1 || s.MinItems != -1 || s.MaxItems != -1 || s.AdditionalProperties != nil
}

// blank returns a schema that says nothing, in the place of s.
func blank(s *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{Location: s.Location, Draft: s.Draft, MinProperties: -1, MaxProperties: -1, MinItems: -1, MaxItems: -1,
		MinContains: 1, MaxContains: -1, MinLength: -1, MaxLength: -1}
}
