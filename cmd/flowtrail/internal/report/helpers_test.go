package report_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
	"github.com/flowtrail/flowtrail/documents"
)

var update = flag.Bool("update", false, "write what reporters write into testdata, to be looked at")

// An input is a file with its name.
type input struct{ name, text string }

// A setting is how a test reports.
type setting struct {
	values     report.Values
	severities map[flowtrail.Rule]report.Severity
	most       int64
	cut        string
	strict     bool
	empty      []string
	as         flowtrail.Document
}

// reported returns the report of inputs in a format.
func (s setting) reported(format string, inputs ...input) string {
	return s.reports([]string{format}, inputs...)[format]
}

// redactors are used again, because they take long to learn the names that documents have.
var redactors = map[report.Values]*report.Redactor{
	report.Full: report.NewRedactor(report.Full, nil),
	report.Hash: report.NewRedactor(report.Hash, []byte("key")),
	report.None: report.NewRedactor(report.None, nil),
}

// reports returns the reports of inputs in several formats.
func (s setting) reports(formats []string, inputs ...input) map[string]string {
	texts := make([]strings.Builder, len(formats))
	var reporters []report.Reporter
	for i, format := range formats {
		reporters = append(reporters, report.New(format, &texts[i], report.Options{Version: "v1.2.3", Most: s.most, Severities: s.severities}))
	}
	run := report.NewRun(redactors[s.values], s.severities, reporters...)
	code := 0
	for _, in := range inputs {
		f, tally := s.read(run, in)
		run.File(f, tally)
		if f.Failure != nil {
			code = 3
		}
	}
	for _, path := range s.empty {
		run.Empty(path)
	}
	run.End(s.cut, code)
	all := map[string]string{}
	for i, format := range formats {
		all[format] = texts[i].String()
	}
	return all
}

// read reads an input as validate does.
func (s setting) read(run *report.Run, in input) (*report.File, *report.Tally) {
	f := &report.File{Name: in.name}
	doc, text, err := documents.Open(strings.NewReader(in.text))
	if s.as != nil {
		doc, err = s.as, nil
	}
	var unknown *documents.UnknownError
	switch {
	case errors.As(err, &unknown) && unknown.Empty:
		f.Note = run.Reason("no records: it is " + unknown.Seen)
		return f, nil
	case err != nil:
		f.Failure = &report.Failure{Message: run.Reason(err.Error())}
		return f, nil
	}
	f.Type, f.Read = doc.Name(), true
	tally := run.Tally(doc)
	var counts flowtrail.Counts
	opts := []flowtrail.Option{flowtrail.FileName(in.name), flowtrail.Count(&counts), flowtrail.FindingsAfterHeader()}
	if s.strict {
		opts = append(opts, flowtrail.Strict())
	}
	for err := range doc.Check(text, opts...) {
		var bad *flowtrail.RecordError
		var header *flowtrail.HeaderError
		var broken *flowtrail.StreamError
		var violations []flowtrail.Violation
		switch {
		case errors.As(err, &bad):
			violations = bad.Violations
		case errors.As(err, &header):
			f.WrongHeader, violations = true, header.Violations
		case errors.As(err, &broken):
			f.Failure = &report.Failure{Position: broken.Position, Message: run.Reason(broken.Err.Error())}
		}
		for i := range violations {
			if tally.Severity(&violations[i]) != report.Off {
				run.Finding(tally.Add(&violations[i], true))
			}
		}
	}
	f.Records, f.Invalid, f.Skipped = counts.Records, counts.Invalid, counts.Skipped
	return f, tally
}

// golden compares text with that of a file in testdata.
func golden(t *testing.T, name, text string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", name, diff)
	}
}
