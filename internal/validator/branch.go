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

// A tag is a member that tells the branches of a union apart: a string that must be, or must not be, one of few.
type tag struct {
	name     string
	words    []string
	other    bool // it must not be one of them
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
	telling := make([][]tag, len(branches))
	for i, b := range branches {
		telling[i] = slices.DeleteFunc(slices.Clone(b.tags), func(t tag) bool { return !t.other && !tells(t, b, branches) })
	}
	for i, b := range branches {
		b.tags = telling[i]
	}
	return branches
}

// tells reports whether a tag tells its branch, own, from the others: where one of these has it too, it is for other words.
func tells(t tag, own *branch, branches []*branch) bool {
	shared := false
	for _, b := range branches {
		if b == own {
			continue
		}
		for _, one := range b.tags {
			if one.name == t.name {
				shared = true
				if !one.other && slices.ContainsFunc(t.words, func(word string) bool { return slices.Contains(one.words, word) }) {
					return false
				}
			}
		}
		for _, tags := range b.other {
			shared = shared || slices.ContainsFunc(tags, func(one tag) bool { return one.name == t.name })
		}
	}
	return shared
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

// tagsOf returns the members for which s allows only certain strings, or all but those.
func tagsOf(s *jsonschema.Schema) (tags []tag) {
	for name, property := range s.Properties {
		add := func(words []string, other bool) {
			if len(words) > 0 {
				tags = append(tags, tag{name, words, other, slices.Contains(s.Required, name)})
			}
		}
		for _, part := range conjunction(property) {
			add(wordsOf(part), false)
			if part.Not != nil {
				add(wordsOf(part.Not), true)
			}
		}
	}
	return tags
}

// wordsOf returns the only values that s allows, if these are strings.
func wordsOf(s *jsonschema.Schema) (words []string) {
	for _, values := range [][]any{s.Constant, s.Enum} {
		for _, value := range values {
			word, ok := value.(string)
			if !ok {
				return nil
			}
			words = append(words, word)
		}
	}
	return words
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
		if m == nil {
			if t.required {
				return false
			}
			continue
		}
		if one := m.Value.Kind == jsonsyntax.String && slices.Contains(t.words, string(m.Value.Text)); one == t.other {
			return false
		}
	}
	return true
}

// rest reports whether the branch is for all objects that have none of certain tags.
func (b *branch) rest() bool {
	other := func(t tag) bool { return t.other }
	return len(b.other) > 0 || slices.ContainsFunc(b.tags, other) && !slices.ContainsFunc(b.tags, func(t tag) bool { return !t.other })
}
