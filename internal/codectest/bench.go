package codectest

import (
	"bytes"
	"io"
	"testing"

	"github.com/flowtrail/flowtrail"
)

// benchRecords is how many samples are read, again and again.
const benchRecords = 20_000

// BenchmarkInto measures how a codec reads and validates its samples with Into, once the reader is warm.
func BenchmarkInto[T any](b *testing.B, codec *flowtrail.Codec[T]) {
	text := samplesText(b, codec)
	rd := codec.NewReader(&repeated{text: text})
	var v T
	n := 0
	b.SetBytes(int64(len(text) / benchRecords))
	b.ReportAllocs()
	for err := range rd.Into(&v) {
		if err != nil {
			b.Fatal(err)
		}
		if n++; n > 2*benchRecords && !b.Loop() {
			break
		}
	}
}

// BenchmarkAppend measures how a codec writes its samples.
func BenchmarkAppend[T any](b *testing.B, codec *flowtrail.Codec[T]) {
	text := samplesText(b, codec)
	var records []*T
	for v, err := range codec.Read(bytes.NewReader(text)) {
		if err != nil {
			b.Fatal(err)
		}
		records = append(records, v)
	}
	w := codec.NewWriter(io.Discard)
	i := 0
	b.SetBytes(int64(len(text) / len(records)))
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Write(records[i]); err != nil {
			b.Fatal(err)
		}
		if i++; i == len(records) {
			i = 0
		}
	}
}

func samplesText[T any](b *testing.B, codec *flowtrail.Codec[T]) []byte {
	b.Helper()
	var text bytes.Buffer
	if err := codec.WriteSamples(&text, 1, benchRecords, false); err != nil {
		b.Fatal(err)
	}
	return text.Bytes()
}
