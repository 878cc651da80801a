package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"time"
)

// reports are the experiments with the report of active users, beside DuckDB.
func (p *processes) reports() []experiment {
	return []experiment{p.report("JSON", "events", p.files.events), p.report("CSV", "rows", p.files.rows)}
}

func (p *processes) report(format, source string, open func() (file, error)) experiment {
	const duckdb = "DuckDB, 2 threads"
	work := "report active, " + format + ", whole process, 2 threads"
	return experiment{
		claims: []claim{
			{work, duckdb, took, atLeast(2)},
			{work + ": memory", duckdb, memory, atLeast(6)},
			{work + ": memory", "", memory, atMost(100)},
		},
		check: func() error { return p.compareReports(source, open) },
		contenders: p.with(func(f ...file) []contender {
			return []contender{
				reading(f[0], p.tool, ourReport(f[0])...),
				reading(f[0], p.self, theirReport(source, f[0])...),
			}
		}, open),
	}
}

func ourReport(f file) []string {
	from, to := f.window()
	return []string{"report", "active", "--from", from, "--to", to, "--format", "csv", f.path}
}

func theirReport(source string, f file) []string {
	from, to := f.window()
	return []string{duckdbMode, source, f.path, from, to}
}

// window returns the bounds of most of the records. Some at both ends are outside, so that the bounds matter.
func (f file) window() (from, to string) {
	rim := f.Last.Sub(f.First) / 50
	return f.First.Add(rim).Format(time.RFC3339), f.Last.Add(-rim).Format(time.RFC3339)
}

// compareReports returns an error unless both reports are the same in every cell.
func (p *processes) compareReports(source string, open func() (file, error)) error {
	if p.toolErr != nil {
		return p.toolErr
	}
	f, err := open()
	if err != nil {
		return err
	}
	var ours, theirs bytes.Buffer
	if err := capture(&ours, p.tool, ourReport(f)...); err != nil {
		return err
	}
	if err := capture(&theirs, p.self, theirReport(source, f)...); err != nil {
		return err
	}
	return sameRows(&ours, &theirs)
}

func sameRows(ours, theirs *bytes.Buffer) error {
	a, errA := csv.NewReader(ours).ReadAll()
	b, errB := csv.NewReader(theirs).ReadAll()
	if err := errors.Join(errA, errB); err != nil {
		return err
	}
	if len(a) < 2 || len(a) != len(b) {
		return fmt.Errorf("the reports differ: %d lines, and DuckDB has %d", len(a), len(b))
	}
	for i := range a {
		if !slices.Equal(a[i], b[i]) {
			return fmt.Errorf("the reports differ: line %d is %q, and DuckDB has %q", i+1, a[i], b[i])
		}
	}
	return nil
}
