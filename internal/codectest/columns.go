// Package codectest has the tests that hold for every codec.
package codectest

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flowtrail/flowtrail/internal/declare"
)

// Columns checks that the columns that a CSV format declares are those of its schema, in which a row is an object of cells: the
// same names, the same ones required, and the same cells accepted. What the schema says of several cells together is not looked at.
func Columns(t *testing.T, columns []declare.Field, schema []byte) {
	t.Helper()
	if diff := columnsDiff(columns, schema); diff != "" {
		t.Errorf("(-schema +columns):\n%s", diff)
	}
}

// A rowSchema is what the schema of a row says of its cells, one by one.
type rowSchema struct {
	Type       string                    `json:"type"`
	Required   []string                  `json:"required"`
	Properties map[string]map[string]any `json:"properties"`
}

func columnsDiff(columns []declare.Field, schema []byte) string {
	var want rowSchema
	if err := json.Unmarshal(schema, &want); err != nil {
		return err.Error()
	}
	got := rowSchema{Type: "object", Properties: map[string]map[string]any{}}
	for _, column := range columns {
		if column.Required {
			got.Required = append(got.Required, column.Name)
		}
		if _, twice := got.Properties[column.Name]; twice {
			return fmt.Sprintf("the column %s is declared twice", column.Name)
		}
		got.Properties[column.Name] = cellSchema(column.Value)
	}
	forPeople := cmpopts.IgnoreMapEntries(func(keyword string, _ any) bool { return keyword == "description" || keyword == "errorMessage" })
	return cmp.Diff(want, got, forPeople)
}
