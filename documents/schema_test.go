package documents_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/internal/codectest"
)

// TestSchemas checks that the schema of each document can be taken as it is.
func TestSchemas(t *testing.T) {
	for _, doc := range documents.All() {
		t.Run(doc.Name(), func(t *testing.T) { codectest.Schema(t, doc) })
	}
}
