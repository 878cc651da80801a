package networkevent

import (
	"strconv"
	"testing"

	"github.com/flowtrail/flowtrail/internal/csvrec"
	"github.com/flowtrail/flowtrail/internal/record"
)

const parsedRows = 200_000

// BenchmarkRowParse measures reading one row from memory, without a Reader around the parser.
func BenchmarkRowParse(b *testing.B) { parseRows(b, func(int, *Row) {}) }

// BenchmarkNewRowParse does so for rows in which no name or id repeats.
func BenchmarkNewRowParse(b *testing.B) {
	parseRows(b, func(i int, r *Row) {
		n := strconv.Itoa(1e9 + i)
		for _, cell := range []*string{
			&r.User, &r.UserID, &r.DeviceID, &r.Connector, &r.ConnectorID, &r.ResourceDomain, &r.ResourceID, &r.RemoteNetwork,
			&r.RemoteNetworkID, &r.AppliedRule, &r.Relays, &r.RelayIPs, &r.RelayPorts,
		} {
			*cell += n
		}
	})
}

// parseRows parses rows as samples give them, each of them changed, again and again.
func parseRows(b *testing.B, change func(i int, r *Row)) {
	b.Helper()
	format := csvrec.New(rowReport)
	encoder := format.NewEncoder()
	text, err := encoder.Header(nil, nil)
	n := 0
	for row := range format.Samples(1, func() *Row { return new(Row) }) {
		if err != nil || n == parsedRows {
			break
		}
		change(n, row)
		text, err = encoder.Append(text, row)
		n++
	}
	if err != nil {
		b.Fatal(err)
	}
	data := record.Pad(nil, text)
	parser := format.NewParser(record.Limits{Size: 1 << 20, Depth: 64, Findings: 100})
	header := parser.Open(data, true).End
	pos := header
	var row Row
	parse := func() {
		span := parser.Next(data, pos, true, &row)
		if pos = span.End; span.Status != record.Valid {
			b.Fatal(parser.Findings())
		}
		if pos == len(data) {
			pos = header
		}
	}
	for range parsedRows {
		parse()
	}
	b.SetBytes(int64(len(data)-header) / parsedRows)
	b.ReportAllocs()
	for b.Loop() {
		parse()
	}
}
