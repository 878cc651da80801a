package report

import (
	"compress/gzip"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/inert"
)

// mostSARIF is how large a report is before its end, compressed. GitHub takes 10 MB.
const mostSARIF = 8 << 20

// mostSARIFTotals is how many totals stand in the properties of the run.
const mostSARIFTotals = 1000

// A sarif writes the Static Analysis Results Interchange Format 2.1.0, for code hosts. It writes a result for each group of
// findings as soon as its file has ended, and keeps nothing of it.
type sarif struct {
	w        io.Writer
	packed   *gzip.Writer // to know the size that the report has compressed
	size     counter
	results  int64
	left     int64 // results that are left out
	findings int64 // in these
	failures []sarifNotification
	unnamed  int64 // failures that are left out
}

// counter counts what is written.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifRule struct {
	ID     flowtrail.Rule `json:"id"`
	Short  sarifText      `json:"shortDescription"`
	Full   sarifText      `json:"fullDescription"`
	Help   sarifText      `json:"help"`
	URI    string         `json:"helpUri"`
	Config struct {
		Level Severity `json:"level"`
	} `json:"defaultConfiguration"`
}

type sarifRegion struct {
	StartLine   int    `json:"startLine"`
	StartColumn int    `json:"startColumn,omitempty"`
	EndLine     int    `json:"endLine"`
	EndColumn   int    `json:"endColumn,omitempty"`
	ByteOffset  *int64 `json:"byteOffset,omitempty"`
}

type sarifArtifact struct {
	URI  string `json:"uri"`
	Base string `json:"uriBaseId,omitempty"`
}

type sarifLocation struct {
	Physical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	} `json:"physicalLocation"`
}

type sarifResult struct {
	Rule         flowtrail.Rule    `json:"ruleId"`
	Index        *int              `json:"ruleIndex,omitempty"`
	Level        Severity          `json:"level"`
	Message      sarifText         `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Occurrences  int64             `json:"occurrenceCount,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints"`
}

type sarifNotification struct {
	Level     Severity        `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations,omitempty"`
}

const (
	projectURI = "https://github.com/flowtrail/flowtrail"
	rulesURI   = "https://pkg.go.dev/github.com/flowtrail/flowtrail#hdr-Rules"
	baseID     = "SRCROOT"
)

// newSARIF begins a report of a version of the tool.
func newSARIF(w io.Writer, version string, severities map[flowtrail.Rule]Severity) *sarif {
	s := &sarif{w: w}
	s.packed = gzip.NewWriter(&s.size)
	s.write(`{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",` + "\n" +
		`"version":"2.1.0","runs":[{"tool":{"driver":{"name":"flowtrail","version":` + inert.JSON(sarifVersion(version)) +
		`,"informationUri":"` + projectURI + `","rules":[` + "\n")
	for i, r := range slices.Concat(rules, runRules) {
		s.list(i, sarifRuleOf(r, severities[r.id]))
	}
	s.write("]}},\n" + `"originalUriBaseIds":{"` + baseID + `":{"description":{"text":"The directory that flowtrail ran in."}}},` + "\n" +
		`"columnKind":"unicodeCodePoints","results":[` + "\n")
	return s
}

// sarifVersion returns a version that begins with a number, so that programs can compare it with others: that of a build in a clone
// does not.
func sarifVersion(version string) string {
	version = strings.TrimPrefix(version, "v")
	if version == "" || version[0] < '0' || version[0] > '9' {
		version = "0.0.0 " + version
	}
	return version
}

func sarifRuleOf(r rule, severity Severity) (s sarifRule) {
	s.ID, s.URI = r.id, rulesURI
	s.Short.Text = capital(r.short) + "."
	s.Full.Text = s.Short.Text
	s.Help.Text = r.help
	s.Config.Level = Error
	switch severity {
	case Warning:
		s.Config.Level = Warning
	case Off:
		s.Config.Level = "none"
	}
	return s
}

func (s *sarif) write(text string) {
	io.WriteString(s.w, text)
	io.WriteString(s.packed, text)
}

// list writes an element of a list.
func (s *sarif) list(i int, v any) {
	text := inert.JSON(v)
	if i > 0 {
		text = ",\n" + text
	}
	s.write(text)
}

func (s *sarif) Finding(*Finding) {}

