package main

import (
	"fmt"
	"maps"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
	"github.com/flowtrail/flowtrail/documents"
)

// validateFlags are what the user asks of validate.
type validateFlags struct {
	as, format      choice
	strict, skip    bool
	maxFindings     int64
	workers         *int
	reports         reportFlag
	rules           severityFlag
	exclude         []string
	quiet, failFast bool
	config          string
	values          *valuesFlags
}

func validateCommand(c *console) *cobra.Command {
	f := validateFlags{
		as:     choice{from: typeNames(), kind: "TYPE"},
		format: choice{value: "text", from: []string{"text", "json"}, kind: "text|json"},
		rules:  severityFlag{},
	}
	cmd := &cobra.Command{
		Use:     "validate [flags] PATH...",
		Short:   "Check exports, record by record",
		Long:    validateHelp,
		Example: validateExamples,
		Args:    somePaths,
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.validate(c, args, cmd.Flags().Changed("format"))
		},
	}
	addChoice(cmd, &f.as, "as", "the type of all inputs; without it, that of each is recognised; see flowtrail types")
	addChoice(cmd, &f.format, "format", "how to print findings")
	f.values = addValues(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&f.strict, "strict", false, "make members and columns that are not documented findings")
	flags.BoolVar(&f.skip, "skip-other-streams", false, "leave out records of other streams in the same file")
	flags.Int64Var(&f.maxFindings, "max-findings", 1000, "list the first `N` findings, but count all; 0 lists all")
	flags.Var(&f.reports, "report", "write a report; see above")
	flags.Var(f.rules, "rule", "what follows from findings of a rule: an error, a warning, which sets no exit code, or nothing")
	flags.StringArrayVar(&f.exclude, "exclude", nil, "do not read files that `GLOB` matches, nor directories")
	flags.BoolVar(&f.quiet, "quiet", false, "say nothing of files that are as they should be, but one line about all")
	flags.BoolVar(&f.failFast, "fail-fast", false, "end with the first record that is wrong, or file that cannot be read")
	flags.StringVar(&f.config, "config", "", "read the config `FILE` in place of "+configName)
	f.workers = addJobs(cmd)
	return cmd
}

// validate checks all inputs that the paths stand for, and writes the reports that are asked for.
func (f *validateFlags) validate(c *console, args []string, formatSet bool) error {
	if f.maxFindings < 0 {
		return fmt.Errorf("--max-findings must not be negative")
	}
	config, err := readConfig(f.config)
	if err != nil {
		return err
	}
	exclude, bad := newGlobs(".", f.exclude)
	if bad >= 0 {
		return fmt.Errorf("--exclude: %q is not a glob", f.exclude[bad])
	}
	redactor, err := f.values.redactor()
	if err != nil {
		return err
	}
	format, err := f.reports.stdoutFormat(f.format.value, formatSet)
	if err != nil {
		return err
	}
	files, locations, err := f.reports.create(map[string][]string{
		"an input": args, "the config": {config.name}, "the key of hashes": {f.values.keyFile},
	})
	if err != nil {
		return err
	}
	defer files.guard()()
	severities := maps.Clone(config.Rules)
	if severities == nil {
		severities = map[flowtrail.Rule]report.Severity{}
	}
	maps.Copy(severities, f.rules)
	j := &job{
		printer: &printer{
			console: c, max: f.maxFindings,
			run: report.NewRun(redactor, severities, f.reporters(c, format, severities, files)...),
		},
		as:       documents.ByName(f.as.value),
		hint:     "if it is of a known type, name that with --as:",
		opts:     []flowtrail.Option{flowtrail.FindingsAfterHeader()},
		exclude:  func(name string) bool { return exclude.match(name) || config.exclude.match(name) },
		reports:  locations,
		quiet:    f.quiet,
		failFast: f.failFast,
		workers:  *f.workers,
		use:      validate,
		prepare:  func(in *file) { f.prepare(in, config) },
	}
	if f.skip || config.Skip {
		j.opts = append(j.opts, flowtrail.SkipOtherStreams())
	}
	return j.validate(args, files)
}

// prepare sets what holds for an input.
func (f *validateFlags) prepare(in *file, c *config) {
	strict := f.strict || c.Strict
	if about := c.file(in.name); about != nil {
		if in.as == nil {
			in.as = documents.ByName(about.Type)
		}
		if about.Strict != nil && !f.strict {
			strict = *about.Strict
		}
	}
	if strict {
		in.opts = append(in.opts, flowtrail.Strict())
	}
}

// reporters returns the reporters: for stdout in a format, for stderr, and for files.
func (f *validateFlags) reporters(c *console, format string, severities map[flowtrail.Rule]report.Severity, files outputs) []report.Reporter {
	opts := report.Options{Version: version(), Most: f.maxFindings, Severities: severities}
	var all []report.Reporter
	if format != "text" {
		all = append(all, report.New(format, ordered{c}, opts))
	}
	all = append(all, &live{console: c, to: c.stdout, format: format, quiet: f.quiet, most: f.maxFindings})
	for _, wanted := range f.reports {
		if wanted.path == "" && wanted.format == "github" && format != "github" {
			all = append(all, report.New("github", ordered{c}, opts))
		}
	}
	for _, file := range files {
		all = append(all, report.New(file.format, file, opts))
	}
	return all
}

// validate checks all records of a file.
func validate(f *file) {
	for err := range f.doc.Check(f.text, f.options()...) {
		if f.take(err) != nil {
			return
		}
	}
}

// validate checks all inputs that the paths stand for, and ends the reports, whatever happens.
func (j *job) validate(args []string, files outputs) error {
	panicked := j.attempt(args)
	cut, err := "", j.exit()
	switch {
	case panicked != nil:
		cut, err = "internal error", exit(exitInternal)
	case j.stdout.failed() != nil:
		err = exit(exitInternal)
	case j.over.Load():
		cut = "it ends with the first error, as --fail-fast asks"
	}
	code, _ := err.(exit)
	j.run.End(cut, int(code))
	if !files.commit(j.say) {
		err = exit(exitInternal)
	}
	if panicked != nil {
		panic(panicked)
	}
	return err
}

// attempt reads all inputs, and returns what it panicked with.
func (j *job) attempt(args []string) (panicked any) {
	defer func() { panicked = recover() }()
	j.read(args)
	return nil
}
