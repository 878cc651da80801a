package validator_test

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// A maker makes schemas and values that have something to do with each other.
type maker struct {
	*rand.Rand
	requires bool // schemas of objects say little more than which members must be there
}

func pick[T any](m maker, values ...T) T { return values[m.IntN(len(values))] }

func (m maker) name() string { return pick(m, "a", "b", "b/c", "d e") }

func (m maker) schemas(depth int) []any { return []any{m.schema(depth), m.schema(depth)} }

// schema returns a schema with a few keywords, nested up to depth.
func (m maker) schema(depth int) any {
	s := map[string]any{}
	for range 1 + m.IntN(3) {
		if !m.requires || m.IntN(3) == 0 {
			m.simple(s)
		}
		if depth > 0 {
			m.nested(s, depth-1)
		}
	}
	return s
}

func (m maker) simple(s map[string]any) {
	switch m.IntN(14) {
	case 0:
		s["type"] = pick[any](m, "object", "array", "string", "integer", "number", "null", []any{"string", "object"})
	case 1:
		s["enum"] = pick(m, []any{"x", "y"}, []any{"", 1, nil}, []any{map[string]any{}, "x"}, []any{map[string]any{"a": 1}, []any{}})
	case 2:
		s["const"] = pick[any](m, "x", 1, true, nil, map[string]any{"a": "x"}, []any{"y"})
	case 3:
		s["required"] = []string{m.name()}
	case 4:
		s["minLength"] = m.IntN(3)
	case 5:
		s["pattern"] = pick(m, "^x", "y$")
	case 6:
		s[pick(m, "minimum", "exclusiveMaximum")] = pick[any](m, 0, 1, 2, 1.5, 1e20)
	case 7:
		s["format"] = pick(m, "ipv4", "short", "email")
	case 8:
		s["maxProperties"] = 1 + m.IntN(2)
	case 9:
		s["minItems"] = m.IntN(3)
	case 10:
		s["dependentRequired"] = map[string][]string{m.name(): {m.name()}}
	case 11:
		s["maxLength"] = m.IntN(3)
	case 12:
		s["multipleOf"] = pick(m, 1, 2)
	}
}

// there returns a schema that asks whether any of two members is there, and at times something else as well.
func (m maker) there() any {
	members := []any{map[string]any{"required": []string{m.name()}}, map[string]any{"required": []string{m.name()}}}
	s := map[string]any{"anyOf": members}
	for _, one := range append(members, s) {
		if m.IntN(8) == 0 {
			m.simple(one.(map[string]any))
		}
		if m.IntN(8) == 0 {
			m.nested(one.(map[string]any), 0)
		}
	}
	return s
}

func (m maker) nested(s map[string]any, depth int) {
	switch m.IntN(14) {
	case 0, 1, 2, 3:
		s["properties"] = map[string]any{m.name(): m.schema(depth), m.name(): m.schema(depth)}
		if m.requires {
			s["required"] = slices.Compact(slices.Sorted(slices.Values([]string{m.name(), m.name()})))
		}
	case 4:
		s["items"] = m.schema(depth)
	case 5:
		s["allOf"] = m.schemas(depth)
	case 6:
		s["anyOf"] = m.schemas(depth)
	case 7:
		s["oneOf"] = m.schemas(depth)
	case 8:
		s["not"] = m.schema(depth)
	case 9:
		s["if"], s["then"], s["else"] = pick(m, m.schema(depth), m.there()), m.schema(depth), m.schema(depth)
	case 10:
		s["$ref"] = "#/$defs/shared"
	case 11:
		s["additionalProperties"] = pick[any](m, false, m.schema(0))
	case 12:
		s["dependentSchemas"] = map[string]any{m.name(): pick[any](m, m.schema(depth), map[string]any{"properties": map[string]any{m.name(): false}})}
	case 13:
		s[pick(m, "unevaluatedProperties", "contains", "propertyNames")] = m.schema(0)
	}
}

// value returns a value, nested up to depth.
func (m maker) value(depth int) any {
	if depth > 0 {
		switch m.IntN(4) {
		case 0, 1:
			v := map[string]any{}
			for range m.IntN(4) {
				v[m.name()] = m.value(depth - 1)
			}
			return v
		case 2:
			v := make([]any, m.IntN(4))
			for i := range v {
				v[i] = m.value(depth - 1)
			}
			return v
		}
	}
	return pick[any](m, nil, true, false, 0, 1, 2, 2.5, "", "x", "y", "é", "xy", "zz", "1.2.3.4")
}

// top returns the text of a schema, and its Validator.
func (m maker) top(t *testing.T) ([]byte, *validator.Validator) {
	top := m.schema(4).(map[string]any)
	top["$id"] = "https://example.com/random.json"
	top["$defs"] = map[string]any{"shared": m.schema(1)}
	if delete(top["$defs"].(map[string]any)["shared"].(map[string]any), "$ref"); top["$ref"] != nil && m.IntN(2) == 0 {
		delete(top, "type")
	}
	schema, err := json.Marshal(top)
	if err != nil {
		t.Fatal(err)
	}
	short := validator.Format{Name: "short", Valid: func(text string) bool { return len(text) < 2 }}
	return schema, validator.New(schema, short)
}

