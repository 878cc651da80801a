package codectest

import (
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail"
)

// alternatives adds what anyOf or oneOf say.
func (w surveyor) alternatives(s *jsonschema.Schema, keyword string, branches []*jsonschema.Schema) {
	if len(branches) == 0 {
		return
	}
	if names := w.requiredOnly(branches); names != nil {
		changes := []change{{without: names}}
		if keyword == "oneOf" {
			changes = append(changes, change{with: names})
		}
		w.add(constraint{rule: flowtrail.Rule(keyword), schema: locationOf(s) + "/" + keyword, changes: changes})
		return
	}
	if tag := tagOf(branches); tag != "" {
		for _, branch := range branches {
			one := w.where(func(v any) bool { return branch.Validate(v) == nil })
			one.tag = tag
			one.schema(branch)
		}
		return
	}
	w.values(s, keyword, w.wrongForAll(branches))
	if !slices.ContainsFunc(branches, func(b *jsonschema.Schema) bool { return b.Format == "" && !isEmpty(b) }) {
		w.constraints[len(w.constraints)-1].rule = flowtrail.RuleFormat
	}
}

// wrongForAll returns values that are wrong for one of the branches, and for the others as well.
func (w surveyor) wrongForAll(branches []*jsonschema.Schema) (values []any) {
	known := map[string]bool{}
	for _, branch := range branches {
		one := surveyOf(branch, w.document, w.cells, w.place...)
		w.strange = append(w.strange, one.strange...)
		for _, c := range one.constraints {
			if c.member != "" || len(c.place) > len(w.place) { // an object, and nothing tells it from others
				w.strange = append(w.strange, c.schema)
				continue
			}
			for _, change := range c.changes {
				right := slices.ContainsFunc(branches, func(b *jsonschema.Schema) bool { return b.Validate(change.value) == nil })
				if !right && !known[encoded(change.value)] {
					known[encoded(change.value)] = true
					values = append(values, change.value)
				}
			}
		}
	}
	return values
}

// requiredOnly returns the members that the branches require, if each requires one and says nothing else.
func (w surveyor) requiredOnly(branches []*jsonschema.Schema) (names []string) {
	for _, branch := range branches {
		if len(branch.Required) != 1 || len(w.written(branch)) != 1 {
			return nil
		}
		names = append(names, branch.Required[0])
	}
	return names
}

// tagOf returns the member that tells branches apart, of which one is for all other words.
func tagOf(branches []*jsonschema.Schema) string {
	rest := branches[len(branches)-1]
	for name, property := range rest.Properties {
		told := func(s *jsonschema.Schema) bool {
			tag := s.Properties[name]
			return tag != nil && len(tag.Enum)+len(tag.Constant) > 0
		}
		untold := func(b *jsonschema.Schema) bool { return !slices.ContainsFunc(inPlace(b), told) }
		if property.Not != nil && !slices.ContainsFunc(branches[:len(branches)-1], untold) {
			return name
		}
	}
	return ""
}

func isEmpty(s *jsonschema.Schema) bool { return len(s.Constant) > 0 && s.Constant[0] == "" }
