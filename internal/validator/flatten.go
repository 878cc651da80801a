package validator

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// flatten appends the leaves of a verdict on root. An alternative is a leaf: none of its branches is what is wrong.
func flatten(found []Violation, document map[string]any, root any, verdict *jsonschema.ValidationError) []Violation {
	rule := lastToken(verdict.KeywordLocation)
	if alternative := rule == "anyOf" || rule == "oneOf"; len(verdict.Causes) > 0 && !alternative {
		for _, cause := range verdict.Causes {
			found = flatten(found, document, root, cause)
		}
		return found
	}
	_, fragment, _ := strings.Cut(verdict.AbsoluteKeywordLocation, "#")
	location := unescape(fragment)
	path := unescape(verdict.InstanceLocation)
	value := at(root, path)
	schema, _ := at(document, strings.TrimSuffix(location, "/"+rule)).(map[string]any)
	v := Violation{Path: path, Rule: record.Rule(rule), Schema: location}
	switch rule {
	case "required":
		return append(found, v.missing(schema, value)...)
	case "additionalProperties":
		return append(found, v.unexpected(schema, value)...)
	case "anyOf":
		if allFormats(schema) {
			v.Rule = record.RuleFormat
		}
	}
	v.Message = message(rule, schema, value, verdict.Message)
	return append(found, v)
}

// missing returns one violation for each required member that the object value lacks.
func (v Violation) missing(schema map[string]any, value any) (found []Violation) {
	members, _ := value.(map[string]any)
	names, _ := schema["required"].([]any)
	for _, name := range names {
		name, _ := name.(string)
		if _, there := members[name]; !there {
			one := v
			one.Path += "/" + jsonsyntax.EscapePointer(name)
			one.Message = "is missing"
			found = append(found, one)
		}
	}
	return found
}

// unexpected returns one violation for each member of the object value that the schema does not name.
func (v Violation) unexpected(schema map[string]any, value any) (found []Violation) {
	members, _ := value.(map[string]any)
	named, _ := schema["properties"].(map[string]any)
	for name := range members {
		if _, known := named[name]; !known {
			one := v
			one.Path += "/" + jsonsyntax.EscapePointer(name)
			one.Message = "is not known"
			found = append(found, one)
		}
	}
	return found
}

// allFormats reports whether the branches of anyOf are formats, or the empty string.
func allFormats(schema map[string]any) bool {
	branches, _ := schema["anyOf"].([]any)
	for _, branch := range branches {
		branch, _ := branch.(map[string]any)
		if _, ok := branch["format"]; !ok && branch["const"] != "" {
			return false
		}
	}
	return len(branches) > 0
}

// message says what is wrong with value. A schema can say it best, with the annotation errorMessage.
func message(rule string, schema map[string]any, value any, fallback string) string {
	if said, ok := schema["errorMessage"].(string); ok {
		if subject := show(value); subject != "" {
			return subject + " " + said
		}
		return said
	}
	switch rule {
	case "enum":
		var words []string
		allowed, _ := schema["enum"].([]any)
		for _, word := range allowed {
			words = append(words, fmt.Sprint(word))
		}
		return show(value) + " is not one of " + strings.Join(words, ", ")
	case "type":
		return fmt.Sprintf("is %s, not %s", typeOf(value), article(fmt.Sprint(schema["type"])))
	case "minimum":
		return fmt.Sprintf("%s is less than %v", show(value), schema["minimum"])
	case "maximum":
		return fmt.Sprintf("%s is more than %v", show(value), schema["maximum"])
	case "minLength":
		return "is empty"
	}
	return fallback
}

// show returns a scalar value for a message, shortened and escaped; nothing for others.
func show(value any) string {
	switch value := value.(type) {
	case string:
		return Quote(value)
	case json.Number:
		return Shorten(value.String())
	case bool:
		return strconv.FormatBool(value)
	}
	return ""
}

func typeOf(value any) string {
	switch value := value.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case string:
		return "a string"
	case json.Number:
		if strings.ContainsAny(value.String(), ".eE") {
			return "the number " + Shorten(value.String())
		}
		return "a number"
	case []any:
		return "an array"
	}
	return "an object"
}

func article(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// at returns the value at a JSON Pointer, or nil.
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

func lastToken(pointer string) string { return pointer[strings.LastIndexByte(pointer, '/')+1:] }

// unescape undoes the URL escaping of the validator's pointers.
func unescape(pointer string) string {
	if plain, err := url.PathUnescape(pointer); err == nil {
		return plain
	}
	return pointer
}
