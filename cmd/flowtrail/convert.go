package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail"
)

const convertHelp = `Convert network events to the encoding of the S3 sync (json) or of the Admin
Console's report (csv). Inputs of both encodings can be mixed; records that are in
the right encoding already are written anew.

Nothing is lost that the target can hold. What it cannot hold is reported on
standard error, one line for each column or member, and so is what it wants but is
not known: the start time of an event. The report has no status for
an established connection, whose closing is an event of its own: such events are
left out, and counted. Invalid records are not
converted; their findings are printed on standard error. Records of other streams in
the same file are left out and counted. A CSV with a wrong header is not converted.

` + exitHelp

const convertExamples = `  flowtrail convert --to json events.csv > events.json
  flowtrail convert --to csv 'sync/2025-07-*.json' > july.csv`

func convertCommand(c *console) *cobra.Command {
	to := choice{from: []string{"json", "csv"}, kind: "json|csv"}
	var workers *int
	cmd := &cobra.Command{
		Use:     "convert --to json|csv PATH...",
		Short:   "Convert network events between their encodings",
		Long:    convertHelp,
		Example: convertExamples,
		Args:    somePaths,
		RunE:    func(_ *cobra.Command, args []string) error { return convert(c, args, to.value, *workers) },
	}
	addChoice(cmd, &to, "to", "the encoding to convert to")
	cmd.MarkFlagRequired("to")
	workers = addJobs(cmd)
	return cmd
}

func convert(c *console, args []string, encoding string, workers int) error {
	to := newTarget(c.stdout, encoding)
	j := &job{
		printer: &printer{console: c, w: c.stderr, format: findingText},
		hint:    "the known types are",
		refuse:  noConnections,
		workers: workers,
		inTurn:  true, // the records come in the order of the inputs
		use: func(f *file) {
			var changes changes
			connectionLogs[f.doc.Name()].convert(f, to, func(changed []change, err error) bool {
				if err == nil {
					changes.add(changed, f.pos)
				} else if c.stdout.failed() == nil {
					f.refuse(err, to.name())
				}
				return c.stdout.failed() == nil
			})
			changes.say(f.out, f.name)
		},
	}
	j.read(args)
	to.Flush()
	return j.exit()
}

// refuse takes note of why the current record, which is valid, would not be so in the target.
func (f *file) refuse(err error, target string) {
	f.refused++
	reasons := []flowtrail.Violation{{Rule: "convert", Message: err.Error()}}
	var bad *flowtrail.RecordError
	if errors.As(err, &bad) {
		reasons = bad.Violations
	}
	for _, v := range reasons {
		v.Position, v.Message = f.pos(), v.Message+" (as "+target+")"
		f.out.found(v)
	}
}
