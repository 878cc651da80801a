package validator

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// A place is what the schema says of the names of members at one place of a value: all names in any of its schemas for that
// place. Of a union whose branches are told apart by a tag, only the names in the branch that the value chooses belong to it.
type place struct {
	schemas []*jsonschema.Schema // without those of unions and forks
	unions  [][]*branch
	forks   []*fork                  // on which members are there
	members map[string]func() *place // that are named
	items   func() *place            // nil if the schema says nothing of items
	closed  bool                     // with Strict, members that are not named are wrong
	first   *jsonschema.Schema       // that names members; nil if none does
	at      string                   // where the schema would say that it is closed

	chosen sync.Map // by chosen branches: the *place with only those
}

// names has the places of a schema. A schema has finitely many, whatever the values are.
type names struct {
	mu     sync.Mutex
	places map[string]*place // by the locations of their schemas
}

// of returns the place that all of these schemas are for.
func (n *names) of(schemas []*jsonschema.Schema) *place {
	p := &place{}
	for _, s := range schemas {
		p.add(s)
	}
	return n.complete(p)
}

// add adds s and the schemas in the same place that it refers to.
func (p *place) add(s *jsonschema.Schema) {
	if s == nil || slices.Contains(p.schemas, s) {
		return
	}
	p.schemas = append(p.schemas, s)
	if p.first == nil && len(s.Properties) > 0 {
		p.first = s
	}
	for _, keyword := range []string{"anyOf", "oneOf"} {
		if branches := branchesOf(s, keyword); len(branches) > 0 {
			p.unions = append(p.unions, branches)
		}
	}
	if f := forkOf(s); f != nil && f.names != nil {
		p.forks = append(p.forks, f)
		rest := *s
		rest.If, rest.Then, rest.Else = nil, nil, nil
		s = &rest
	}
	for _, one := range conditions(s) {
		p.add(one)
	}
}

// conditions returns the schemas in the same place that s refers to, but for the branches of unions.
func conditions(s *jsonschema.Schema) []*jsonschema.Schema {
	all := []*jsonschema.Schema{s.Ref, s.RecursiveRef, s.DynamicRef, s.If, s.Then, s.Else}
	all = append(all, s.AllOf...)
	for _, one := range s.DependentSchemas {
		all = append(all, one)
	}
	return all
}

// inPlace returns the schemas in the same place that s refers to.
func inPlace(s *jsonschema.Schema) []*jsonschema.Schema {
	return append(append(conditions(s), s.AnyOf...), s.OneOf...)
}

// items returns what s says of items.
func items(s *jsonschema.Schema) []*jsonschema.Schema {
	all := append([]*jsonschema.Schema{s.Items2020, s.Contains}, s.PrefixItems...)
	switch items := s.Items.(type) {
	case *jsonschema.Schema:
		all = append(all, items)
	case []*jsonschema.Schema:
		all = append(all, items...)
	}
	return slices.DeleteFunc(all, func(s *jsonschema.Schema) bool { return s == nil })
}

// complete finds the names for the schemas of p, or returns the place that was made for these schemas before.
func (n *names) complete(p *place) *place {
	slices.SortStableFunc(p.schemas, func(a, b *jsonschema.Schema) int { return cmp.Compare(a.Location, b.Location) })
	var key strings.Builder
	for _, s := range p.schemas {
		key.WriteString(s.Location + "\n")
	}
	for _, union := range p.unions {
		key.WriteString("union " + union[0].schema.Location + "\n")
	}
	for _, f := range p.forks {
		key.WriteString("fork " + f.Location + "\n")
	}
	if p.first != nil {
		key.WriteString("first " + p.first.Location)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if known := n.places[key.String()]; known != nil {
		return known
	}
	n.places[key.String()] = p
	members := map[string][]*jsonschema.Schema{}
	var all []*jsonschema.Schema
	open := false
	for _, s := range p.schemas {
		for name, property := range s.Properties {
			members[name] = append(members[name], property)
		}
		all = append(all, items(s)...)
		open = open || s.AdditionalProperties != nil || s.UnevaluatedProperties != nil || s.PatternProperties != nil || s.PropertyNames != nil
	}
	p.members = make(map[string]func() *place, len(members))
	for name, schemas := range members {
		p.members[name] = sync.OnceValue(func() *place { return n.of(schemas) })
	}
	if len(all) > 0 {
		p.items = sync.OnceValue(func() *place { return n.of(all) })
	}
	if p.first != nil {
		_, location, _ := strings.Cut(p.first.Location, "#")
		p.closed, p.at = !open, unescape(location)+"/additionalProperties"
	}
	return p
}

// choose returns the place with only those branches of unions that an object has the tags of; where there are none, with all.
func (n *names) choose(p *place, object *jsonsyntax.Node) *place {
	if len(p.unions) == 0 && len(p.forks) == 0 {
		return p
	}
	key := make([]byte, 0, 64)
	for _, union := range p.unions {
		for _, b := range union {
			key = append(key, '0')
			if !b.rest() && b.accepts(object) {
				key[len(key)-1] = '1'
			}
		}
	}
	unions := len(key)
	for _, f := range p.forks {
		key = append(key, '0')
		if f.there(object) {
			key[len(key)-1] = '1'
		}
	}
	if known, ok := p.chosen.Load(string(key)); ok {
		return known.(*place)
	}
	chosen := &place{schemas: slices.Clone(p.schemas), first: p.first}
	for _, f := range p.forks {
		chosen.add(f.of(object))
	}
	rest := string(key[:unions])
	for _, union := range p.unions {
		chosen.addUnion(union, rest[:len(union)])
		rest = rest[len(union):]
	}
	chosen = n.choose(n.complete(chosen), object) // a branch may have unions of its own
	p.chosen.Store(string(key), chosen)
	return chosen
}

// addUnion adds the branches that are marked with a 1, or all if none of these names anything.
func (p *place) addUnion(union []*branch, marks string) {
	chosen := place{}
	for i, b := range union {
		if marks[i] == '1' {
			chosen.add(b.schema)
		}
	}
	named := len(chosen.unions) > 0 || slices.ContainsFunc(chosen.schemas, func(s *jsonschema.Schema) bool { return len(s.Properties) > 0 })
	for i, b := range union {
		if marks[i] == '1' || !named {
			p.add(b.schema)
		}
	}
}
