package codectest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/declare"
)

// testDeclaration checks that what the codec's members or columns declare is what the schema says: the same names, the same ones
// required, the same values accepted. What the schema says of several members together is not looked at: mutations and fuzzing do.
func (s *subject[T]) testDeclaration(t *testing.T) {
	if diff := declarationDiff(s.Declaration(), s.Schema(), s.isCSV()); diff != "" {
		t.Errorf("(-schema +declaration):\n%s", diff)
	}
}

// declarationDiff compares what is declared of a record, an object in JSON or a row of cells, with a schema.
func declarationDiff(record declare.Value, text []byte, cells bool) string {
	root, err := decoded(text)
	if err != nil {
		return err.Error()
	}
	got, err := declaredSchema(record, cells)
	if err != nil {
		return err.Error()
	}
	return cmp.Diff(normal(root, root), got)
}

// decoded returns a schema as JSON.
func decoded(text []byte) (schema map[string]any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	err = decoder.Decode(&schema)
	return schema, err
}

// declaredSchema returns what the schema of a record is if it says what is declared.
func declaredSchema(record declare.Value, cells bool) (any, error) {
	var schema map[string]any
	var err error
	if cells {
		schema, err = objectSchema(record.Fields, cellSchema)
	} else {
		schema, err = valueSchema(record)
	}
	return normal(schema, schema), err
}

// objectSchema returns the schema of an object.
func objectSchema(fields []declare.Field, value func(declare.Value) (map[string]any, error)) (map[string]any, error) {
	properties, required, dependent := map[string]any{}, []any{}, map[string]any{}
	for _, f := range fields {
		if _, twice := properties[f.Name]; twice {
			return nil, fmt.Errorf("%s is declared twice", f.Name)
		}
		schema, err := value(f.Value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		switch properties[f.Name] = schema; {
		case f.Also != "": // one of the two must be there, if any: that is a rule across members
			properties[f.Also] = schema
			dependent[f.Name] = map[string]any{"properties": map[string]any{f.Also: false}}
		case f.Required:
			required = append(required, f.Name)
		}
	}
	object := map[string]any{"type": "object", "properties": properties, "required": required}
	if len(dependent) > 0 {
		object["dependentSchemas"] = dependent
	}
	return object, nil
}
