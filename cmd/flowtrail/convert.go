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
standard error, one line for each column or member. The report has no status for
an established connection, whose closing is an event of its own: such events are
left out, and counted. Invalid records are not
converted; their findings are printed on standard error.

` + exitHelp

const convertExamples = `  flowtrail convert --to json events.csv > events.json
  flowtrail convert --to csv 'sync/2025-07-*.json' > july.csv`

func convertCommand(c *console) *cobra.Command {
	to := choice{from: []string{"json", "csv"}, kind: "json|csv"}
	cmd := &cobra.Command{
		Use:     "convert --to json|csv PATH...",
		Short:   "Convert network events between their encodings",
		Long:    convertHelp,
		Example: convertExamples,
		Args:    somePaths,
		RunE:    func(_ *cobra.Command, args []string) error { return convert(c, args, to.value) },
	}
	addChoice(cmd, &to, "to", "the encoding to convert to")
	cmd.MarkFlagRequired("to")
	return cmd
}

func convert(c *console, args []string, encoding string) error {
	to := newTarget(c.stdout, encoding)
	found := newFindings(c.stderr, findingText, 0)
	j := newJob(c, found)
	read(j, args, func(log connectionLog, f *file) {
		var losses losses
		log.convert(f, to, func(lost []string, err error) bool {
			if err == nil {
				losses.add(lost, f.pos)
			} else if c.stdout.err == nil {
				f.refuse(err, to.name())
			}
			return c.stdout.err == nil
		})
		losses.say(c, f.name, to.name())
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

// losses counts, per column or member, the records of a file of which it could not be held.
type losses struct {
	fields []string // in the order they were lost first
	counts map[string]int64
	first  map[string]flowtrail.Position
}

func (l *losses) add(lost []string, pos func() flowtrail.Position) {
	if len(lost) > 0 && l.counts == nil {
		l.counts, l.first = make(map[string]int64), make(map[string]flowtrail.Position)
	}
	for _, field := range lost {
		if l.counts[field]++; l.counts[field] == 1 {
			l.fields = append(l.fields, field)
			l.first[field] = pos()
		}
	}
}

func (l *losses) say(c *console, file, target string) {
	for _, field := range l.fields {
		at := l.first[field]
		c.say("%s: %s of %s has no place in %s (first: record %d, line %d)",
			file, field, plural(l.counts[field], "record"), target, at.Record, at.Line)
	}
}
