package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/internal/nearest"
)

// A wantedReport is what --report asks for.
type wantedReport struct {
	format string
	path   string // empty for stdout
}

// reportFlag is the flag --report, which may be there several times.
type reportFlag []wantedReport

func (r *reportFlag) String() string { return "" }
func (r *reportFlag) Type() string   { return "FORMAT[=FILE]" }

func (r *reportFlag) Set(s string) error {
	format, path, hasPath := strings.Cut(s, "=")
	if !slices.Contains(report.Formats(), format) {
		return fmt.Errorf("it must be %s, or one of these with =FILE", oneOf(report.Formats()))
	}
	if hasPath && path == "" {
		return errors.New("the name of the file is empty")
	}
	if path == "-" {
		path = ""
	}
	*r = append(*r, wantedReport{format, path})
	return nil
}

// severityFlag is the flag --rule, which may be there several times.
type severityFlag map[flowtrail.Rule]report.Severity

func (s severityFlag) String() string { return "" }
func (s severityFlag) Type() string   { return "RULE=error|warning|off" }

func (s severityFlag) Set(text string) error {
	rule, severity, _ := strings.Cut(text, "=")
	if !slices.Contains(report.Rules(), rule) {
		meant := ""
		if name := nearest.Name(rule, report.Rules()); name != "" {
			meant = "; did you mean " + name + "?"
		}
		return fmt.Errorf("there is no rule %q%s", rule, meant)
	}
	switch report.Severity(severity) {
	case report.Error, report.Warning, report.Off:
		s[flowtrail.Rule(rule)] = report.Severity(severity)
		return nil
	}
	return errors.New("the severity must be error, warning or off")
}

// stdoutFormat returns the format of what validate prints on stdout while it reads, or at its end.
func (r reportFlag) stdoutFormat(format string, formatSet bool) (string, error) {
	var all []string
	if formatSet {
		all = append(all, format)
	}
	for _, wanted := range r {
		if wanted.path == "" && wanted.format != "github" && !slices.Contains(all, wanted.format) {
			all = append(all, wanted.format)
		}
	}
	switch len(all) {
	case 0:
		return "text", nil
	case 1:
		return all[0], nil
	}
	return "", fmt.Errorf("only one report can go to standard output, not %s; name files for the others, as --report %s=FILE", strings.Join(all, " and "), all[1])
}

// outputs are the files of reports.
type outputs []*reportFile

// A reportFile is the file of a report.
type reportFile struct {
	*report.Output
	wantedReport
}

// create begins to write the files of reports. None of them may be one of the files that are read, whose names it gets by what they
// are, nor any other export.
func (r reportFlag) create(read map[string][]string) (all outputs, locations map[string]bool, err error) {
	locations = map[string]bool{}
	defer func() {
		if err != nil {
			all.discard()
		}
	}()
	for _, wanted := range r {
		if wanted.path == "" {
			continue
		}
		at := location(wanted.path)
		if what := overwritten(at, read); what != "" {
			return all, nil, fmt.Errorf("--report %s=%s would overwrite %s", wanted.format, wanted.path, what)
		}
		if locations[at] {
			return all, nil, fmt.Errorf("two reports would be written to %s", wanted.path)
		}
		locations[at] = true
		file, err := report.Create(wanted.path)
		if err != nil {
			return all, nil, fmt.Errorf("--report %s=%s: %w", wanted.format, wanted.path, cause(err))
		}
		all = append(all, &reportFile{file, wanted})
	}
	return all, locations, nil
}

// overwritten returns what a report at a location would overwrite that is no report; empty if there is nothing.
func overwritten(at string, read map[string][]string) string {
	for what, names := range read {
		if slices.ContainsFunc(names, func(name string) bool { return name != "" && name != "-" && location(name) == at }) {
			return what
		}
	}
	if info, err := os.Stat(at); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	file, err := os.Open(at)
	if err != nil {
		return ""
	}
	defer file.Close()
	doc, _, err := documents.Open(&unpacker{r: file})
	if err != nil {
		return ""
	}
	return "an export of the type " + doc.Name() // that is in a directory, or that a glob matches
}

// cause returns an error without the name of the file, which may be that of a part of the work.
func cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// commit puts all files in their places, and reports whether that could be done.
func (o outputs) commit(say func(string, ...any)) bool {
	ok := true
	for _, file := range o {
		if err := file.Commit(); err != nil {
			say("flowtrail: cannot write %s: %v", file.path, cause(err))
			ok = false
		}
	}
	return ok
}

func (o outputs) discard() {
	for _, file := range o {
		file.Discard()
	}
}

// guard discards the files when the command is interrupted, until the function that it returns is called. It goes on to
// ignore what it is to ignore, as under nohup.
func (o outputs) guard() (end func()) {
	if len(o) == 0 {
		return func() {}
	}
	interrupts := make(chan os.Signal, 1)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			signal.Notify(interrupts, s)
		}
	}
	go func() {
		if s, ok := <-interrupts; ok {
			o.discard()
			os.Exit(128 + int(s.(syscall.Signal)))
		}
	}()
	return func() {
		signal.Stop(interrupts)
		close(interrupts)
	}
}
