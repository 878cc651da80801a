//go:build !next

package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/bench/flowpb"
	"github.com/flowtrail/flowtrail/bench/twin"
	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
	"github.com/flowtrail/flowtrail/useractivity"
	"github.com/flowtrail/flowtrail/vpcflow"
)

func BenchmarkDNSFilter(b *testing.B) {
	benchmarkDocument(b, dnsfilter.JSON, unmarshalJSON[twin.DNSFilter])
}

func BenchmarkAuditLog(b *testing.B) {
	benchmarkDocument(b, auditlog.JSON, unmarshalJSON[twin.AuditLog])
}

func BenchmarkDLP(b *testing.B) {
	benchmarkDocument(b, dlp.JSON, unmarshalJSON[twin.DLP])
}

func BenchmarkVPCFlow(b *testing.B) {
	text := benchmarkDocument(b, vpcflow.JSON, unmarshalJSON[twin.Flow])
	benchmarkReader(b, "protojson", text, readLines(unmarshalProto))
}

func BenchmarkVPCFlowCamel(b *testing.B) {
	text := benchmarkDocument(b, vpcflow.CamelJSON, inCamelCase[twin.Flow](unmarshalJSON[any]))
	benchmarkReader(b, "protojson", text, readLines(unmarshalProto))
}

// BenchmarkUserActivity is decoding and, by flowtrail, validating.
func BenchmarkUserActivity(b *testing.B) {
	text := samples(b, useractivity.CSV, *records)
	benchmarkReader(b, "flowtrail", text, read(useractivity.CSV))
	benchmarkReader(b, "gocsv", text, readGocsv[useractivity.ActiveUser])
}

// BenchmarkSyncFile is reading a file of all streams beside reading the records of each stream by its own codec, and beside the same
// records, one stream after the other, in one file: the difference to that is what it costs the processor to switch between streams.
func BenchmarkSyncFile(b *testing.B) {
	text := samples(b, s3sync.JSON, *records)
	benchmarkReader(b, "flowtrail", text, read(s3sync.JSON))
	parts := map[string][]byte{}
	all := decode(b, s3sync.JSON, text)
	for line := range bytes.Lines(text) {
		stream := fmt.Sprintf("%T", all[0].Event)
		parts[stream] = append(parts[stream], line...)
		all = all[1:]
	}
	readers := map[string]reader{
		"*networkevent.Event": read(networkevent.JSON),
		"*dnsfilter.Event":    read(dnsfilter.JSON),
		"*auditlog.Event":     read(auditlog.JSON),
		"*dlp.Event":          read(dlp.JSON),
		"*s3sync.Unknown":     read(s3sync.JSON),
	}
	benchmarkReader(b, "parts", text, func([]byte) (total int, err error) {
		for stream, part := range parts {
			n, err := readers[stream](part)
			if total += n; err != nil {
				return total, err
			}
		}
		return total, nil
	})
	sorted := bytes.Join(slices.Collect(maps.Values(parts)), nil)
	benchmarkReader(b, "sorted", text, func([]byte) (int, error) { return read(s3sync.JSON)(sorted) })
}

// benchmarkDocument measures decoding and, by flowtrail and jsonschema, validating samples of a codec, and returns them.
func benchmarkDocument[V, T any](b *testing.B, codec *flowtrail.Codec[T], decode decoder[V]) []byte {
	text := samples(b, codec, *records)
	benchmarkReader(b, "flowtrail", text, read(codec))
	benchmarkReader(b, "encoding-json", text, readLines(decode))
	benchmarkReader(b, "jsonschema", text, readLines(validated(schema(b, codec.Schema()), decode)))
	return text
}

// samples returns so many samples of a codec, as it writes them.
func samples[T any](tb testing.TB, codec *flowtrail.Codec[T], records int) []byte {
	tb.Helper()
	var text bytes.Buffer
	check(tb, codec.WriteSamples(&text, 1, int64(records), false))
	return text.Bytes()
}

func unmarshalProto(line []byte, m *flowpb.ExternalFlow) error {
	return protojson.UnmarshalOptions{DiscardUnknown: true}.Unmarshal(line, m)
}

// TestPeersReadDocuments makes sure that the peers do the work that they are measured by: they have all documented members.
func TestPeersReadDocuments(t *testing.T) {
	readsAll(t, dnsfilter.JSON, unmarshalKnown[twin.DNSFilter], func(e *dnsfilter.Event) bool { return e.Extra == nil })
	readsAll(t, auditlog.JSON, unmarshalKnown[twin.AuditLog], func(e *auditlog.Event) bool { return e.Extra == nil })
	readsAll(t, dlp.JSON, unmarshalKnown[twin.DLP], func(e *dlp.Event) bool { return e.Extra == nil })
	known := func(e *vpcflow.Event) bool { return e.Extra == nil || e.InLogEntry }
	readsAll(t, vpcflow.JSON, unmarshalKnown[twin.Flow], known)
	readsAll(t, vpcflow.JSON, protojsonKnown, known)
	readsAll(t, vpcflow.CamelJSON, inCamelCase[twin.Flow](unmarshalKnown[any]), known)
	readsAll(t, vpcflow.CamelJSON, protojsonKnown, known)
}

func protojsonKnown(line []byte, m *flowpb.ExternalFlow) error { return protojson.Unmarshal(line, m) }

// readsAll makes sure that decode knows all members of those samples that have only documented ones.
func readsAll[V, T any](t *testing.T, codec *flowtrail.Codec[T], decode decoder[V], documented func(*T) bool) {
	t.Helper()
	n := 0
	_, err := readLines(func(line []byte, v *V) error {
		var record T
		check(t, codec.Decode(line, &record))
		if !documented(&record) {
			return nil
		}
		n++
		return decode(line, v)
	})(samples(t, codec, testRecords))
	if err != nil || n < testRecords/2 {
		t.Errorf("%s into a %T: after %d records: %v", codec.Name(), new(V), n, err)
	}
}
