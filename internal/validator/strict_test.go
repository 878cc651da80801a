package validator_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	unionSchema = `{
	"$id": "https://example.com/union.json",
	"type": "object",
	"properties": {"targets": {"type": "array", "items": {"$ref": "#/$defs/target"}}},
	"$defs": {
		"target": {
			"type": "object",
			"required": ["type"],
			"properties": {"type": {"type": "string"}, "id": {"type": "string"}},
			"oneOf": [
				{"$ref": "#/$defs/key"},
				{"$ref": "#/$defs/resource"},
				{"properties": {"type": {"not": {"enum": ["key", "resource"]}}}}
			]
		},
		"key": {"required": ["type", "owner"], "properties": {"type": {"const": "key"}, "owner": {"type": "string"}}},
		"resource": {
			"required": ["type"],
			"properties": {"type": {"enum": ["resource"]}, "port": {"type": "integer"}, "parent": {"$ref": "#/$defs/target"}}
		}
	}}`
	spellingsSchema = `{
	"$id": "https://example.com/spellings.json",
	"type": "object",
	"anyOf": [{"$ref": "#/$defs/snake"}, {"$ref": "#/$defs/camel"}],
	"$defs": {
		"snake": {"required": ["account_id"], "properties": {"account_id": {"type": "string"}, "start_time": {"type": "integer"}}},
		"camel": {"required": ["accountId"], "properties": {"accountId": {"type": "string"}, "startTime": {"type": "integer"}}}
	}}`
	recordsSchema = `{
	"$id": "https://example.com/records.json",
	"oneOf": [
		{"type": "object", "required": ["event_type"], "properties": {"event_type": {"const": "dns"}, "domain": {"type": "string"}}},
		{"type": "object", "required": ["event_type"], "properties": {"event_type": {"const": "net"}, "port": {"type": "integer"}}}
	]}`
	closedSchema = `{
	"$id": "https://example.com/closed.json",
	"oneOf": [
		{"required": ["type"], "properties": {"type": {"const": "key"}, "may": {"enum": ["read", "write"]}}},
		{"required": ["type"], "properties": {"type": {"const": "lock"}, "may": {"enum": ["read", "open"]}, "is": {"enum": ["open"]}}}
	]}`
	conditionalSchema = `{
	"$id": "https://example.com/conditional.json",
	"type": "object",
	"properties": {"a": {"type": "object", "properties": {"b": {}}}},
	"allOf": [{"properties": {"c": {}, "a": {"properties": {"d": {}}}}}],
	"if": {"properties": {"e": {"const": 1}}, "required": ["e"]},
	"then": {"properties": {"f": {}}},
	"else": {"properties": {"g": {}}},
	"not": {"properties": {"h": {}}, "required": ["h"]}
	}`
	envelopeSchema = `{
	"$id": "https://example.com/envelope.json",
	"type": "object",
	"if": {"anyOf": [{"required": ["kind"]}, {"required": ["inside"]}]},
	"then": {"required": ["kind", "inside"], "properties": {"kind": {"const": "letter"}, "inside": {"$ref": "#/$defs/letter"}}},
	"else": {"$ref": "#/$defs/letter"},
	"$defs": {"letter": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}}
	}`
	openSchema = `{
	"$id": "https://example.com/open.json",
	"type": "object",
	"properties": {
		"map": {"type": "object", "properties": {"x": {}}, "additionalProperties": true},
		"free": {"type": "object"},
		"shut": {"type": "object", "properties": {"x": {}}, "additionalProperties": false},
		"rest": {"type": "object", "properties": {"x": {}}, "unevaluatedProperties": false}
	}}`
)

