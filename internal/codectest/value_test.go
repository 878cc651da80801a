package codectest

import (
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/internal/declare"
)

const plantedObject = `{
	"type": "object",
	"required": ["at", "kind", "who"],
	"properties": {
		"at": {"$ref": "#/$defs/time"},
		"kind": {"type": "string", "enum": ["yes", "no"], "description": "what it is"},
		"count": {"type": "integer", "minimum": 1, "maximum": 9223372036854775807},
		"port": {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 65535}, {"$ref": "#/$defs/digits"}]},
		"ratio": {"type": "number"},
		"done": {"type": "boolean"},
		"note": {},
		"ip": {"type": "string", "anyOf": [{"const": ""}, {"format": "ipv6"}, {"format": "ipv4"}]},
		"who": {"allOf": [{"$ref": "#/$defs/named"}, {"required": ["id"], "properties": {"id": {"type": "string", "minLength": 1}}}]},
		"all": {"type": "array", "items": {
			"type": "object",
			"required": ["type"],
			"properties": {"type": {"type": "string"}, "name": {"type": "string"}},
			"oneOf": [
				{"properties": {"type": {"const": "user"}, "email": {"type": "string"}}, "required": ["email"]},
				{"properties": {"type": {"enum": ["key", "Key"]}}},
				{"properties": {"type": {"not": {"enum": ["user", "key", "Key"]}}}}
			]
		}}
	},
	"allOf": [
		{"oneOf": [{"required": ["ip"]}, {"required": ["note"]}]},
		{"if": {"properties": {"kind": {"const": "no"}}}, "then": {"required": ["count"]}}
	],
	"$defs": {
		"time": {"type": "string", "format": "date-time"},
		"digits": {"type": "string", "pattern": "^(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$"},
		"named": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
	}
}`

func plantedFields() []declare.Field {
	text := declare.Value{Kind: declare.Text, Empty: true}
	return []declare.Field{
		{Name: "at", Required: true, Value: declare.Value{Kind: declare.Time, Formats: []string{declare.DateTime}}},
		{Name: "kind", Required: true, Value: declare.Value{Kind: declare.Words, Words: []string{"no", "yes"}}},
		{Name: "count", Value: declare.Value{Kind: declare.Integer, Min: 1, Max: 1<<63 - 1}},
		{Name: "port", Value: declare.Value{Kind: declare.Integer, Max: 65535, Notation: declare.Either}},
		{Name: "ratio", Value: declare.Value{Kind: declare.Number}},
		{Name: "done", Value: declare.Value{Kind: declare.Boolean}},
		{Name: "note", Value: declare.Value{Kind: declare.Any}},
		{Name: "ip", Value: declare.Value{Kind: declare.Address, Formats: []string{declare.IPv4, declare.IPv6}, Empty: true}},
		{Name: "who", Required: true, Value: declare.Value{Kind: declare.Object, Fields: []declare.Field{
			{Name: "id", Required: true, Value: declare.Value{Kind: declare.Text}},
			{Name: "name", Required: true, Value: text},
		}}},
		{Name: "all", Value: declare.Value{Kind: declare.Array, Items: &declare.Value{
			Kind: declare.Union, Tag: "type", Fields: []declare.Field{{Name: "name", Value: text}},
			Cases: []declare.Case{
				{Tags: []string{"user"}, Fields: []declare.Field{{Name: "email", Required: true, Value: text}}},
				{Tags: []string{"key", "Key"}},
				{},
			},
		}}},
	}
}

