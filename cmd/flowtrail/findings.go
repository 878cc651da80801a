package main

import (
	"bufio"
	"io"

	"github.com/flowtrail/flowtrail"
)

// findings prints findings as they are found, the first max of them.
type findings struct {
	lines  *bufio.Writer
	format func(flowtrail.Violation) string // one line
	max    int64                            // 0 for no limit
	n      int64
}

func newFindings(w io.Writer, format func(flowtrail.Violation) string, max int64) *findings {
	return &findings{bufio.NewWriterSize(w, 64<<10), format, max, 0}
}

func (f *findings) add(v flowtrail.Violation) {
	if f.n++; f.max == 0 || f.n <= f.max {
		f.print(f.format(v))
	}
}

// print prints a line, which is never written in parts: a terminal may show progress in between.
func (f *findings) print(line string) {
	if len(line) >= f.lines.Available() {
		f.lines.Flush()
	}
	f.lines.WriteString(line)
	f.lines.WriteByte('\n')
}

// hidden returns how many findings were not printed.
func (f *findings) hidden() int64 {
	if f.max == 0 {
		return 0
	}
	return max(f.n-f.max, 0)
}

// findingText formats a finding for people.
func findingText(v flowtrail.Violation) string { return v.String() + " [" + string(v.Rule) + "]" }

// findingJSON formats a finding for programs.
func findingJSON(v flowtrail.Violation) string {
	return object(struct {
		Kind    string         `json:"kind"`
		File    string         `json:"file"`
		Record  int64          `json:"record"`
		Line    int            `json:"line"`
		Column  int            `json:"column"`
		Offset  int64          `json:"offset"`
		Path    string         `json:"path"`
		Rule    flowtrail.Rule `json:"rule"`
		Message string         `json:"message"`
		Value   string         `json:"value"`
	}{"finding", v.File, v.Record, v.Line, v.Column, v.Offset, v.Path, v.Rule, v.Message, v.Value})
}

// summaryJSON formats the end of a report for programs.
func summaryJSON(o outcome) string {
	return object(struct {
		Kind       string `json:"kind"`
		Files      int    `json:"files"`
		Records    int64  `json:"records"`
		Invalid    int64  `json:"invalid"`
		Findings   int64  `json:"findings"`
		Unreadable int    `json:"unreadable"`
	}{"summary", o.files, o.records, o.invalid, o.findings, o.unreadable})
}
