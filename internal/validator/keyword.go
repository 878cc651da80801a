package validator

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A keyword is a place in the schema that findings refer to, and what they say of it.
type keyword struct {
	rule     record.Rule
	location string         // JSON Pointer into the schema
	schema   map[string]any // that the keyword belongs to
	said     string         // what the schema says itself, with the annotation errorMessage
	text     string         // what the keyword says, where that is always the same
	branches []*branch      // of anyOf and oneOf
}

// keyword returns the keyword at the location that a verdict has.
func (c *compiled) keyword(absolute string) *keyword {
	if k, ok := c.keywords.Load(absolute); ok {
		return k.(*keyword)
	}
	_, fragment, _ := strings.Cut(absolute, "#")
	location := unescape(fragment)
	k := &keyword{location: location}
	parent, last := split(location)
	k.schema = object(at(c.document, parent))
	if k.schema[last] == nil { // such as dependentRequired/name/0
		for _, keyword := range []string{"/dependentRequired/", "/patternProperties/", "/allOf/"} {
			if strings.Contains(location, keyword) {
				last = keyword[1 : len(keyword)-1]
			}
		}
	}
	k.rule = record.Rule(last)
	if c.isFalse(location) {
		k.rule, k.text = record.RuleNot, "is not allowed"+beside(location)
	}
	k.said, _ = k.schema["errorMessage"].(string)
	if branches, ok := k.schema[last].([]any); ok && (last == "anyOf" || last == "oneOf") {
		if s := c.schemas[strings.TrimSuffix(absolute, "/"+last)]; s != nil {
			k.branches = branchesOf(s, last)
		}
		if last == "anyOf" && allFormats(branches) {
			k.rule = record.RuleFormat
		}
	}
	if k.text == "" {
		k.text = text(last, k.schema[last])
	}
	c.keywords.Store(absolute, k)
	return k
}

// beside says for the schema at a location, if it is false because of another member, of which.
func beside(location string) string {
	if _, dependent, ok := strings.Cut(location, "/dependentSchemas/"); ok {
		name, _, _ := strings.Cut(dependent, "/")
		return " beside " + jsonsyntax.UnescapePointer(name)
	}
	return ""
}

// unevaluatedProperties is a keyword whose findings are about the names of members, not their values.
const unevaluatedProperties = "unevaluatedProperties"

// isFalse reports whether the schema false is at a location.
func (c *compiled) isFalse(location string) bool {
	v, ok := at(c.document, location).(bool)
	_, last := split(location)
	return ok && !v && last != "additionalProperties" && last != unevaluatedProperties
}

// text returns what findings say of a keyword, where that does not depend on the value; they read on after it.
func text(name string, value any) string {
	switch name {
	case "enum":
		var words []string
		allowed, _ := value.([]any)
		for _, word := range allowed {
			words = append(words, fmt.Sprint(word))
		}
		return "is not one of " + strings.Join(words, ", ")
	case "const":
		return fmt.Sprintf("is not %v", value)
	case "minimum":
		return fmt.Sprintf("is less than %v", value)
	case "maximum":
		return fmt.Sprintf("is more than %v", value)
	case "exclusiveMinimum":
		return fmt.Sprintf("is not more than %v", value)
	case "exclusiveMaximum":
		return fmt.Sprintf("is not less than %v", value)
	case "multipleOf":
		return fmt.Sprintf("is not a multiple of %v", value)
	case "minLength":
		if fmt.Sprint(value) == "1" {
			return "may not be empty"
		}
		return fmt.Sprintf("is shorter than %v characters", value)
	case "maxLength":
		return fmt.Sprintf("is longer than %v characters", value)
	case "pattern":
		return fmt.Sprintf("does not match the pattern %v", value)
	case "format":
		return fmt.Sprintf("is not of the format %v", value)
	case "not":
		return "is not allowed"
	case unevaluatedProperties:
		return "is not known"
	}
	return ""
}

// message says what is wrong with a value, and reads on after it. A schema can say it best, with the annotation errorMessage.
func (k *keyword) message(value *jsonsyntax.Node, verdict *jsonschema.ValidationError) string {
	switch {
	case k.said != "":
		return k.said
	case k.text != "":
		return k.text
	case k.rule == record.RuleType:
		return wrongType(value.Kind, types(k.schema["type"]))
	case k.rule == record.RuleOneOf && len(verdict.Causes) == 0:
		return "keeps to more than one of the alternatives"
	case k.rule == record.RuleOneOf, k.rule == record.RuleAnyOf, k.rule == record.RuleFormat:
		return "keeps to none of the alternatives"
	}
	return verdict.Message
}

// types returns the types that the keyword type names.
func types(v any) string {
	list, ok := v.([]any)
	if !ok {
		return article(fmt.Sprint(v))
	}
	var names []string
	for _, name := range list {
		names = append(names, article(fmt.Sprint(name)))
	}
	return strings.Join(names, " or ")
}

// wrongType says of which type a value is, unless that only repeats the value, and which it should be.
func wrongType(kind jsonsyntax.Kind, wanted string) string {
	names := [...]string{jsonsyntax.Bool: "boolean", jsonsyntax.Number: "number", jsonsyntax.String: "string", jsonsyntax.Array: "array", jsonsyntax.Object: "object"}
	if kind == jsonsyntax.Null || kind == jsonsyntax.Number && strings.Contains(wanted, "integer") {
		return "is not " + wanted
	}
	return "is " + article(names[kind]) + ", not " + wanted
}

func article(noun string) string {
	switch {
	case noun == "null":
		return noun
	case strings.IndexByte("aeiou", noun[0]) >= 0:
		return "an " + noun
	}
	return "a " + noun
}

// allFormats reports whether the branches of anyOf are formats, or the empty string.
func allFormats(branches []any) bool {
	for _, branch := range branches {
		branch := object(branch)
		if _, ok := branch["format"]; !ok && branch["const"] != "" {
			return false
		}
	}
	return len(branches) > 0
}

func object(v any) map[string]any {
	members, _ := v.(map[string]any)
	return members
}

// at returns the value in the schema at a JSON Pointer, or nil.
func at(v any, pointer string) any {
	if pointer == "" {
		return v
	}
	for token := range strings.SplitSeq(pointer[1:], "/") {
		switch parent := v.(type) {
		case map[string]any:
			v = parent[jsonsyntax.UnescapePointer(token)]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i >= len(parent) {
				return nil
			}
			v = parent[i]
		default:
			return nil
		}
	}
	return v
}

// split splits a JSON Pointer before its last reference token.
func split(pointer string) (parent, last string) {
	i := strings.LastIndexByte(pointer, '/')
	return pointer[:max(i, 0)], pointer[i+1:]
}