// TestValues plants differences between an object and what is declared of it, and checks that each is found.
func TestValues(t *testing.T) {
	if diff := declarationDiff(row(plantedFields()), []byte(plantedObject), false); diff != "" {
		t.Fatalf("nothing is planted, but (-schema +declaration):\n%s", diff)
	}
	who := func(f []declare.Field) []declare.Field { return f[8].Value.Fields }
	union := func(f []declare.Field) *declare.Value { return f[9].Value.Items }
	for name, plant := range map[string]func(f []declare.Field){
		"a member less":          func(f []declare.Field) { f[8].Value.Fields = who(f)[:1] },
		"another name":           func(f []declare.Field) { who(f)[0].Name = "ID" },
		"a required one may not": func(f []declare.Field) { who(f)[1].Required = false },
		"an optional one must":   func(f []declare.Field) { f[4].Required = true },
		"a word less":            func(f []declare.Field) { f[1].Value.Words = []string{"yes"} },
		"a word more":            func(f []declare.Field) { f[1].Value.Words = []string{"yes", "no", "perhaps"} },
		"0 over a minimum of 1":  func(f []declare.Field) { f[2].Value.Min = 0 },
		"a lower maximum":        func(f []declare.Field) { f[2].Value.Max-- },
		"a layout more":          func(f []declare.Field) { f[0].Value.Formats = []string{declare.DateTime, declare.DateTimeMinute} },
		"another layout":         func(f []declare.Field) { f[0].Value.Formats = []string{declare.DateTimeMinute} },
		"a time may be empty":    func(f []declare.Field) { f[0].Value.Empty = true },
		"a family less":          func(f []declare.Field) { f[7].Value.Formats = []string{declare.IPv4} },
		"no empty address":       func(f []declare.Field) { f[7].Value.Empty = false },
		"only as a number":       func(f []declare.Field) { f[3].Value.Notation = declare.AsNumber },
		"only as text":           func(f []declare.Field) { f[3].Value.Notation = declare.AsText },
		"text may be empty":      func(f []declare.Field) { who(f)[0].Value.Empty = true },
		"a number is an integer": func(f []declare.Field) { f[4].Value.Kind = declare.Integer },
		"a boolean is text":      func(f []declare.Field) { f[5].Value.Kind = declare.Text },
		"anything is text":       func(f []declare.Field) { f[6].Value.Kind = declare.Text },
		"no array":               func(f []declare.Field) { f[9].Value = *union(f) },
		"an array of something":  func(f []declare.Field) { f[9].Value.Items = nil },
		"no union": func(f []declare.Field) {
			*union(f) = declare.Value{Kind: declare.Object, Fields: union(f).Fields}
		},
		"another tag":         func(f []declare.Field) { union(f).Tag = "kind" },
		"a case less":         func(f []declare.Field) { union(f).Cases = union(f).Cases[:2] },
		"a tag less":          func(f []declare.Field) { union(f).Cases[1].Tags = []string{"key"} },
		"a case's member":     func(f []declare.Field) { union(f).Cases[0].Fields = nil },
		"a member of all":     func(f []declare.Field) { union(f).Fields = nil },
		"the tag as a member": func(f []declare.Field) { union(f).Fields[0].Name = "type" },
		"no kind":             func(f []declare.Field) { f[4].Value.Kind = "" },
	} {
		fields := plantedFields()
		if plant(fields); declarationDiff(row(fields), []byte(plantedObject), false) == "" {
			t.Errorf("%s: no difference is found", name)
		}
	}
	for name, change := range map[string][2]string{
		"only these members":     {`"type": "object",`, `"type": "object", "additionalProperties": false,`},
		"a pattern":              {`"minLength": 1`, `"minLength": 1, "pattern": "x"`},
		"a reference to nothing": {`"$ref": "#/$defs/time"`, `"$ref": "#/$defs/Time"`},
		"nothing will do":        {`"note": {}`, `"note": false`},
		"required in allOf":      {`"allOf": [`, `"allOf": [{"required": ["ratio"]},`},
		"a minimum in allOf":     {`"allOf": [`, `"allOf": [{"properties": {"count": {"minimum": 2}}},`},
	} {
		changed := strings.Replace(plantedObject, change[0], change[1], 1)
		if changed == plantedObject || declarationDiff(row(plantedFields()), []byte(changed), false) == "" {
			t.Errorf("%s: no difference is found", name)
		}
	}
}

