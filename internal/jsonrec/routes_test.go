package jsonrec_test

import (
	"bytes"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/internal/jsonrec"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
	"github.com/flowtrail/flowtrail/vpcflow"
)

// TestSamplesAlongRoutes checks how many objects of the samples are read member by member once the first ones have been: those whose
// structure is new, which are few but where many members are optional.
func TestSamplesAlongRoutes(t *testing.T) {
	t.Run("network events", func(t *testing.T) { samplesAlongRoutes(t, networkevent.JSON, 30) })
	t.Run("DNS filtering", func(t *testing.T) { samplesAlongRoutes(t, dnsfilter.JSON, 3) })
	t.Run("audit log", func(t *testing.T) { samplesAlongRoutes(t, auditlog.JSON, 40) })
	t.Run("data loss prevention", func(t *testing.T) { samplesAlongRoutes(t, dlp.JSON, 1) })
	t.Run("VPC flows", func(t *testing.T) { samplesAlongRoutes(t, vpcflow.JSON, 170) })
	t.Run("VPC flows in camel case", func(t *testing.T) { samplesAlongRoutes(t, vpcflow.CamelJSON, 170) })
	t.Run("sync files", func(t *testing.T) { samplesAlongRoutes(t, s3sync.JSON, 50) })
}

func samplesAlongRoutes[T any](t *testing.T, codec *flowtrail.Codec[T], most int) {
	const samples, first = 5000, 500
	var text bytes.Buffer
	if err := codec.WriteSamples(&text, 1, samples, false); err != nil {
		t.Fatal(err)
	}
	data := record.Pad(nil, text.Bytes())
	parser := codec.Format().NewParser(record.Limits{Size: 1 << 20, Depth: 64, Findings: 10})
	pos, before := parser.Open(data, true).End, 0
	var v T
	for n := range samples {
		if n == first {
			before = jsonrec.Explored(parser)
		}
		span := parser.Next(data, pos, true, &v)
		if span.Status != record.Valid {
			t.Fatalf("sample %d: %+v, %v", n, span, parser.Findings())
		}
		pos = span.End
	}
	if late := jsonrec.Explored(parser) - before; before == 0 || late > most {
		t.Errorf("%d objects of the first %d samples are read member by member, and %d of those after them, at most %d wanted", before, first, late, most)
	}
}
