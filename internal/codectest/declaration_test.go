package codectest

import (
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/flowtrail/flowtrail/internal/declare"
)

const plantedSchema = `{
	"type": "object",
	"required": ["at", "word", "count"],
	"properties": {
		"at": {"type": "string", "anyOf": [{"const": ""}, {"format": "date-time"}]},
		"word": {"type": "string", "enum": ["yes", "no"]},
		"count": {"type": "string", "pattern": "^(0|[1-9][0-9]{0,1})$", "errorMessage": "is no count"},
		"name": {"type": "string", "minLength": 1, "description": "of someone"},
		"from": {"type": "string", "anyOf": [{"format": "ipv4"}, {"format": "ipv6"}]}
	}
}`

func plantedColumns() []declare.Field {
	return []declare.Field{
		{Name: "at", Required: true, Value: declare.Value{Kind: declare.Time, Formats: []string{declare.DateTime}, Empty: true}},
		{Name: "word", Required: true, Value: declare.Value{Kind: declare.Words, Words: []string{"yes", "no"}}},
		{Name: "count", Required: true, Value: declare.Value{Kind: declare.Integer, Max: 99}},
		{Name: "name", Value: declare.Value{Kind: declare.Text}},
		{Name: "from", Value: declare.Value{Kind: declare.Address, Formats: []string{declare.IPv4, declare.IPv6}}},
	}
}

// TestColumns plants differences and checks that each is found.
func TestColumns(t *testing.T) {
	schema := []byte(plantedSchema)
	if diff := declarationDiff(row(plantedColumns()), schema, true); diff != "" {
		t.Fatalf("nothing is planted, but (-schema +columns):\n%s", diff)
	}
	for name, plant := range map[string]func(c []declare.Field) []declare.Field{
		"a column less":  func(c []declare.Field) []declare.Field { return c[:4] },
		"a column more":  func(c []declare.Field) []declare.Field { return append(c, declare.Field{Name: "x", Value: c[3].Value}) },
		"another name":   func(c []declare.Field) []declare.Field { c[3].Name = "nam"; return c },
		"a column twice": func(c []declare.Field) []declare.Field { return append(c, c[4]) },
		"not required":   func(c []declare.Field) []declare.Field { c[1].Required = false; return c },
		"required":       func(c []declare.Field) []declare.Field { c[3].Required = true; return c },
		"a layout more": func(c []declare.Field) []declare.Field {
			c[0].Value.Formats = []string{declare.ReportTime, declare.DateTime}
			return c
		},
		"another layout": func(c []declare.Field) []declare.Field { c[0].Value.Formats = []string{declare.ReportTime}; return c },
		"a family less":  func(c []declare.Field) []declare.Field { c[4].Value.Formats = []string{declare.IPv4}; return c },
		"a word more": func(c []declare.Field) []declare.Field {
			c[1].Value.Words = append(c[1].Value.Words, "perhaps")
			return c
		},
		"a word less":           func(c []declare.Field) []declare.Field { c[1].Value.Words = c[1].Value.Words[:1]; return c },
		"another word":          func(c []declare.Field) []declare.Field { c[1].Value.Words = []string{"yes", "No"}; return c },
		"a larger integer":      func(c []declare.Field) []declare.Field { c[2].Value.Max = 100; return c },
		"a smaller integer":     func(c []declare.Field) []declare.Field { c[2].Value.Max = 98; return c },
		"not from 0":            func(c []declare.Field) []declare.Field { c[2].Value.Min = 1; return c },
		"another kind":          func(c []declare.Field) []declare.Field { c[2].Value.Kind = declare.Percent; return c },
		"no kind":               func(c []declare.Field) []declare.Field { c[3].Value.Kind = ""; return c },
		"text may be empty":     func(c []declare.Field) []declare.Field { c[3].Value.Empty = true; return c },
		"a time must be filled": func(c []declare.Field) []declare.Field { c[0].Value.Empty = false; return c },
		"a word may be empty":   func(c []declare.Field) []declare.Field { c[1].Value.Empty = true; return c },
		"a count may be empty":  func(c []declare.Field) []declare.Field { c[2].Value.Empty = true; return c },
		"an address may be":     func(c []declare.Field) []declare.Field { c[4].Value.Empty = true; return c },
	} {
		if declarationDiff(row(plant(plantedColumns())), schema, true) == "" {
			t.Errorf("%s: no difference is found", name)
		}
	}
}

// TestIntegers checks that patterns of ranges match just the integers in them.
func TestIntegers(t *testing.T) {
	for _, largest := range []int64{10, 19, 90, 99, 100, 109, 255, 1000, 1234, 20_100} {
		matches := regexp.MustCompile(pattern(integers(strconv.FormatInt(largest, 10)), false))
		for n := range 3 * largest {
			if matches.MatchString(strconv.FormatInt(n, 10)) != (n <= largest) {
				t.Fatalf("%v for the integers to %d is wrong about %d", matches, largest, n)
			}
		}
		if slices.ContainsFunc([]string{"", "00", "01", "-1", "1 "}, matches.MatchString) {
			t.Errorf("%v matches what is no integer", matches)
		}
	}
}

func row(fields []declare.Field) declare.Value {
	return declare.Value{Kind: declare.Object, Fields: fields}
}
