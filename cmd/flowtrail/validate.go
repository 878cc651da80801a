package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail"
)

const validateHelp = `Validate every record of the inputs against the schema of its type, and print
each finding on a line of its own:

  file:line:column: path: message [rule]

A summary of each file follows on standard error. With --format json a finding
is a JSON object with the members kind, file, record, line, column, offset,
path, rule, message and value; the last line is the summary of all files and of
the inputs that could not be read, which standard error names.

A file named on the command line must be of a known type, and so must one in a
directory that is named as data (.json, .jsonl, .ndjson or .csv, perhaps .gz).
Other files in a directory that are of no known type are skipped, with a note.

` + exitHelp

const validateExamples = `  flowtrail validate events.csv
  flowtrail validate 'exports/**/*.json'
  zcat sync.json.gz | flowtrail validate --as networkevent.json -
  flowtrail validate --strict --format json exports/ > findings.json`

func validateCommand(c *console) *cobra.Command {
	as := choice{from: typeNames(), kind: "TYPE"}
	format := choice{value: "text", from: []string{"text", "json"}, kind: "text|json"}
	var strict bool
	var maxFindings int64
	var workers *jobs
	cmd := &cobra.Command{
		Use:     "validate [flags] PATH...",
		Short:   "Check exports, record by record",
		Long:    validateHelp,
		Example: validateExamples,
		Args:    somePaths,
		RunE: func(_ *cobra.Command, args []string) error {
			if maxFindings < 0 {
				return fmt.Errorf("--max-findings must not be negative")
			}
			var opts []flowtrail.Option
			if strict {
				opts = append(opts, flowtrail.Strict())
			}
			return validate(c, args, as.value, format.value, maxFindings, *workers, opts)
		},
	}
	addChoice(cmd, &as, "as", "the type of all inputs, instead of looking; see flowtrail types")
	addChoice(cmd, &format, "format", "how to print findings")
	cmd.Flags().BoolVar(&strict, "strict", false, "take members and columns that are not documented for findings")
	cmd.Flags().Int64Var(&maxFindings, "max-findings", 1000, "print the first `N` findings, but count all; 0 prints all")
	workers = addJobs(cmd)
	return cmd
}

func validate(c *console, args []string, as, format string, maxFindings int64, workers jobs, opts []flowtrail.Option) error {
	found := newFindings(c.stdout, findingText, maxFindings)
	if format == "json" {
		found.format = findingJSON
	}
	j := newJob(c, found, workers)
	j.as, j.hint, j.opts = byName(as), "tell it by --as:", append(j.opts, opts...)
	read(j, args, document.validate)
	if format == "json" {
		found.print(summaryJSON(j.outcome))
	}
	found.lines.Flush()
	if n := found.hidden(); n > 0 {
		c.say("%s not shown; --max-findings 0 shows all", plural(n, "more finding"))
	}
	return j.err()
}
