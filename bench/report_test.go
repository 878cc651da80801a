package main

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"testing"
	"time"
)

func BenchmarkReportEvents(b *testing.B) { benchmarkReport(b, "events", eventsFile) }
func BenchmarkReportRows(b *testing.B)   { benchmarkReport(b, "rows", rowsFile) }

func benchmarkReport(b *testing.B, source, name string) {
	flowtrail, duckdb := reports(b, source, name)
	benchmarkProcess(b, "flowtrail", file(b, name), flowtrail[0], flowtrail[1:]...)
	benchmarkProcess(b, "duckdb", file(b, name), duckdb[0], duckdb[1:]...)
}

// reports returns two commands that write the same report of active users.
func reports(tb testing.TB, source, name string) (flowtrail, duckdb []string) {
	input := file(tb, name)
	from, to := window(tb, input)
	return []string{flowtrailTool(tb), "report", "active", "--from", from, "--to", to, "--format", "csv", input},
		[]string{program(tb, "duckdb"), source, input, from, to}
}

var timestamp = regexp.MustCompile(`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d`)

// window returns the bounds of most of the records in a file. Some at both ends are outside, so that the bounds matter.
func window(tb testing.TB, path string) (from, to string) {
	in, err := os.Open(path)
	check(tb, err)
	defer in.Close()
	end, err := in.Seek(-4096, io.SeekEnd)
	check(tb, err)
	var times []time.Time
	for _, offset := range []int64{0, end} {
		text := make([]byte, 4096)
		_, err := in.ReadAt(text, offset)
		check(tb, err)
		for _, match := range timestamp.FindAll(text, -1) {
			match[len("2006-01-02")] = 'T'
			t, err := time.Parse("2006-01-02T15:04:05", string(match))
			check(tb, err)
			times = append(times, t)
		}
	}
	first, last := times[0], times[len(times)-1]
	rim := last.Sub(first) / 50
	return first.Add(rim).Format(time.RFC3339), last.Add(-rim).Format(time.RFC3339)
}

// TestReports makes sure that both reports are the same in every cell.
func TestReports(t *testing.T) {
	for source, name := range map[string]string{"events": eventsFile, "rows": rowsFile} {
		t.Run(source, func(t *testing.T) {
			flowtrail, duckdb := reports(t, source, name)
			ours, theirs := cells(t, flowtrail), cells(t, duckdb)
			if len(ours) < 2 || len(ours) != len(theirs) {
				t.Fatalf("%d lines, and DuckDB has %d", len(ours), len(theirs))
			}
			for i := range ours {
				if !slices.Equal(ours[i], theirs[i]) {
					t.Fatalf("line %d is %q, and DuckDB has %q", i+1, ours[i], theirs[i])
				}
			}
		})
	}
}

func cells(t *testing.T, command []string) [][]string {
	cmd := exec.Command(command[0], command[1:]...)
	var text bytes.Buffer
	cmd.Stdout = &text
	_, err := run(cmd)
	check(t, err)
	rows, err := csv.NewReader(&text).ReadAll()
	check(t, err)
	return rows
}
