package main

import (
	"fmt"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

func BenchmarkFoldEvents(b *testing.B) {
	benchmarkFold(b, networkevent.JSON, head(b, eventsFile, *records))
}

func BenchmarkFoldNothingRepeats(b *testing.B) {
	benchmarkFold(b, networkevent.JSON, nothingRepeats(head(b, eventsFile, *records)))
}

func BenchmarkFoldRows(b *testing.B) {
	benchmarkFold(b, networkevent.CSV, head(b, rowsFile, *records))
}

// benchmarkFold measures flowtrail with as many cores as workers, beside two processes.
func benchmarkFold[T any](b *testing.B, codec *flowtrail.Codec[T], text []byte) {
	want := len(decode(b, codec, text))
	for _, workers := range []int{2, 1} {
		benchmark(b, fmt.Sprintf("lib=flowtrail/workers=%d", workers), workers, len(text), want, func() error {
			n, err := fold(codec, text, workers)
			if err == nil && n != want {
				err = fmt.Errorf("%d records, not %d", n, want)
			}
			return err
		})
	}
	benchmarkSideBySide(b, codec, text, want)
}
