package validator_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// An if that looks at all of a member is asked by itself, and so is one that asks only whether members are there.
const (
	named   = `"if":{"anyOf":[{"required":["k"]}]},`
	looking = `"if":{"properties":{"k":{"items":{"type":"string"}}}},`
)

// TestLacks checks about which lacks of members a schema can be asked without the rest of the object.
func TestLacks(t *testing.T) {
	for _, test := range []struct {
		schema, path, lacks string
		want                []string
	}{
		{`{"required":["a","b"]}`, "", "/a", []string{"/a"}},
		{`{"required":["a","b","c"]}`, "", "/a/c", []string{"/a", "/c"}},
		{`{"required":["a"]}`, "", "/b", nil},
		{`{"required":["a/b"]}`, "", "/a~1b", []string{"/a~1b"}},
		{`{"type":"object","required":["a"],"properties":{"a":{"type":"string"}}}`, "", "/a", []string{"/a"}},
		{`{"properties":{"o":{"required":["a"]}}}`, "/o", "/a", []string{"/o/a"}},
		{`{"items":{"required":["a"]}}`, "/10", "/a", []string{"/10/a"}},
		{`{"items":{"required":["a"]},"properties":{"1":{"required":["a"]}}}`, "/1", "/a", nil},
		{`{"required":["a"],"allOf":[{"required":["a"]},{"properties":{"b":{"type":"string"}}}]}`, "", "/a", []string{"/a", "/a"}},
		{`{"properties":{"o":{"required":["a"]}},"not":{"properties":{"o":{"required":["a"]}}}}`, "/o", "/a", nil},
		{`{"properties":{"o":{"required":["a"]}},"oneOf":[{"properties":{"o":{"properties":{"a":{"type":"string"}}}}}]}`, "/o", "/a", nil},
		{`{"required":["a"],"oneOf":[{"required":["a"]},{"required":["b"]}]}`, "", "/a", nil},
		{`{"properties":{"x":{}},"required":["a"],"oneOf":[{"required":["c"]},{"required":["b"]}]}`, "", "/a", []string{"/a"}},
		{`{"required":["a"],"maxProperties":2}`, "", "/a", nil},
		{`{"required":["a","k"],"not":{"required":["b"]}}`, "", "/a", nil},
		{`{"required":["a","k","b"],"not":{"required":["b","c"],"properties":{"k":{}}}}`, "", "/a", nil},
		{`{"required":["a","k"],"anyOf":[{"required":["a"]},{"properties":{"k":{"type":"string"}}}]}`, "", "/a", nil},
		{`{"required":["a","k"],"anyOf":[{"required":["a"]},{"properties":{"k":{"items":{"type":"string"}}}}]}`, "", "/a", nil},
		{`{"required":["a","k"],"anyOf":[{"required":["a"]},{"properties":{"k":{"additionalProperties":false}}}]}`, "", "/a", nil},
		{`{"required":["a","k"],"anyOf":[{"required":["a"]},{"properties":{"k":{"properties":{"b":{"type":"string"}}}}}]}`, "", "/a", nil},
		{`{"required":["a","k"],"anyOf":[{"required":["a"]},{"properties":{"k":{}}}]}`, "", "/a", []string{"/a"}},
		{`{"required":["a"],"dependentRequired":{"a":["b"]}}`, "", "/a", nil},
		{`{"required":["a"],"dependentRequired":{"a":["a"]}}`, "", "/a", []string{"/a"}},
		{`{"required":["a"],` + named + `"then":{"required":["b"]},"else":{"required":["c"]}}`, "", "/a", []string{"/a"}},
		{`{"required":["a"],` + named + `"then":{"required":["b"]}}`, "", "/a/k", nil},
		{`{` + named + `"then":{"properties":{"k":{"required":["a"]}}},"else":{"properties":{"k":{"required":["b"]}}}}`, "/k", "/a/b", []string{"/k/a"}},
		{`{"properties":{"k":{"required":["a"]}},` + named + `"else":{"properties":{"k":{"required":["b"]}}}}`, "/k", "/a/b", []string{"/k/a"}},
		{`{"required":["a"],` + named + `"then":{"required":["b"]}}`, "", "/a/b", nil},
		{`{"required":["a"],` + named + `"else":{"required":["b"]}}`, "", "/a/b", nil},
		{`{"required":["a"],` + named + `"else":{"minProperties":1}}`, "", "/a", nil},
		{`{"properties":{"x":{}},"required":["a"],` + looking + `"then":{"required":["b"]}}`, "", "/a", []string{"/a"}},
		{`{"properties":{"x":{}},"required":["a"],` + looking + `"then":{"required":["b"]}}`, "", "/a/b", nil},
		{`{"properties":{"x":{}},"required":["a"],` + looking + `"then":{"required":["b"]}}`, "", "/a/k", nil},
		{`{"properties":{"o":{"required":["a"]}},` + named + `"then":{"properties":{"o":{"required":["b"]}}}}`, "/o", "/a", nil},
		{`{"properties":{"o":{"required":["a"]}},` + named + `"then":{"properties":{"p":{"required":["a"]}}}}`, "/o", "/a", []string{"/o/a"}},
	} {
		v := validator.New([]byte(test.schema))
		for range 2 { // the second time from memory
			found, ok := v.ValidateLacks([]record.Finding{{}}, record.Unsure{Path: test.path, Lacks: test.lacks, At: 7})
			var got []string
			for _, f := range found[1:] {
				if got = append(got, f.Path); f.Offset != 7 || f.Rule != record.RuleRequired || !strings.HasPrefix(f.Schema, "/") {
					t.Errorf("%s: %+v", test.schema, f)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" || ok != (got != nil) {
				t.Errorf("%s: %s lacks %s: %v (-want +got):\n%s", test.schema, test.path, test.lacks, ok, diff)
			}
		}
	}
}

// TestValueAlone checks about which values a schema can be asked without what is around them.
func TestValueAlone(t *testing.T) {
	for _, test := range []struct {
		schema, path string
		alone        bool
	}{
		{`{"properties":{"a":{"type":"string"}}}`, "/a", true},
		{`{"properties":{"a":{"type":"string"}},"not":{"properties":{"a":{"const":"x"}}}}`, "/a", false},
		{`{"properties":{"a":{"type":"string"}},` + named + `"then":{"required":["a"]}}`, "/a", true},
		{`{"properties":{"a":{"type":"string"}},` + named + `"then":{"properties":{"a":{"const":"x"}}}}`, "/a", false},
		{`{"properties":{"a":{"type":"string"}},` + named + `"else":{"properties":{"a":{"const":"x"}}}}`, "/a", false},
		{`{"properties":{"k":{"type":"array"}},` + named + `"then":{"required":["a"]}}`, "/k", true},
		{`{` + named + `"then":{"properties":{"k":{"type":"array"}}},"else":{"properties":{"k":{"minimum":9}}}}`, "/k", true},
		{`{` + named + `"then":{"properties":{"k":{"type":"array"}},"not":{"properties":{"k":{"const":7}}}}}`, "/k", false},
		{`{"properties":{"a":{"type":"string"}},"allOf":[{"properties":{"a":{"minLength":1}}}]}`, "/a", true},
		{`{"properties":{"k":{"type":"array"}},` + looking + `"then":{"required":["a"]}}`, "/k", false},
		{`{"properties":{"a":{"type":"string"}},` + looking + `"then":{"required":["a"]}}`, "/a", true},
		{`{"items":{"type":"string"}}`, "/0", true},
		{`{"items":{"type":"string"},"uniqueItems":true}`, "/0", false},
		{`{"items":{"type":"string"},"properties":{"0":{"const":1}}}`, "/0", false},
	} {
		value, _ := jsonsyntax.Parse([]byte("7"), 1, 1)
		found, alone := validator.New([]byte(test.schema)).ValidateValue(nil, test.path, value, 0)
		if alone != test.alone || len(found) > 0 != alone {
			t.Errorf("%s: %s alone: %v, %v", test.schema, test.path, alone, found)
		}
	}
}

// TestIndices asks one Validator about several items of an array, and about members with names like theirs.
func TestIndices(t *testing.T) {
	value, _ := jsonsyntax.Parse([]byte("7"), 1, 1)
	for _, test := range []struct {
		schema, path string
		want         []string
	}{
		{`{"items":{"type":"object","required":["a"],"properties":{"a":{"type":"string"}}}}`, "/3", []string{"/3/a", "/3"}},
		{`{"items":{"type":"object","required":["a"],"properties":{"a":{"type":"string"}}}}`, "/14", []string{"/14/a", "/14"}},
		{`{"properties":{"1":{"type":"string"},"2":{"type":"integer"}}}`, "/1", []string{"/1"}},
		{`{"properties":{"1":{"type":"string"},"2":{"type":"integer"}}}`, "/2", nil},
		{`{"properties":{"1a":{"type":"string"},"2a":{"type":"integer"}}}`, "/1a", []string{"/1a"}},
		{`{"properties":{"1a":{"type":"string"},"2a":{"type":"integer"}}}`, "/2a", nil},
	} {
		v := validator.New([]byte(test.schema))
		for _, other := range []string{"/0", "/1", "/2", "/1a", test.path} {
			found, _ := v.ValidateLacks(nil, record.Unsure{Path: other, Lacks: "/a"})
			found, _ = v.ValidateValue(found, other, value, 0)
			var got []string
			for _, f := range found {
				got = append(got, f.Path)
			}
			if diff := cmp.Diff(test.want, got); other == test.path && diff != "" {
				t.Errorf("%s: %s (-want +got):\n%s", test.schema, test.path, diff)
			}
		}
	}
}
