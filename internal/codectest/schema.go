package codectest

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// home begins the ids of schemas. What follows it is where the schema is in the module.
const home = "https://github.com/flowtrail/flowtrail/"

// testSchema checks that the schema says what it is, keeps to the schema of schemas, is the file that its id names, and describes each
// property.
func (s *subject[T]) testSchema(t *testing.T) {
	var head struct {
		Schema string `json:"$schema"`
		ID     string `json:"$id"`
		Title  string `json:"title"`
	}
	if err := json.Unmarshal(s.Schema(), &head); err != nil {
		t.Fatal(err)
	}
	path, ours := strings.CutPrefix(head.ID, home)
	if head.Schema != jsonschema.Draft2020.URL() || !ours || head.Title == "" {
		t.Errorf("the schema begins with %+v", head)
	}
	if file, err := os.ReadFile(filepath.Join("..", path)); err != nil || !bytes.Equal(file, s.Schema()) {
		t.Errorf("%s is not the schema: %v", path, err)
	}
	if err := jsonschema.MustCompile(head.Schema).Validate(any(s.document(t))); err != nil {
		t.Errorf("the schema of schemas is not kept to: %#v", err)
	}
	described := surveyOf(s.schema, s.document(t), s.isCSV()).described
	for _, place := range slices.Sorted(maps.Keys(described)) {
		if !described[place] {
			t.Errorf("%s has no description", place)
		}
	}
}

// testCoverage checks that each property of the schema is in a valid fixture.
func (s *subject[T]) testCoverage(t *testing.T) {
	records := s.plainRecords(t, s.cases(t, "valid"))
	described := surveyOf(s.schema, s.document(t), s.isCSV()).described
	for _, place := range slices.Sorted(maps.Keys(described)) {
		path := strings.Split(place, "/")[1:]
		if !slices.ContainsFunc(records, func(r map[string]any) bool { return len(occurrences(r, path)) > 0 }) {
			t.Errorf("%s is in no valid fixture", place)
		}
	}
}