// TestEnvelope plants differences between an object that may stand without its envelope and what is declared of it.
func TestEnvelope(t *testing.T) {
	const schema = `{
		"type": "object",
		"if": {"anyOf": [{"required": ["kind"]}, {"required": ["inside"]}]},
		"then": {"type": "object", "required": ["kind", "inside"], "properties": {"kind": {"type": "string", "const": "letter"}, "inside": {"$ref": "#/$defs/letter"}}},
		"else": {"$ref": "#/$defs/letter"},
		"$defs": {"letter": {"type": "object", "required": ["n"], "properties": {
			"n": {"type": "string", "pattern": "^([1-9][0-9]{0,3})$"},
			"info": {"type": ["object", "null"], "properties": {"name": {"type": "string"}}}
		}}}
	}`
	declared := func() declare.Value {
		inside := func() []declare.Field {
			return []declare.Field{
				{Name: "n", Required: true, Value: declare.Value{Kind: declare.Integer, Min: 1, Max: 9999, Notation: declare.AsText}},
				{Name: "info", Value: declare.Value{Kind: declare.Object, Null: true, Fields: []declare.Field{
					{Name: "name", Value: declare.Value{Kind: declare.Text, Empty: true}},
				}}},
			}
		}
		return declare.Value{Kind: declare.Envelope, Bare: inside(), Fields: []declare.Field{
			{Name: "kind", Required: true, Value: declare.Value{Kind: declare.Words, Words: []string{"letter"}}},
			{Name: "inside", Required: true, Value: declare.Value{Kind: declare.Object, Fields: inside()}},
		}}
	}
	if diff := declarationDiff(declared(), []byte(schema), false); diff != "" {
		t.Fatalf("nothing is planted, but (-schema +declaration):\n%s", diff)
	}
	for name, plant := range map[string]func(v *declare.Value){
		"no envelope":                  func(v *declare.Value) { *v = v.Fields[1].Value },
		"no bare form":                 func(v *declare.Value) { v.Kind = declare.Object },
		"a member of the envelope":     func(v *declare.Value) { v.Fields = v.Fields[:1] },
		"a member of the bare form":    func(v *declare.Value) { v.Bare = v.Bare[:1] },
		"a member inside":              func(v *declare.Value) { v.Fields[1].Value.Fields = nil },
		"another word":                 func(v *declare.Value) { v.Fields[0].Value.Words = []string{"parcel"} },
		"0 over a minimum of 1":        func(v *declare.Value) { v.Bare[0].Value.Min = 0 },
		"null where there may be none": func(v *declare.Value) { v.Bare[0].Value.Null = true },
		"no null":                      func(v *declare.Value) { v.Bare[1].Value.Null = false },
	} {
		v := declared()
		if plant(&v); declarationDiff(v, []byte(schema), false) == "" {
			t.Errorf("%s: no difference is found", name)
		}
	}
	for _, condition := range []string{`{"required": ["kind"]}`, `{"anyOf": [{"required": ["kind"]}]}`, `{"anyOf": [{"required": ["kind"]}, {"required": ["n"]}]}`,
		`{"anyOf": [{"required": ["kind"]}, {"required": ["inside"]}], "required": ["n"]}`, `{}`} {
		changed := strings.Replace(schema, `{"anyOf": [{"required": ["kind"]}, {"required": ["inside"]}]}`, condition, 1)
		if changed == schema || declarationDiff(declared(), []byte(changed), false) == "" {
			t.Errorf("if %s: no difference is found", condition)
		}
	}
}

// TestInEnvelope plants differences in a schema that says of the only member of an envelope, as long as it is not there, what it would
// say of what is inside.
func TestInEnvelope(t *testing.T) {
	const schema = `{
		"type": "object",
		"properties": {"cover": {"$ref": "#/$defs/letter"}},
		"if": {"not": {"required": ["cover"]}},
		"then": {"$ref": "#/$defs/letter"},
		"$defs": {"letter": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}}
	}`
	letter := []declare.Field{{Name: "text", Required: true, Value: declare.Value{Kind: declare.Text, Empty: true}}}
	declared := declare.Value{Kind: declare.Envelope, Bare: letter, Fields: []declare.Field{
		{Name: "cover", Required: true, Value: declare.Value{Kind: declare.Object, Fields: letter}},
	}}
	if diff := declarationDiff(declared, []byte(schema), false); diff != "" {
		t.Fatalf("nothing is planted, but (-schema +declaration):\n%s", diff)
	}
	for _, change := range [][2]string{
		{`"then": {`, `"else": {`},
		{`{"not": {"required": ["cover"]}}`, `{"not": {"required": ["text"]}}`},
		{`{"not": {"required": ["cover"]}}`, `{"not": {"required": ["cover"], "properties": {"text": {"type": "string"}}}}`},
		{`"properties": {"cover"`, `"properties": {"Cover"`},
		{`"then": {"$ref": "#/$defs/letter"}`, `"then": {"type": "object"}`},
	} {
		changed := strings.Replace(schema, change[0], change[1], 1)
		if changed == schema || declarationDiff(declared, []byte(changed), false) == "" {
			t.Errorf("%s for %s: no difference is found", change[1], change[0])
		}
	}
}
