package csvrec

import "github.com/flowtrail/flowtrail/internal/record"

// Quickly reads text, a header and rows, and returns how many rows there are and how many of them are read quickly.
func Quickly[T any](format record.Format[T], text []byte) (quickly, rows int) {
	p := format.(*Format[T]).newParser(record.Limits{Size: 1 << 20, Findings: 10})
	data := record.Pad(nil, text)
	var v T
	for pos := p.Open(data, true).End; pos < len(data); rows++ {
		if p.quick(data, pos, &v) > 0 {
			quickly++
		}
		pos = p.Next(data, pos, true, &v).End
	}
	return quickly, rows
}