func (s *sarif) File(f *File) {
	if f.Failure != nil {
		at := f.Failure.Position
		at.Line = f.Failure.line()
		s.fail(f, at)
	}
	for _, g := range f.all() {
		s.result(g.Count, sarifResult{
			Rule: g.Rule, Level: g.Severity, Message: message(g.summed(true)), Locations: locations(f, g.place(f)), Occurrences: g.Count,
			Fingerprints: fingerprints(f, g.Rule, g.id()),
		})
	}
}

// fail takes note of a file that cannot be read: a result shows it, and a notification says that the run is not complete.
func (s *sarif) fail(f *File, at flowtrail.Position) {
	text := message("the file cannot be read, or not to its end: " + f.Failure.Message)
	s.result(0, sarifResult{
		Rule: ruleUnreadable, Level: Error, Message: text, Locations: locations(f, at), Fingerprints: fingerprints(f, ruleUnreadable, ""),
	})
	if len(s.failures) < mostEmpty {
		s.failures = append(s.failures, sarifNotification{Error, text, locations(f, at)})
	} else {
		s.unnamed++
	}
}

// result writes a result of so many findings, if there is room.
func (s *sarif) result(findings int64, r sarifResult) {
	if s.results == mostResults || s.size > mostSARIF {
		s.left++
		s.findings += findings
		return
	}
	if i := ruleIndex(r.Rule); i >= 0 {
		r.Index = &i
	}
	s.list(int(s.results), r)
	if s.results++; s.results%100 == 0 {
		s.packed.Flush() // now the size is known
	}
}

func (s *sarif) End(sum *Summary) {
	notes := s.failures
	note := func(level Severity, format string, args ...any) {
		notes = append(notes, sarifNotification{Level: level, Message: message(fmt.Sprintf(format, args...))})
	}
	if s.unnamed > 0 {
		note(Error, "%s cannot be read", plural(s.unnamed, "more file"))
	}
	for _, path := range sum.Empty {
		note(Error, "%s: no records", path)
	}
	if n := sum.Empties - int64(len(sum.Empty)); n > 0 {
		note(Error, "%s without records", plural(n, "more path"))
	}
	if s.left > 0 {
		note(Warning, "%s with %s not in this report, which is as large as code hosts take", plural(s.left, "result"), plural(s.findings, "finding"))
	}
	if sum.Cut != "" {
		note(Warning, "not all was read: %s", sum.Cut)
	}
	if notes == nil {
		notes = []sarifNotification{}
	}
	s.write("],\n" + `"invocations":[` + inert.JSON(struct {
		Successful bool                `json:"executionSuccessful"`
		ExitCode   int                 `json:"exitCode"`
		Notes      []sarifNotification `json:"toolExecutionNotifications"`
	}{sum.ExitCode == 0 || sum.ExitCode == 1, sum.ExitCode, notes}) + "],\n" + `"properties":` + inert.JSON(struct {
		Columns    string      `json:"columns"`
		Files      int64       `json:"files"`
		Unreadable int64       `json:"unreadable"`
		Records    int64       `json:"records"`
		Invalid    int64       `json:"invalid"`
		Findings   int64       `json:"findings"`
		Warnings   int64       `json:"warnings"`
		LeftOut    int64       `json:"resultsLeftOut"`
		Totals     []totalJSON `json:"totals"`
		MoreTotals int         `json:"totalsLeftOut"`
	}{
		"in bytes", sum.Files, sum.Unreadable, sum.Records, sum.Invalid, sum.Findings(), sum.Warnings, s.left,
		totalsJSON(sum.Totals, mostSARIFTotals), max(len(sum.Totals)-mostSARIFTotals, 0),
	}) + "}]}\n")
}

func message(text string) sarifText {
	return sarifText{inert.Message(inert.Cut(text, mostMessage))}
}

// locations returns the one place of a result. The region is the first byte of it.
func locations(f *File, at flowtrail.Position) []sarifLocation {
	var l sarifLocation
	uri, relative := inert.URI(f.Name)
	l.Physical.Artifact.URI = uri
	if relative {
		l.Physical.Artifact.Base = baseID
	}
	column := max(at.Column, 1)
	l.Physical.Region = &sarifRegion{StartLine: at.Line, StartColumn: column, EndLine: at.Line, EndColumn: column + 1, ByteOffset: &at.Offset}
	return []sarifLocation{l}
}

func fingerprints(f *File, rule flowtrail.Rule, path string) map[string]string {
	return map[string]string{"primaryLocationLineHash": fingerprint(f, rule, path) + ":1"}
}
