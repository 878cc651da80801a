package networkevent_test

import (
	"bytes"
	"io"
	"iter"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// written returns n samples of a codec as it writes them.
func written[T any](b *testing.B, codec *flowtrail.Codec[T], samples iter.Seq[*T], n int) []byte {
	b.Helper()
	var text bytes.Buffer
	w := codec.NewWriter(&text)
	for v := range samples {
		if err := w.Write(v); err != nil {
			b.Fatal(err)
		}
		if n--; n == 0 {
			break
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	return text.Bytes()
}

// endless repeats what comes after a header.
type endless struct{ header, rows, rest []byte }

func (e *endless) Read(p []byte) (int, error) {
	if len(e.rest) == 0 {
		e.rest = e.rows
	}
	if len(e.header) > 0 {
		n := copy(p, e.header)
		e.header = e.header[n:]
		return n, nil
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// into measures reading one record with Into, once the reader is warm.
func into[T any](b *testing.B, codec *flowtrail.Codec[T], text []byte, headerLines int, opts ...flowtrail.Option) {
	b.Helper()
	header := 0
	for range headerLines {
		header += bytes.IndexByte(text[header:], '\n') + 1
	}
	records := bytes.Count(text[header:], []byte("\n"))
	rd := codec.NewReader(&endless{header: text[:header], rows: text[header:]}, opts...)
	var v T
	n := 0
	b.SetBytes(int64(len(text)-header) / int64(records))
	b.ReportAllocs()
	for err := range rd.Into(&v) {
		if err != nil {
			b.Fatal(err)
		}
		if n++; n > 2*records && !b.Loop() {
			break
		}
	}
}

// tally counts, in cache lines that no other goroutine writes to.
type tally struct {
	n int
	_ [128]byte
}

// fold measures reading one record with Fold.
func fold[T any](b *testing.B, codec *flowtrail.Codec[T], text []byte, workers int) {
	b.Helper()
	records := bytes.Count(text, []byte("\n"))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		n, err := flowtrail.Fold(codec.NewReader(bytes.NewReader(text), flowtrail.Workers(workers)),
			func() *tally { return new(tally) },
			func(t *tally, _ *T) { t.n++ },
			func(into, from *tally) { into.n += from.n }, nil)
		if err != nil || n.n < records-1 {
			b.Fatal(n.n, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*records), "ns/record")
}

func BenchmarkEventFold(b *testing.B) {
	text := written(b, networkevent.JSON, networkevent.JSON.Samples(1), benchRecords)
	b.Run("workers=1", func(b *testing.B) { fold(b, networkevent.JSON, text, 1) })
	b.Run("workers=2", func(b *testing.B) { fold(b, networkevent.JSON, text, 2) })
}

func BenchmarkRowFold(b *testing.B) {
	text := written(b, networkevent.CSV, networkevent.CSV.Samples(1), benchRecords)
	b.Run("workers=1", func(b *testing.B) { fold(b, networkevent.CSV, text, 1) })
	b.Run("workers=2", func(b *testing.B) { fold(b, networkevent.CSV, text, 2) })
}

const benchRecords = 50_000

func BenchmarkEventInto(b *testing.B) {
	into(b, networkevent.JSON, written(b, networkevent.JSON, networkevent.JSON.Samples(1), benchRecords), 0)
}

func BenchmarkEventIntoTwoWorkers(b *testing.B) {
	into(b, networkevent.JSON, written(b, networkevent.JSON, networkevent.JSON.Samples(1), benchRecords), 0, flowtrail.Workers(2))
}

func BenchmarkRowInto(b *testing.B) {
	into(b, networkevent.CSV, written(b, networkevent.CSV, networkevent.CSV.Samples(1), benchRecords), 1)
}

func BenchmarkRowIntoTwoWorkers(b *testing.B) {
	into(b, networkevent.CSV, written(b, networkevent.CSV, networkevent.CSV.Samples(1), benchRecords), 1, flowtrail.Workers(2))
}

// all measures reading a whole input with All.
func all[T any](b *testing.B, codec *flowtrail.Codec[T], text []byte) {
	b.Helper()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for _, err := range codec.Read(bytes.NewReader(text)) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		b.ReportMetric(float64(n), "records/op")
	}
}

func BenchmarkEventAll(b *testing.B) {
	all(b, networkevent.JSON, written(b, networkevent.JSON, networkevent.JSON.Samples(1), benchRecords))
}

func BenchmarkRowAll(b *testing.B) {
	all(b, networkevent.CSV, written(b, networkevent.CSV, networkevent.CSV.Samples(1), benchRecords))
}

func BenchmarkEventAppend(b *testing.B) {
	appendAll(b, networkevent.JSON, networkevent.JSON.Samples(1))
}

func BenchmarkRowAppend(b *testing.B) { appendAll(b, networkevent.CSV, networkevent.CSV.Samples(1)) }

func appendAll[T any](b *testing.B, codec *flowtrail.Codec[T], samples iter.Seq[*T]) {
	b.Helper()
	text := written(b, codec, samples, 20000)
	var records []*T
	for v, err := range codec.Read(bytes.NewReader(text)) {
		if err != nil {
			b.Fatal(err)
		}
		records = append(records, v)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	w := codec.NewWriter(io.Discard)
	for b.Loop() {
		for _, v := range records {
			if err := w.Write(v); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkEventSamples(b *testing.B) {
	n := b.N
	b.ReportAllocs()
	b.ResetTimer()
	for range networkevent.JSON.Samples(1) {
		if n--; n <= 0 {
			break
		}
	}
}

// small measures reading a small file.
func small[T any](b *testing.B, codec *flowtrail.Codec[T], text []byte, opts ...flowtrail.Option) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		var v T
		n := 0
		for err := range codec.NewReader(bytes.NewReader(text), opts...).Into(&v) {
			if n++; err != nil {
				b.Fatal(err)
			}
		}
		if n < 5 {
			b.Fatal(n)
		}
	}
}

func BenchmarkSmallFile(b *testing.B) {
	events := written(b, networkevent.JSON, networkevent.JSON.Samples(1), 5)
	rows := written(b, networkevent.CSV, networkevent.CSV.Samples(1), 5)
	b.Run("events", func(b *testing.B) { small(b, networkevent.JSON, events) })
	b.Run("events, workers=2", func(b *testing.B) { small(b, networkevent.JSON, events, flowtrail.Workers(2)) })
	b.Run("rows", func(b *testing.B) { small(b, networkevent.CSV, rows) })
	b.Run("validate strictly", func(b *testing.B) {
		b.ReportAllocs()
		line := events[:bytes.IndexByte(events, '\n')]
		for b.Loop() {
			if err := networkevent.JSON.Validate(line, flowtrail.Strict()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
