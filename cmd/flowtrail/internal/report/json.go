package report

import (
	"io"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/inert"
)

// lines is the report for programs: a JSON object on each line.
type lines struct {
	w   io.Writer
	cap limited
}

// JSON returns the finding as a JSON object.
func (f *Finding) JSON() string {
	about := struct {
		Kind string `json:"kind"`
		flowtrail.Violation
		Severity Severity `json:"severity,omitempty"`
	}{"finding", f.Violation, f.Severity}
	if f.Severity == Error {
		about.Severity = ""
	}
	return inert.JSON(about)
}

func (l *lines) Finding(f *Finding) {
	if l.cap.shows() {
		l.line(f.JSON())
	}
}

func (l *lines) File(f *File) {
	about := struct {
		Kind     string `json:"kind"`
		File     string `json:"file"`
		Type     string `json:"type"`
		Records  int64  `json:"records"`
		Invalid  int64  `json:"invalid"`
		Findings int64  `json:"findings"`
		Skipped  int64  `json:"skipped"`
		Warnings int64  `json:"warnings,omitempty"`
		Header   string `json:"header,omitempty"`
		Note     string `json:"note,omitempty"`
		Error    string `json:"error,omitempty"`
		Cut      bool   `json:"cut,omitempty"`
	}{
		Kind: "file", File: f.Name, Type: f.Type, Records: f.Records, Invalid: f.Invalid, Findings: f.Errors + f.Warnings,
		Skipped: f.Skipped, Warnings: f.Warnings, Note: f.Note, Cut: f.Cut,
	}
	if f.WrongHeader {
		about.Header = "wrong"
	}
	if f.Failure == nil {
		l.line(inert.JSON(about))
		return
	}
	about.Error = f.Failure.Message
	if f.Failure.Line > 0 {
		about.Error = f.Failure.text(f.Name)
	}
	l.line(inert.JSON(about))
	l.line(inert.JSON(struct {
		Kind string `json:"kind"`
		flowtrail.Position
		Error string `json:"error"`
	}{"unreadable", f.Failure.at(f.Name), f.Failure.Message}))
}

// at returns the place of a failure of the file with a name.
func (f *Failure) at(name string) flowtrail.Position {
	at := f.Position
	at.File = name
	return at
}

// totalJSON is a total in the summary.
type totalJSON struct {
	Rule     flowtrail.Rule `json:"rule"`
	Path     string         `json:"path"`
	Other    bool           `json:"other_paths,omitempty"`
	Severity Severity       `json:"severity"`
	Findings int64          `json:"findings"`
	Files    int64          `json:"files,omitempty"`
}

// totalsJSON returns the first totals, at most so many if most is not 0.
func totalsJSON(totals []*Total, most int) []totalJSON {
	if most > 0 {
		totals = totals[:min(len(totals), most)]
	}
	list := make([]totalJSON, len(totals))
	for i, t := range totals {
		list[i] = totalJSON{t.Rule, t.Path, t.Other, t.Severity, t.Count, t.Files}
	}
	return list
}

func (l *lines) End(s *Summary) {
	l.line(inert.JSON(struct {
		Kind       string      `json:"kind"`
		Files      int64       `json:"files"`
		Records    int64       `json:"records"`
		Invalid    int64       `json:"invalid"`
		Findings   int64       `json:"findings"`
		Unreadable int64       `json:"unreadable"`
		Skipped    int64       `json:"skipped"`
		NotShown   int64       `json:"not_shown"`
		Warnings   int64       `json:"warnings,omitempty"`
		LeftOut    int64       `json:"left_out,omitempty"`
		Empty      []string    `json:"empty,omitempty"`
		Cut        string      `json:"cut,omitempty"`
		Totals     []totalJSON `json:"totals,omitempty"`
	}{
		"summary", s.Files, s.Records, s.Invalid, s.Findings(), s.Unreadable, s.Skipped, s.Findings() - l.cap.shown,
		s.Warnings, s.LeftOut, s.Empty, s.Cut, totalsJSON(s.Totals, 0),
	}))
}

func (l *lines) line(s string) { io.WriteString(l.w, s+"\n") }
