package csvrec

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/record"
)

// Reading is how a text was read.
type Reading struct {
	Rows    int
	Split   int // rows that were split into cells
	Learned int // runs of cells that were not known
}

// ReadTwice reads text, a header and valid rows of at most 4 kB, twice, and returns how.
func ReadTwice[T any](t *testing.T, format record.Format[T], text string) (first, second Reading) {
	t.Helper()
	p := format.(*Format[T]).newParser(record.Limits{Size: 4 << 10, Findings: 10})
	data := record.Pad(nil, []byte(text))
	for _, r := range []*Reading{&first, &second} {
		slow, learned := p.slow, p.learned
		span := p.Open(data, true)
		for span.End < len(data) && span.Status == record.Valid {
			span = p.Next(data, span.End, true, new(T))
			r.Rows++
		}
		if span.Status != record.Valid {
			t.Fatalf("%+v: %v, %v", span, p.findings, p.err)
		}
		r.Split, r.Learned = p.slow-slow, p.learned-learned
	}
	return first, second
}