func TestNames(t *testing.T) {
	for _, test := range []struct {
		name, schema, text string
		want               []string
	}{
		{"branch", unionSchema, `{"targets": [{"type": "key", "id": "1", "owner": "me", "port": 1}, {"type": "resource", "port": 1, "Port": 2}]}`, []string{
			"/targets/0/port: is not known [additionalProperties at /$defs/target/additionalProperties]",
			"/targets/1/Port: differs only in case from port [case at ]",
			"/targets/1/Port: is not known [additionalProperties at /$defs/target/additionalProperties]",
		}},
		{"closed word in a branch", closedSchema, `{"type": "key", "may": "fly"}`, []string{
			"/may: \"fly\" is not one of read, write [enum at /oneOf/0/properties/may/enum]",
		}},
		{"unknown tag", unionSchema, `{"targets": [{"type": "user", "id": "1", "owner": "me", "port": 1, "Id": 1, "mail": 1}]}`, []string{
			"/targets/0/Id: differs only in case from id [case at ]",
			"/targets/0/Id: is not known [additionalProperties at /$defs/target/additionalProperties]",
			"/targets/0/mail: is not known [additionalProperties at /$defs/target/additionalProperties]",
		}},
		{"wrong value in a branch", unionSchema, `{"targets": [{"type": "key"}, {"type": "resource", "port": "x", "parent": {"type": "key", "owner": 1}}]}`, []string{
			"/targets/0/owner: is missing [required at /$defs/key/required]",
			"/targets/1/parent/owner: 1 is a number, not a string [type at /$defs/key/properties/owner/type]",
			`/targets/1/port: "x" is a string, not an integer [type at /$defs/resource/properties/port/type]`,
		}},
		{"spellings", spellingsSchema, `{"account_id": "1", "startTime": 2, "accountID": 3, "more": 4}`, []string{
			"/accountID: differs only in case from accountId [case at ]",
			"/accountID: is not known [additionalProperties at /$defs/snake/additionalProperties]",
			"/more: is not known [additionalProperties at /$defs/snake/additionalProperties]",
		}},
		{"records", recordsSchema, `{"event_type": "dns", "domain": "x", "port": 1}`, []string{
			"/port: is not known [additionalProperties at /oneOf/0/additionalProperties]",
		}},
		{"another record", recordsSchema, `{"event_type": "other", "domain": "x", "port": 1, "x": 1}`, []string{
			": keeps to none of the alternatives [oneOf at /oneOf]",
			"/x: is not known [additionalProperties at /oneOf/0/additionalProperties]",
		}},
		{"conditions", conditionalSchema, `{"a": {"b": 1, "d": 1, "B": 1}, "c": 1, "e": 1, "f": 1, "g": 1, "i": 1}`, []string{
			"/a/B: differs only in case from b [case at ]",
			"/a/B: is not known [additionalProperties at /properties/a/additionalProperties]",
			"/i: is not known [additionalProperties at /additionalProperties]",
		}},
		{"not", conditionalSchema, `{"h": 1}`, []string{
			": is not allowed [not at /not]",
			"/h: is not known [additionalProperties at /additionalProperties]",
		}},
		{"in an envelope", envelopeSchema, `{"kind": "letter", "inside": {"n": "x", "N": 1, "kind": 1}, "n": "y", "Inside": 1}`, []string{
			"/Inside: differs only in case from inside [case at ]",
			"/Inside: is not known [additionalProperties at /then/additionalProperties]",
			"/inside/N: differs only in case from n [case at ]",
			"/inside/N: is not known [additionalProperties at /$defs/letter/additionalProperties]",
			"/inside/kind: is not known [additionalProperties at /$defs/letter/additionalProperties]",
			`/inside/n: "x" is a string, not an integer [type at /$defs/letter/properties/n/type]`,
			"/n: is not known [additionalProperties at /then/additionalProperties]",
		}},
		{"without an envelope", envelopeSchema, `{"Kind": 1, "N": 1}`, []string{
			"/Kind: is not known [additionalProperties at /$defs/letter/additionalProperties]",
			"/N: differs only in case from n [case at ]",
			"/N: is not known [additionalProperties at /$defs/letter/additionalProperties]",
			"/n: is missing [required at /$defs/letter/required]",
		}},
		{"open", openSchema, `{"map": {"y": 1, "X": 1}, "free": {"y": 1}, "shut": {"y": 1, "x": 1}, "rest": {"y": 1, "x": 1}}`, []string{
			"/map/X: differs only in case from x [case at ]",
			"/rest/y: is not known [unevaluatedProperties at /properties/rest/unevaluatedProperties]",
			"/shut/y: is not known [additionalProperties at /properties/shut/additionalProperties]",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(sortedLines(test.want), findings(t, test.schema, test.text, true)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestRecursion checks that schemas that refer to themselves end with the value.
func TestRecursion(t *testing.T) {
	const tree = `{"$id": "https://example.com/tree.json", "$ref": "#/$defs/node", "$defs": {"node": {
		"type": "object",
		"properties": {"left": {"$ref": "#/$defs/node"}, "right": {"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]}, "n": {"type": "integer"}}
	}}}`
	text := strings.Repeat(`{"left": {"right": `, 40) + `{"n": "x", "y": 1}` + strings.Repeat(`}}`, 40)
	began := time.Now()
	path := strings.Repeat("/left/right", 40)
	want := []string{
		path + "/y: is not known [additionalProperties at /$defs/node/additionalProperties]",
		"/left/right: keeps to none of the alternatives [anyOf at /$defs/node/properties/right/anyOf]",
	}
	got := findings(t, tree, text, true)
	if diff := cmp.Diff(sortedLines(want), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}
