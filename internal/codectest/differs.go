package codectest

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/big"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// differs tells where what is read and what is written differ, if they do. A value may be written in another way only where the
// schema says what it means: an integer as 1 for 1.0, a number as the closest float64, a text with a format as another text of the
// same time or addresses. The schemas are those that say something of the value.
func differs(path string, schemas []*jsonschema.Schema, read, written any) string {
	switch read := read.(type) {
	case map[string]any:
		other, ok := written.(map[string]any)
		if !ok {
			break
		}
		read, other = spelled(schemas, read), spelled(schemas, other)
		for _, name := range slices.Sorted(maps.Keys(unite(read, other))) {
			below := path + "/" + jsonsyntax.EscapePointer(name)
			a, there := read[name]
			b, too := other[name]
			if there != too {
				return fmt.Sprintf("%s: is read: %v, is written: %v", below, there, too)
			}
			if where := differs(below, member(schemas, name), a, b); where != "" {
				return where
			}
		}
		return ""
	case []any:
		other, ok := written.([]any)
		if !ok || len(read) != len(other) {
			break
		}
		for i := range read {
			if where := differs(path+"/"+strconv.Itoa(i), items(schemas), read[i], other[i]); where != "" {
				return where
			}
		}
		return ""
	case json.Number:
		other, ok := written.(json.Number)
		if digits, text := written.(string); text && ofType(schemas, "string") { // an integer that is written as text
			other, ok = json.Number(digits), ofType(schemas, "integer")
		}
		if ok && sameNumber(schemas, read, other) {
			return ""
		}
	case string:
		if other, ok := written.(string); ok && (read == other || hasFormat(schemas) && meaning(read) == meaning(other)) {
			return ""
		}
	default:
		if read == written {
			return ""
		}
	}
	return fmt.Sprintf("%s: %v is read, %v is written", path, read, written)
}

// spelled returns an object with one name for each member that has two: where one stands, the other may not.
func spelled(schemas []*jsonschema.Schema, object map[string]any) map[string]any {
	for _, s := range schemas {
		for name, dependent := range s.DependentSchemas {
			for also, property := range dependent.Properties {
				if v, ok := object[also]; ok && property.Always != nil && !*property.Always {
					object = maps.Clone(object)
					delete(object, also)
					object[name] = v
				}
			}
		}
	}
	return object
}

func sameNumber(schemas []*jsonschema.Schema, read, written json.Number) bool {
	switch {
	case read == written:
		return true
	case ofType(schemas, "integer"):
		a, ok := integer(read)
		b, too := integer(written)
		return ok && too && a.Cmp(b) == 0
	case ofType(schemas, "number"):
		a, err := read.Float64()
		b, err2 := written.Float64()
		return err == nil && err2 == nil && math.Float64bits(a) == math.Float64bits(b)
	}
	return false
}

// integer returns the value of a number that is one, unless it is far too large.
func integer(n json.Number) (*big.Int, bool) {
	if !jsonsyntax.Computable([]byte(n)) {
		return nil, false
	}
	exact, ok := new(big.Rat).SetString(n.String())
	return exact.Num(), ok && exact.IsInt()
}

// meaning returns the one way to write a time or addresses here, or any other text as it is.
func meaning(text string) string {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04Z", "2006-01-02 15:04:05 UTC"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC().Format(time.RFC3339Nano)
		}
	}
	parts := strings.Split(text, ",")
	for i, part := range parts {
		if addr, err := netip.ParseAddr(strings.TrimSpace(part)); err == nil {
			parts[i] = addr.String()
		}
	}
	return strings.Join(parts, ",")
}

// inPlace returns all schemas that say something of the value that s is for.
func inPlace(s *jsonschema.Schema) (all []*jsonschema.Schema) {
	var add func(s *jsonschema.Schema)
	add = func(s *jsonschema.Schema) {
		if s == nil || slices.Contains(all, s) {
			return
		}
		all = append(all, s)
		for _, part := range slices.Concat(s.AllOf, s.AnyOf, s.OneOf, []*jsonschema.Schema{s.Ref, s.Then, s.Else}) {
			add(part)
		}
	}
	add(s)
	return all
}

// member returns the schemas of a member of a value with these schemas.
func member(schemas []*jsonschema.Schema, name string) (all []*jsonschema.Schema) {
	for _, s := range schemas {
		all = append(all, inPlace(s.Properties[name])...)
	}
	return all
}

// items returns the schemas of the items of a value with these schemas.
func items(schemas []*jsonschema.Schema) (all []*jsonschema.Schema) {
	for _, s := range schemas {
		all = append(all, inPlace(s.Items2020)...)
	}
	return all
}

func ofType(schemas []*jsonschema.Schema, name string) bool {
	return slices.ContainsFunc(schemas, func(s *jsonschema.Schema) bool { return slices.Contains(s.Types, name) })
}

func hasFormat(schemas []*jsonschema.Schema) bool {
	return slices.ContainsFunc(schemas, func(s *jsonschema.Schema) bool { return s.Format != "" })
}
