package s3sync_test

import (
	"bytes"
	"math"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
)

func BenchmarkRecordInto(b *testing.B) { codectest.BenchmarkInto(b, s3sync.JSON) }

func BenchmarkRecordAppend(b *testing.B) { codectest.BenchmarkAppend(b, s3sync.JSON) }

// BenchmarkBesideParts measures reading a file of the four documented streams beside reading the records of each by its own codec: the
// same records, taken apart. The metric parts/mixed is how long the parts take for each second that the file takes, both by the least
// times of each piece of some rounds.
func BenchmarkBesideParts(b *testing.B) {
	var mixed laps
	parts := make([]laps, len(streams))
	n := 0
	for rec := range s3sync.JSON.Samples(1) {
		i := streamOf(rec)
		if i < 0 {
			continue
		}
		text := line(b, rec)
		mixed.add(text)
		parts[i].add(text)
		if n++; n == 20_000 {
			break
		}
	}
	for b.Loop() {
		run(b, &mixed, s3sync.JSON)
		run(b, &parts[0], networkevent.JSON)
		run(b, &parts[1], dnsfilter.JSON)
		run(b, &parts[2], auditlog.JSON)
		run(b, &parts[3], dlp.JSON)
	}
	own := 0.0
	for i := range parts {
		own += parts[i].seconds()
	}
	b.ReportMetric(own/mixed.seconds(), "parts/mixed")
}

// laps are a text in pieces, and the least seconds that reading each has taken.
type laps struct {
	pieces [][]byte
	least  []float64
}

// add adds a record to the last piece, or to a new one if that is large.
func (l *laps) add(text string) {
	last := len(l.pieces) - 1
	if last < 0 || len(l.pieces[last]) > 256<<10 {
		l.pieces, l.least = append(l.pieces, nil), append(l.least, math.Inf(1))
		last++
	}
	l.pieces[last] = append(l.pieces[last], text...)
}

func (l *laps) seconds() (sum float64) {
	for _, s := range l.least {
		sum += s
	}
	return sum
}

// run reads each piece into one record.
func run[T any](b *testing.B, l *laps, codec *flowtrail.Codec[T]) {
	var v T
	for i, piece := range l.pieces {
		start := time.Now()
		for err := range codec.NewReader(bytes.NewReader(piece)).Into(&v) {
			if err != nil {
				b.Fatal(err)
			}
		}
		l.least[i] = min(l.least[i], time.Since(start).Seconds())
	}
}

// streamOf returns which of the streams a record belongs to, or -1.
func streamOf(rec *s3sync.Record) int {
	switch rec.Event.(type) {
	case *networkevent.Event:
		return 0
	case *dnsfilter.Event:
		return 1
	case *auditlog.Event:
		return 2
	case *dlp.Event:
		return 3
	}
	return -1
}
