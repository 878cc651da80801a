package main

import "github.com/flowtrail/flowtrail"

// findingText formats a finding for people.
func findingText(v flowtrail.Violation) string { return v.String() + " [" + string(v.Rule) + "]" }

// findingJSON formats a finding for programs.
func findingJSON(v flowtrail.Violation) string {
	return object(struct {
		Kind string `json:"kind"`
		flowtrail.Violation
	}{"finding", v})
}

// fileJSON formats for programs what a file held, or why it was not read.
func fileJSON(f *file) string {
	about := struct {
		Kind     string `json:"kind"`
		File     string `json:"file"`
		Type     string `json:"type"`
		Records  int64  `json:"records"`
		Invalid  int64  `json:"invalid"`
		Findings int64  `json:"findings"`
		Skipped  int64  `json:"skipped"`
		Header   string `json:"header,omitempty"`
		Note     string `json:"note,omitempty"`
		Error    string `json:"error,omitempty"`
	}{Kind: "file", File: f.name, Records: f.Records, Invalid: f.Invalid, Findings: f.Findings, Skipped: f.Skipped, Note: f.unread}
	if f.doc != nil {
		about.Type = f.doc.Name()
	}
	if f.wrongHeader {
		about.Header = "wrong"
	}
	if f.err != nil {
		about.Error = f.reason().Error()
	}
	return object(about)
}

// summaryJSON formats the end of a report for programs.
func summaryJSON(o outcome, printed int64) string {
	return object(struct {
		Kind       string `json:"kind"`
		Files      int    `json:"files"`
		Records    int64  `json:"records"`
		Invalid    int64  `json:"invalid"`
		Findings   int64  `json:"findings"`
		Unreadable int    `json:"unreadable"`
		Skipped    int64  `json:"skipped"`
		NotShown   int64  `json:"not_shown"`
	}{"summary", o.files, o.Records, o.Invalid, o.Findings, o.unreadable, o.Skipped, o.Findings - printed})
}
