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
converted; their findings are printed on standard error.

` + exitHelp

const convertExamples = `  flowtrail convert --to json events.csv > events.json
  flowtrail convert --to csv 'sync/2025-07-*.json' > july.csv`

func convertCommand(c *console) *cobra.Command {
	to := choice{from: []string{"json", "csv"}, kind: "json|csv"}
	var workers *jobs
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

func convert(c *console, args []string, encoding string, workers jobs) error {
	to := newTarget(c.stdout, encoding)
	found := newFindings(c.stderr, findingText, 0)
	j := newJob(c, found, workers)
	read(j, args, func(log connectionLog, f *file) {
		var changes changes
		log.convert(f, to, func(changed []change, err error) bool {
			if err == nil {
				changes.add(changed, f.pos)
			} else if c.stdout.err == nil {
				f.refuse(err, to.name())
			}
			return c.stdout.err == nil
		})
		changes.say(c, f.name)
	})
	to.Flush()
	return j.err()
}

// refuse takes note of why the current record, which is valid, would not be so in the target.
func (f *file) refuse(err error, target string) {
	reasons := []flowtrail.Violation{{Rule: "convert", Message: err.Error()}}
	var bad *flowtrail.RecordError
	if errors.As(err, &bad) {
		reasons = bad.Violations
	}
	for _, v := range reasons {
		v.Position, v.Message = f.pos(), v.Message+" (as "+target+")"
		f.findings++
		f.found(v)
	}
}

// A change says what became of a field of a record that was converted: "field of 1 record what".
type change struct{ field, what string }

// told returns the changes for fields of which the same is to be told.
func told(what string, fields ...string) []change {
	changed := make([]change, len(fields), len(fields)+1)
	for i, field := range fields {
		changed[i] = change{field, what}
	}
	return changed
}

// changes counts, per change, the records of a file of which it must be told.
type changes struct {
	order  []change // as they were met first
	counts map[change]int64
	first  map[change]flowtrail.Position
}

func (c *changes) add(changed []change, pos func() flowtrail.Position) {
	if len(changed) > 0 && c.counts == nil {
		c.counts, c.first = make(map[change]int64), make(map[change]flowtrail.Position)
	}
	for _, one := range changed {
		if c.counts[one]++; c.counts[one] == 1 {
			c.order = append(c.order, one)
			c.first[one] = pos()
		}
	}
}

func (c *changes) say(to *console, file string) {
	for _, one := range c.order {
		at := c.first[one]
		to.say("%s: %s of %s %s (first: record %d, line %d)",
			file, one.field, plural(c.counts[one], "record"), one.what, at.Record, at.Line)
	}
}
