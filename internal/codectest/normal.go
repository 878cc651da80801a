package codectest

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// aside are the keywords that say nothing of a value by itself: those for people, and those that say something of several members
// together, unless they have properties.
var aside = []string{"$schema", "$id", "$defs", "$comment", "title", "description", "examples", "errorMessage", "if", "then", "else"}

// normal returns a schema without what is said aside, and as it is written if nothing is said by reference or in several places:
// $ref and allOf are resolved, lists whose order means nothing are sorted, const is an enum of one.
func normal(root map[string]any, schema any) any {
	s, ok := schema.(map[string]any)
	if !ok {
		return schema
	}
	n := map[string]any{}
	if ref, ok := s["$ref"].(string); ok {
		merge(n, normal(root, resolve(root, ref)))
	}
	all, _ := s["allOf"].([]any)
	for _, one := range all {
		merge(n, normal(root, one))
	}
	merge(n, normalKeywords(root, s))
	if names, then, otherwise := byPresence(s); names != nil {
		n = forms(n, names, normal(root, then), normal(root, otherwise))
	}
	if required, ok := n["required"].([]any); ok && len(required) == 0 {
		delete(n, "required")
	}
	return distributed(n)
}

// distributed returns an object that is one of several cases with what it says of all of them in each.
func distributed(n map[string]any) map[string]any {
	cases, ok := n["oneOf"].([]any)
	if !ok || n["properties"] == nil {
		return n
	}
	delete(n, "oneOf")
	whole := make([]any, len(cases))
	for i, c := range cases {
		one := cloneSchema(n).(map[string]any)
		merge(one, c)
		whole[i] = one
	}
	return map[string]any{"oneOf": sorted(whole)}
}

func cloneSchema(v any) any {
	switch v := v.(type) {
	case map[string]any:
		c := map[string]any{}
		for key, value := range v {
			c[key] = cloneSchema(value)
		}
		return c
	case []any:
		c := make([]any, len(v))
		for i, value := range v {
			c[i] = cloneSchema(value)
		}
		return c
	}
	return v
}

// normalKeywords returns what a schema says itself.
func normalKeywords(root, s map[string]any) map[string]any {
	n := map[string]any{}
	for keyword, value := range s {
		switch keyword {
		case "$ref", "allOf":
		case "properties", "patternProperties", "dependentSchemas":
			properties := map[string]any{}
			for name, property := range value.(map[string]any) {
				properties[name] = normal(root, property)
			}
			n[keyword] = properties
		case "items", "additionalProperties":
			n[keyword] = normal(root, value)
		case "anyOf", "oneOf":
			if one := normalAlternatives(root, value.([]any)); one != nil {
				n[keyword] = one
			}
		case "const":
			merge(n, map[string]any{"enum": []any{value}})
		case "required", "enum":
			n[keyword] = sorted(value.([]any))
		case "not": // some words
			if words, ok := normal(root, value).(map[string]any); ok && words["enum"] != nil {
				n[keyword] = words
			}
		default:
			if !slices.Contains(aside, keyword) {
				n[keyword] = value
			}
		}
	}
	if one, ok := n["anyOf"].([]any); ok && len(one) == 1 {
		delete(n, "anyOf")
		merge(n, one[0])
	}
	return n
}

// normalAlternatives returns the alternatives in any order. There are none if they only say which members go together.
func normalAlternatives(root map[string]any, list []any) []any {
	var all []any
	for _, one := range list {
		one := normal(root, one)
		if s, ok := one.(map[string]any); ok && len(s) == 1 && s["required"] != nil {
			return nil
		}
		all = append(all, one)
	}
	return sorted(all)
}

// byPresence returns the members of which a condition asks that any is there, if it asks nothing else, and what holds then, or else.
func byPresence(s map[string]any) (names []any, then, otherwise any) {
	then, otherwise = s["then"], s["else"]
	condition, _ := s["if"].(map[string]any)
	list, ok := condition["anyOf"].([]any)
	if not, negated := condition["not"]; negated {
		list, ok = []any{not}, true
		then, otherwise = otherwise, then
	}
	if !ok || len(condition) != 1 {
		return nil, nil, nil
	}
	for _, one := range list {
		one, _ := one.(map[string]any)
		required, _ := one["required"].([]any)
		if len(one) != 1 || len(required) != 1 {
			return nil, nil, nil
		}
		names = append(names, required[0])
	}
	return sorted(names), then, otherwise
}

// forms returns an object that has one of two forms, then if any member of these names is there, with what it says of both in each.
func forms(n map[string]any, names []any, then, otherwise any) map[string]any {
	with, without := cloneSchema(n).(map[string]any), cloneSchema(n).(map[string]any)
	if len(names) == 1 {
		merge(with, map[string]any{"required": names})
	}
	properties, _ := without["properties"].(map[string]any)
	for _, name := range names {
		delete(properties, name.(string))
	}
	if then != nil {
		merge(with, then)
	}
	if otherwise != nil {
		merge(without, otherwise)
	}
	return map[string]any{"if": names, "then": with, "else": without}
}

// sorted returns a list in an order of its own.
func sorted(list []any) []any {
	return slices.SortedFunc(slices.Values(list), func(a, b any) int { return cmp.Compare(encoded(a), encoded(b)) })
}

func encoded(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// merge adds what the schema other says to s.
func merge(s map[string]any, other any) {
	more, ok := other.(map[string]any)
	if !ok { // true says nothing, false that nothing will do
		if other != true {
			s["never"] = other
		}
		return
	}
	for keyword, value := range more {
		had, said := s[keyword]
		switch a, b := asMaps(had, value); {
		case !said:
			s[keyword] = value
		case keyword == "properties":
			for name, property := range b {
				if one, ok := a[name].(map[string]any); ok {
					merge(one, property)
				} else {
					a[name] = property
				}
			}
		case keyword == "required":
			all := sorted(slices.Concat(had.([]any), value.([]any)))
			s[keyword] = slices.CompactFunc(all, func(a, b any) bool { return a == b })
		case encoded(had) != encoded(value):
			s[keyword] = []any{had, value} // both must hold
		}
	}
}

func asMaps(a, b any) (map[string]any, map[string]any) {
	first, _ := a.(map[string]any)
	second, _ := b.(map[string]any)
	return first, second
}

// resolve returns the schema that a reference within root is to.
func resolve(root map[string]any, ref string) any {
	var at any = root
	pointer, ok := strings.CutPrefix(ref, "#/")
	if !ok {
		return map[string]any{"unresolved": ref}
	}
	for token := range strings.SplitSeq(pointer, "/") {
		switch parent := at.(type) {
		case map[string]any:
			at, ok = parent[jsonsyntax.UnescapePointer(token)]
		case []any:
			i, err := strconv.Atoi(token)
			if ok = err == nil && i < len(parent); ok {
				at = parent[i]
			}
		default:
			ok = false
		}
		if !ok {
			return map[string]any{"unresolved": ref}
		}
	}
	return at
}
