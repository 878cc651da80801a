package s3sync_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
)

// streams are the documents by the names of their streams.
var streams = []struct {
	names []string
	doc   flowtrail.Document
}{
	{[]string{"network_access", "network"}, networkevent.JSON},
	{[]string{"dns_filtering"}, dnsfilter.JSON},
	{[]string{"audit_log"}, auditlog.JSON},
	{[]string{"data_loss_prevention"}, dlp.JSON},
}

// TestSchema checks that the schema of a sync file is put together from those of the documents.
func TestSchema(t *testing.T) {
	type object map[string]any
	defs, rules := object{}, []any{}
	for _, s := range streams {
		var schema struct {
			ID string `json:"$id"`
		}
		if err := json.Unmarshal(s.doc.Schema(), &schema); err != nil {
			t.Fatal(err)
		}
		defs[s.doc.Name()] = json.RawMessage(s.doc.Schema())
		rules = append(rules, object{
			"if":   object{"properties": object{"event_type": object{"enum": s.names}}},
			"then": object{"$ref": schema.ID},
		})
	}
	var want bytes.Buffer
	encoder := json.NewEncoder(&want)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(object{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"$id":         "https://github.com/flowtrail/flowtrail/s3sync/schema/record.json",
		"title":       "One record of a Twingate S3 sync file, of any stream",
		"description": "Records of the streams that are known have schemas of their own. One of another stream needs nothing but its name.",
		"type":        "object",
		"required":    []string{"event_type"},
		"properties":  object{"event_type": object{"description": "The stream that the record belongs to.", "type": "string"}},
		"allOf":       rules,
		"$defs":       defs,
	}); err != nil {
		t.Fatal(err)
	}
	if *codectest.Update {
		if err := os.WriteFile("schema/record.json", want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want.String(), string(s3sync.JSON.Schema())); diff != "" {
		t.Errorf("run with -update (-want +got):\n%s", diff)
	}
}