// node returns a value as a Validator takes it, and its text.
func node(t *testing.T, value any) (*jsonsyntax.Node, []byte) {
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	root, _ := jsonsyntax.Parse(text, 10, 10)
	return root, text
}

// TestRandom checks for random schemas that asking in parts, and remembering, finds what asking once about the whole value finds.
func TestRandom(t *testing.T) {
	everything := validator.Request{Unsure: record.Everything}
	right, wrong := 0, 0
	for seed := range uint64(600) {
		m := maker{Rand: rand.New(rand.NewPCG(seed, 1))}
		schema, v := m.top(t)
		for range 40 {
			root, text := node(t, m.value(3))
			want := sorted(v.Alone(root, false))
			if diff := cmp.Diff(want, sorted(v.Validate(nil, root, everything))); diff != "" {
				t.Fatalf("schema %s\nvalue %s (-alone +in parts):\n%s", schema, text, diff)
			}
			if len(want) > 0 {
				wrong++
			} else {
				right++
			}
		}
	}
	if right < 1000 || wrong < 1000 {
		t.Errorf("%d right and %d wrong values say little", right, wrong)
	}
}

// A spot is a place in an object or array.
type spot struct {
	path string
	set  func(any)
}

// each calls visit for a value and all that are in it, with their paths, in a certain order.
func each(path string, value any, visit func(path string, value any)) {
	visit(path, value)
	switch v := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			each(path+"/"+jsonsyntax.EscapePointer(name), v[name], visit)
		}
	case []any:
		for i := range v {
			each(path+"/"+strconv.Itoa(i), v[i], visit)
		}
	}
}

// spots returns all places in a value.
func spots(value any) (all []spot) {
	each("", value, func(path string, value any) {
		switch v := value.(type) {
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(v)) {
				all = append(all, spot{path + "/" + jsonsyntax.EscapePointer(name), func(value any) { v[name] = value }})
			}
		case []any:
			for i := range v {
				all = append(all, spot{path + "/" + strconv.Itoa(i), func(value any) { v[i] = value }})
			}
		}
	})
	return all
}

// TestRandomValue checks for random schemas, and right values in which one member or item is then changed, that asking about that alone
// finds what asking once about the whole value finds.
func TestRandomValue(t *testing.T) {
	alone, wrong, no := 0, 0, 0
	for seed := range uint64(800) {
		m := maker{Rand: rand.New(rand.NewPCG(seed, 2))}
		schema, v := m.top(t)
		for range 100 {
			value := m.value(3)
			all := spots(value)
			if root, _ := node(t, value); len(all) == 0 || len(v.Alone(root, false)) > 0 {
				continue
			}
			at := pick(m, all...)
			at.set(m.value(2))
			root, text := node(t, value)
			changed, _ := root.Find(at.path)
			got, ok := v.ValidateValue(nil, at.path, changed, 0)
			want := v.Alone(root, false)
			switch {
			case !ok:
				no++
				continue
			case len(want) > 0:
				wrong++
			}
			alone++
			if diff := cmp.Diff(sorted(want), sorted(got)); diff != "" {
				t.Fatalf("schema %s\nvalue %s, changed at %s (-all of it +the value alone):\n%s", schema, text, at.path, diff)
			}
		}
	}
	if t.Logf("%d values asked about alone, %d of them wrong, %d not alone", alone, wrong, no); wrong < 50 || alone-wrong < 500 || no < 500 {
		t.Error("these are too few")
	}
}

// TestRandomLacks checks for random schemas, and objects from which one or two members are taken out of a right value, that asking about what
// the object lacks finds what asking once about the whole value finds.
func TestRandomLacks(t *testing.T) {
	alone, two, no := 0, 0, 0
	for seed := range uint64(500) {
		m := maker{rand.New(rand.NewPCG(seed, 3)), true}
		schema, v := m.top(t)
		for range 100 {
			value := m.value(3)
			if root, _ := node(t, value); len(v.Alone(root, false)) > 0 {
				continue
			}
			objects := map[string]map[string]any{}
			each("", value, func(path string, value any) {
				if object, ok := value.(map[string]any); ok && len(object) > 0 {
					objects[path] = object
				}
			})
			if len(objects) == 0 {
				continue
			}
			u := record.Unsure{Path: pick(m, slices.Sorted(maps.Keys(objects))...)}
			object := objects[u.Path]
			for range 1 + m.IntN(2) {
				if len(object) > 0 {
					name := pick(m, slices.Sorted(maps.Keys(object))...)
					u.Lacks += "/" + jsonsyntax.EscapePointer(name)
					delete(object, name)
				}
			}
			root, text := node(t, value)
			lacking, _ := root.Find(u.Path)
			u.At = lacking.Start
			got, ok := v.ValidateLacks(nil, u)
			switch {
			case !ok:
				no++
				continue
			case strings.Count(u.Lacks, "/") > 1:
				two++
			}
			alone++
			if diff := cmp.Diff(sorted(v.Alone(root, false)), sorted(got)); diff != "" {
				t.Fatalf("schema %s\nvalue %s, %s lacks %s (-all of it +what it lacks):\n%s", schema, text, u.Path, u.Lacks, diff)
			}
		}
	}
	if t.Logf("%d objects asked about alone, %d of them lack two members, %d not alone", alone, two, no); alone < 80 || two < 30 || no < 500 {
		t.Error("these are too few")
	}
}
