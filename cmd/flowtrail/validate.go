package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/documents"
)

const validateHelp = `Check every record of the inputs against the schema of its type, and print each
finding on a line of its own:

  file:line:column: path: message [rule]

A summary of each file follows on standard error. With --format json each line is a
JSON object. Its member "kind" says what it is about:

  finding  one finding: file, record, line, column, offset, path, rule, schema,
           message, value
  file     one file, after its findings: file, type, records, invalid, findings,
           skipped (records of other streams); "header": "wrong" for a CSV with
           a wrong header; "note" says why the file was left out, "error" why it
           could not be read, or not to its end
  summary  the last line, about all files: files (that were read), records,
           invalid, findings, unreadable (files), skipped, not_shown (findings
           that --max-findings left out)

A record of another stream in the same file, such as DNS filtering among network
events, is one finding; --skip-other-streams leaves such records out and counts them.

A file that is named on the command line must be of a known type. So must a file in a
directory if its name ends in .json, .jsonl, .ndjson or .csv, or in one of these and
.gz or .zst. Any other file in a directory is left out, with a note, if its type is not known.
In directories and globs, only regular files are opened.

` + exitHelp

const validateExamples = `  flowtrail validate events.csv
  flowtrail validate 'exports/**/*.json'
  zcat sync.json.gz | flowtrail validate --as networkevent.json -
  flowtrail validate --strict --format json exports/ > findings.json`

func validateCommand(c *console) *cobra.Command {
	as := choice{from: typeNames(), kind: "TYPE"}
	format := choice{value: "text", from: []string{"text", "json"}, kind: "text|json"}
	var strict, skip bool
	var maxFindings int64
	var workers *int
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
			opts := []flowtrail.Option{flowtrail.FindingsAfterHeader()}
			if strict {
				opts = append(opts, flowtrail.Strict())
			}
			if skip {
				opts = append(opts, flowtrail.SkipOtherStreams())
			}
			j := &job{
				printer: &printer{console: c, w: c.stdout, format: findingText, max: maxFindings},
				as:      documents.ByName(as.value),
				hint:    "if it is of a known type, name that with --as:",
				opts:    opts,
				workers: *workers,
				use:     validate,
			}
			if format.value == "json" {
				j.format, j.about = findingJSON, fileJSON
			}
			return j.validate(args)
		},
	}
	addChoice(cmd, &as, "as", "the type of all inputs; without it, that of each is recognised; see flowtrail types")
	addChoice(cmd, &format, "format", "how to print findings")
	cmd.Flags().BoolVar(&strict, "strict", false, "make members and columns that are not documented findings")
	cmd.Flags().BoolVar(&skip, "skip-other-streams", false, "leave out records of other streams in the same file")
	cmd.Flags().Int64Var(&maxFindings, "max-findings", 1000, "print the first `N` findings, but count all; 0 prints all")
	workers = addJobs(cmd)
	return cmd
}

// validate checks all records of a file.
func validate(f *file) {
	for err := range f.doc.Check(f.text, f.options()...) {
		if f.take(err) != nil {
			return
		}
	}
}

// validate checks all inputs that the paths stand for.
func (j *job) validate(args []string) error {
	j.read(args)
	if j.about != nil {
		j.print(line{summaryJSON(j.outcome, j.printed), result})
	}
	if n := j.Findings - j.printed; n > 0 {
		j.say("%s not shown; --max-findings 0 shows all", plural(n, "more finding"))
	}
	return j.exit()
}
