package codectest

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/flowtrail/flowtrail/internal/declare"
)

// valueSchema returns the schema of a value in JSON.
func valueSchema(v declare.Value) (map[string]any, error) {
	if v.Null {
		v.Null = false
		schema, err := valueSchema(v)
		if err == nil {
			schema["type"] = []any{schema["type"], "null"}
		}
		return schema, err
	}
	switch v.Kind {
	case declare.Text, declare.Words, declare.Time, declare.Address, declare.Addresses:
		return cellSchema(v)
	case declare.Integer:
		return integerSchema(v)
	case declare.Number, declare.Boolean:
		return map[string]any{"type": string(v.Kind)}, nil
	case declare.Any:
		return map[string]any{}, nil
	case declare.Object:
		return objectSchema(v.Fields, valueSchema)
	case declare.Array:
		if v.Items == nil {
			return nil, fmt.Errorf("an array of what?")
		}
		items, err := valueSchema(*v.Items)
		return map[string]any{"type": "array", "items": items}, err
	case declare.Union:
		return unionSchema(v)
	case declare.Envelope:
		return envelopeSchema(v)
	}
	return nil, unknownKind(v)
}

func unknownKind(v declare.Value) error {
	return fmt.Errorf("no schema is known for the kind %q", v.Kind)
}

func integerSchema(v declare.Value) (map[string]any, error) {
	number := map[string]any{"type": "integer", "minimum": number(v.Min), "maximum": number(v.Max)}
	if v.Notation == declare.AsNumber {
		return number, nil
	}
	text, err := cellSchema(v)
	if v.Notation == declare.AsText || err != nil {
		return text, err
	}
	return map[string]any{"anyOf": []any{number, text}}, nil
}

func number(n int64) json.Number { return json.Number(strconv.FormatInt(n, 10)) }

// unionSchema returns the schema of a union: one of several objects, which differ in the words of the tag. The object for all other
// words has a tag that is not one of those.
func unionSchema(v declare.Value) (map[string]any, error) {
	var oneOf, all []any
	for _, c := range v.Cases {
		for _, word := range c.Tags {
			all = append(all, word)
		}
	}
	for _, c := range v.Cases {
		object, err := objectSchema(append(v.Fields[:len(v.Fields):len(v.Fields)], c.Fields...), valueSchema)
		if err != nil {
			return nil, err
		}
		properties := object["properties"].(map[string]any)
		if _, declared := properties[v.Tag]; declared {
			return nil, fmt.Errorf("the tag %q is declared twice", v.Tag)
		}
		properties[v.Tag] = map[string]any{"type": "string", "enum": words(declare.Value{Words: c.Tags})}
		if len(c.Tags) == 0 {
			properties[v.Tag] = map[string]any{"type": "string", "not": map[string]any{"enum": all}}
		}
		object["required"] = append(object["required"].([]any), v.Tag)
		oneOf = append(oneOf, object)
	}
	return map[string]any{"oneOf": oneOf}, nil
}

// envelopeSchema returns the schema of an object in an envelope, which is there if any of its members is.
func envelopeSchema(v declare.Value) (map[string]any, error) {
	envelope, err := objectSchema(v.Fields, valueSchema)
	if err != nil {
		return nil, err
	}
	bare, err := objectSchema(v.Bare, valueSchema)
	var there []any
	for _, f := range v.Fields {
		there = append(there, map[string]any{"required": []any{f.Name}})
	}
	return map[string]any{"type": "object", "if": map[string]any{"anyOf": there}, "then": envelope, "else": bare}, err
}
