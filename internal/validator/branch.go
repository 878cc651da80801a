package validator

import (
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// A branch is one alternative of anyOf or oneOf.
type branch struct {
	schema *jsonschema.Schema
	tags   []tag
	other  [][]tag // what it must not be
}

// A tag is a member that tells the branches of a union apart: a string that must be one of few.
type tag struct {
	name     string
	words    []string
	required bool
}

// branchesOf returns the branches that s has in a keyword, anyOf or oneOf.
func branchesOf(s *jsonschema.Schema, keyword string) []*branch {
	schemas := s.OneOf
	if keyword == "anyOf" {
		schemas = s.AnyOf
	}
	var branches []*branch
	for _, one := range schemas {
		b := &branch{schema: one}
		for _, part := range conjunction(one) {
			b.tags = append(b.tags, tagsOf(part)...)
			if part.Not != nil {
				var tags []tag
				for _, part := range conjunction(part.Not) {
					tags = append(tags, tagsOf(part)...)
				}
				b.other = append(b.other, tags)
			}
		}
		branches = append(branches, b)
	}
	return branches
}

// conjunction returns s and the schemas that hold wherever it holds.
func conjunction(s *jsonschema.Schema) []*jsonschema.Schema {
	all := []*jsonschema.Schema{s}
	for i := 0; i < len(all); i++ {
		for _, one := range append(all[i].AllOf[:len(all[i].AllOf):len(all[i].AllOf)], all[i].Ref) {
			if one != nil && !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
	}
	return all
}

// tagsOf returns the members for which s allows only certain strings.
func tagsOf(s *jsonschema.Schema) (tags []tag) {
	for name, property := range s.Properties {
		for _, part := range conjunction(property) {
			var words []string
			values := append(part.Constant[:len(part.Constant):len(part.Constant)], part.Enum...)
			for _, value := range values {
				if word, ok := value.(string); ok {
					words = append(words, word)
				}
			}
			if len(words) > 0 && len(words) == len(values) {
				tags = append(tags, tag{name, words, slices.Contains(s.Required, name)})
			}
		}
	}
	return tags
}

// meant returns the index of the only branch of a union that an object has the tags of, or -1.
func meant(branches []*branch, object *jsonsyntax.Node) int {
	one := -1
	for i, b := range branches {
		switch {
		case !b.accepts(object):
		case one >= 0:
			return -1
		default:
			one = i
		}
	}
	return one
}

// accepts reports whether the tags of an object allow it to be of the branch.
func (b *branch) accepts(object *jsonsyntax.Node) bool {
	return haveTags(object, b.tags) && !slices.ContainsFunc(b.other, func(tags []tag) bool {
		return len(tags) > 0 && haveTags(object, tags)
	})
}

func haveTags(object *jsonsyntax.Node, tags []tag) bool {
	for _, t := range tags {
		m := object.Member(t.name)
		if m == nil && t.required {
			return false
		}
		if m != nil && (m.Value.Kind != jsonsyntax.String || !slices.Contains(t.words, string(m.Value.Text))) {
			return false
		}
	}
	return true
}
