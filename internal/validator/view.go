package validator

import (
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A view is what a schema looks at in a value: the value itself if it is no object or array, and of an object the
// members that it names.
type view struct {
	whole   bool // all that is in the value
	all     bool // which members or items there are, but not what is in them
	own     bool // the value itself, not only whether it is there
	members map[string]*view
	names   []string // of members

	tests   []test  // that are made of the value, if it is a string
	bounds  []int64 // with which the value is compared, if it is a number
	integer bool    // it matters whether a number is an integer
	numbers bool    // it matters which number the value is
	opaque  bool    // there is no telling what matters
}

// viewOf returns the view that a schema has.
func viewOf(s *jsonschema.Schema, formats map[string]func(any) bool) *view {
	v := &view{}
	v.add(s, formats, map[*jsonschema.Schema]bool{})
	return v
}

// add adds what s looks at; it is inside of those schemas around it, at the same value, that are given.
func (v *view) add(s *jsonschema.Schema, formats map[string]func(any) bool, around map[*jsonschema.Schema]bool) {
	if s == nil || s.Always != nil {
		return
	}
	if around[s] || !lookedThrough(s) {
		v.whole = true
		return
	}
	around[s] = true
	defer delete(around, s)
	v.all, v.own = v.all || looksAtAll(s), v.own || says(s)
	tests, ok := testsOf(s, formats)
	v.tests = append(v.tests, tests...)
	v.opaque = v.opaque || !ok
	bounds, ok := boundsOf(s)
	v.bounds = append(v.bounds, bounds...)
	v.integer = v.integer || slices.Contains(s.Types, "integer")
	v.numbers = v.numbers || !ok
	for _, name := range s.Required {
		v.member(name)
	}
	for name, others := range s.DependentRequired {
		v.member(name)
		for _, other := range others {
			v.member(other)
		}
	}
	for name, property := range s.Properties {
		v.member(name).add(property, formats, around)
	}
	for name, dependent := range s.DependentSchemas {
		v.member(name)
		v.add(dependent, formats, around)
	}
	for _, one := range [][]*jsonschema.Schema{s.AllOf, s.AnyOf, s.OneOf, {s.Ref, s.Not, s.If, s.Then, s.Else}} {
		for _, s := range one {
			v.add(s, formats, around)
		}
	}
}

func (v *view) member(name string) *view {
	if v.members == nil {
		v.members = make(map[string]*view)
	}
	if v.members[name] == nil {
		v.members[name] = &view{}
		v.names = append(v.names, name)
	}
	return v.members[name]
}

// lookedThrough reports whether add knows all that s may look at.
func lookedThrough(s *jsonschema.Schema) bool {
	constants := len(s.Constant) > 0 && !scalars(s.Constant) || !scalars(s.Enum)
	_, schema := s.AdditionalProperties.(*jsonschema.Schema)
	return !constants && !schema && s.DynamicRef == nil && s.RecursiveRef == nil && s.PatternProperties == nil && s.PropertyNames == nil &&
		s.Dependencies == nil && s.UnevaluatedProperties == nil && s.UnevaluatedItems == nil &&
		s.Items == nil && s.PrefixItems == nil && s.Items2020 == nil && s.Contains == nil && !s.UniqueItems && len(s.Extensions) == 0
}

// scalars reports whether none of the values is an object or array: an object or array is none of them, whatever is in it.
func scalars(values []any) bool {
	for _, value := range values {
		switch value.(type) {
		case map[string]any, []any:
			return false
		}
	}
	return true
}

// of returns what the view shows of a value, as the validator takes it.
func (v *view) of(n *jsonsyntax.Node) any {
	switch {
	case v.whole:
		return n.Any()
	case n.Kind == jsonsyntax.Object:
		return v.object(n)
	case n.Kind == jsonsyntax.Array && v.all:
		return make([]any, len(n.Items()))
	case n.Kind == jsonsyntax.Array:
		return []any{}
	}
	return n.Any()
}

func (v *view) object(n *jsonsyntax.Node) any {
	shown := make(map[string]any, len(v.members))
	if v.all {
		for i := range n.Members() {
			shown[string(n.Members()[i].Name)] = nil
		}
	}
	for name, below := range v.members {
		if m := n.Member(name); m != nil {
			shown[name] = below.of(&m.Value)
		}
	}
	return shown
}

// shows reports whether the view shows anything of what is in question in a value. That what is in question is there is none.
func (v *view) shows(unsure []record.Unsure) bool {
	return slices.ContainsFunc(unsure, v.showsOne)
}

func (v *view) showsOne(u record.Unsure) bool {
	for !v.whole && u.Path != "" {
		var name string
		name, u = next(u)
		if v = v.members[jsonsyntax.UnescapePointer(name)]; v == nil {
			return false
		}
	}
	switch {
	case v.whole || v.all:
		return true
	case u.Lacks != "":
		return slices.ContainsFunc(tokens(u.Lacks), func(name string) bool { return v.members[name] != nil })
	}
	return u.Whole && v.own || len(v.members) > 0
}

// onlyThere reports whether the view shows nothing of a value but that it is there.
func (v *view) onlyThere() bool {
	return !v.whole && !v.all && !v.own && !v.opaque && len(v.members) == 0
}

// next returns the first reference token of the path of what is in question, and what that is below it.
func next(u record.Unsure) (token string, below record.Unsure) {
	token, rest, deeper := strings.Cut(u.Path[1:], "/")
	if deeper {
		rest = u.Path[1+len(token):]
	}
	u.Path = rest
	return token, u
}

// tokens returns the reference tokens of a JSON Pointer, unescaped.
func tokens(pointer string) []string {
	all := strings.Split(pointer[1:], "/")
	for i := range all {
		all[i] = jsonsyntax.UnescapePointer(all[i])
	}
	return all
}
