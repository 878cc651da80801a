package codectest

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail"
)

// home begins the ids of schemas. What follows it is where the schema is in the module.
const home = "https://github.com/flowtrail/flowtrail/"

// Schema checks that the schema of a document says what it is, keeps to the schema of schemas, needs no other that it does not embed,
// and is the file that its id names. The test must run in a folder right below the root of the module.
func Schema(t *testing.T, doc flowtrail.Document) {
	t.Helper()
	var head struct {
		Schema string `json:"$schema"`
		ID     string `json:"$id"`
		Title  string `json:"title"`
	}
	var whole any
	if err := errors.Join(json.Unmarshal(doc.Schema(), &head), json.Unmarshal(doc.Schema(), &whole)); err != nil {
		t.Fatal(err)
	}
	path, ours := strings.CutPrefix(head.ID, home)
	if head.Schema != jsonschema.Draft2020.URL() || !ours || head.Title == "" {
		t.Errorf("the schema begins with %+v", head)
	}
	if file, err := os.ReadFile(filepath.Join("..", path)); err != nil || !bytes.Equal(file, doc.Schema()) {
		t.Errorf("%s is not the schema: %v", path, err)
	}
	if err := jsonschema.MustCompile(head.Schema).Validate(whole); err != nil {
		t.Errorf("the schema of schemas is not kept to: %#v", err)
	}
	compiledSchema(t, doc.Schema())
}

// testDescriptions checks that the schema describes each property.
func (s *subject[T]) testDescriptions(t *testing.T) {
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
