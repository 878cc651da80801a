package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/networkevent"
)

var convertHelp = `Convert records to another form of the same document. FORM is one of

` + formList() + `
Inputs in all forms of a document can be mixed; records that already have the right form
are written again. Of a sync file of several streams, records of the others are left out
and counted.

What the form cannot hold is left out, and reported on standard error with one line for
each column or member. So is a value that it needs but that is not known: the start time
of a network event, which becomes its end time. CSV has no status for an established
connection, whose closing is an event of its own: such events are left out, and counted.

Invalid records are not converted; their findings go to standard error. A CSV with a
wrong header is not converted.

` + valuesHelp + `

` + selectionHelp + `

The period of the connections is a --month, or from --since to --until, or has one bound
only.
` + periodHelp("since", "until") + `

` + exitHelp

const convertExamples = `  flowtrail convert --to json events.csv > events.json
  flowtrail convert --to csv 'sync/2025-07-*.json' > july.csv
  flowtrail convert --to auditlog.json console-export.json.gz > audit.json
  flowtrail convert --to vpcflow.camel.json trail/ > flows.json`

func convertCommand(c *console) *cobra.Command {
	to := choice{from: formNames(), kind: "FORM"}
	var workers *int
	var only *selector
	var values *valuesFlags
	cmd := &cobra.Command{
		Use:     "convert --to FORM [flags] PATH...",
		Short:   "Convert records to another form of the same document",
		Long:    convertHelp,
		Example: convertExamples,
		Args:    somePaths,
		RunE: func(_ *cobra.Command, args []string) error {
			wanted, err := only.selection()
			form := formByName(to.value)
			if err == nil && selects(&wanted) && !form.takes(networkevent.JSON.Name()) {
				err = fmt.Errorf("--to %s cannot be selected from: only network events can", to.value)
			}
			if err != nil {
				return err
			}
			redactor, err := values.redactor()
			if err != nil {
				return err
			}
			return convert(c, redactor, args, form, &wanted, *workers)
		},
	}
	addChoice(cmd, &to, "to", "the form to convert to")
	cmd.MarkFlagRequired("to")
	only = addSelection(cmd, "since", "until")
	values = addValues(cmd)
	workers = addJobs(cmd)
	return cmd
}

// formList lists the forms for people.
func formList() string {
	var text strings.Builder
	for _, to := range forms {
		fmt.Fprintf(&text, "  %-26s  %s\n", to.name, to.about)
		if to.short != "" {
			fmt.Fprintf(&text, "  %-26s  short for %s\n", to.short, to.name)
		}
	}
	return text.String()
}

func convert(c *console, redactor *report.Redactor, args []string, to *form, wanted *networkevent.Selection, workers int) error {
	target := to.open(c.stdout, wanted)
	j := &job{
		printer: besidePrinter(c, redactor, 0),
		hint:    "the known types are",
		refuse:  to.refuse,
		workers: workers,
		inTurn:  true, // the records come in the order of the inputs
		use: func(f *file) {
			var changes changes
			target.from[f.doc.Name()](f, func(changed []change, err error) bool {
				if err == nil {
					changes.add(changed, f.pos)
				} else if c.stdout.failed() == nil {
					f.refuse(err, to.name)
				}
				return c.stdout.failed() == nil
			})
			changes.say(f)
		},
	}
	j.read(args)
	target.flush()
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
	shown := f.out.to.run.Tally(documents.ByName(target))
	for _, v := range reasons {
		v.Position, v.Message = f.pos(), v.Message+" (as "+target+")"
		f.out.put(held{found: shown.Show(&v)})
	}
}
