package report

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// A place is what a JSON Schema says of the names in one place of a record: of its members, or of those of its items.
type place struct {
	mu      sync.Mutex
	schemas []*jsonschema.Schema
	members map[string]*place // those asked for
	below   *place            // of the items
}

// newPlace returns the place of a whole record, given the schema of a document.
func newPlace(schema []byte) (*place, error) {
	const url = "embedded:schema"
	compiler := jsonschema.NewCompiler()
	compiler.LoadURL = func(url string) (io.ReadCloser, error) { return nil, fmt.Errorf("%s is not embedded", url) }
	if err := compiler.AddResource(url, bytes.NewReader(schema)); err != nil {
		return nil, err
	}
	root, err := compiler.Compile(url)
	if err != nil {
		return nil, err
	}
	return placeOf(root), nil
}

// placeOf returns the place that all of these schemas are for, or nil for none.
func placeOf(schemas ...*jsonschema.Schema) *place {
	p := &place{members: map[string]*place{}}
	for _, s := range schemas {
		p.add(s)
	}
	if len(p.schemas) == 0 {
		return nil
	}
	return p
}

// add adds a schema, and those in the same place that it refers to.
func (p *place) add(s *jsonschema.Schema) {
	if s == nil || slices.Contains(p.schemas, s) {
		return
	}
	p.schemas = append(p.schemas, s)
	for _, one := range slices.Concat([]*jsonschema.Schema{s.Ref, s.If, s.Then, s.Else}, s.AllOf, s.AnyOf, s.OneOf) {
		p.add(one)
	}
	for _, one := range s.DependentSchemas {
		p.add(one)
	}
}

// member returns the place of the member with this name, or nil if the schema does not name it. It is safe for concurrent use.
func (p *place) member(name string) *place {
	p.mu.Lock()
	defer p.mu.Unlock()
	known, ok := p.members[name]
	if !ok {
		var all []*jsonschema.Schema
		for _, s := range p.schemas {
			if one := s.Properties[name]; one != nil {
				all = append(all, one)
			}
		}
		if known = placeOf(all...); known != nil { // names that are not in the schema may be many
			p.members[name] = known
		}
	}
	return known
}

// items returns the place of the items of an array, or nil if the schema says nothing of them. It is safe for concurrent use.
func (p *place) items() *place {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.below == nil {
		var all []*jsonschema.Schema
		for _, s := range p.schemas {
			all = append(append(all, s.Items2020, s.Contains), s.PrefixItems...)
		}
		p.below = placeOf(all...)
	}
	return p.below
}
