package vpcflow_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/vpcflow"
)

const benchRecords = 20_000

// samples returns samples as a codec writes them.
func samples(b *testing.B, codec *flowtrail.Codec[vpcflow.Event]) []byte {
	b.Helper()
	var text bytes.Buffer
	if err := codec.WriteSamples(&text, 1, benchRecords, false); err != nil {
		b.Fatal(err)
	}
	return text.Bytes()
}

// into measures reading one event with Into. Their ids are new each time, as they are in real logs.
func into(b *testing.B, codec *flowtrail.Codec[vpcflow.Event], text []byte) {
	b.Helper()
	var ev vpcflow.Event
	b.SetBytes(int64(len(text)) / benchRecords)
	b.ReportAllocs()
	for {
		for err := range codec.NewReader(bytes.NewReader(text)).Into(&ev) {
			if err != nil {
				b.Fatal(err)
			}
			if !b.Loop() {
				return
			}
		}
	}
}

func BenchmarkEventInto(b *testing.B) { into(b, vpcflow.JSON, samples(b, vpcflow.JSON)) }

// BenchmarkDocumentedInto reads events in the spelling that the codec does not write.
func BenchmarkDocumentedInto(b *testing.B) { into(b, vpcflow.JSON, samples(b, vpcflow.CamelJSON)) }

func BenchmarkEventWrite(b *testing.B) {
	var events []*vpcflow.Event
	for ev := range vpcflow.JSON.Samples(1) {
		if events = append(events, ev); len(events) == 1000 {
			break
		}
	}
	var buf []byte
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		var err error
		if buf, err = vpcflow.JSON.Append(buf[:0], events[n%len(events)]); err != nil {
			b.Fatal(err)
		}
		n++
	}
	b.SetBytes(int64(len(buf)))
}

// BenchmarkEventIntoEncodingJSON reads the same into plain structs by encoding/json, which validates nothing.
func BenchmarkEventIntoEncodingJSON(b *testing.B) {
	lines := bytes.SplitAfter(samples(b, vpcflow.JSON), []byte("\n"))
	var size int64
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		line := lines[n%benchRecords]
		var ev plainEvent
		if err := json.Unmarshal(line, &ev); err != nil {
			b.Fatal(err)
		}
		size += int64(len(line))
		n++
	}
	b.SetBytes(size / int64(n))
}
