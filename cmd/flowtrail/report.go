package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail"
)

func reportCommand(c *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Report on network events",
		Args:  oneCommand,
		RunE:  askForCommand,
	}
	cmd.AddCommand(reportActiveCommand(c), reportInactiveCommand(c))
	return cmd
}

// reportFlags are the flags that reports and the list of traffic have in common.
type reportFlags struct {
	format  choice
	values  *valuesFlags
	workers *int
}

func addReportFlags(cmd *cobra.Command) *reportFlags {
	f := &reportFlags{format: choice{value: "table", from: []string{"table", "csv", "json"}, kind: "table|csv|json"}}
	addChoice(cmd, &f.format, "format", "how to print the report")
	f.values = addValues(cmd)
	f.workers = addJobs(cmd)
	return f
}

// job returns a job that reads network events and prints the first findings on stderr.
func (f *reportFlags) job(c *console) (*job, error) {
	redactor, err := f.values.redactor()
	if err != nil {
		return nil, err
	}
	return &job{
		printer: besidePrinter(c, redactor, 10),
		hint:    "the known types are",
		refuse:  noConnections,
		workers: *f.workers,
	}, nil
}

// sayNotShown says how many findings there are beyond those that were printed.
func (j *job) sayNotShown() {
	if n := j.Findings - j.max; n > 0 {
		j.say("%s not shown; flowtrail validate shows all", plural(n, "more finding"))
	}
}

// A reportFormat prints what a report lists.
type reportFormat[T any] func(io.Writer, []T) error

// print prints a list, or returns without a word if nobody can be told.
func (p reportFormat[T]) print(c *console, list []T) {
	if err := p(c.stdout, list); err != nil && c.stdout.failed() == nil {
		panic(err) // all of it has been read, so all of it can be written
	}
}

// reportCSV returns the format that prints users as rows of a codec, safe for spreadsheets.
func reportCSV[T any](codec *flowtrail.Codec[T], email func(*T) *string) reportFormat[T] {
	return func(w io.Writer, users []T) error {
		rows := codec.NewWriter(w)
		for i := range users {
			text := email(&users[i])
			*text = noFormula(*text)
			if err := rows.Write(&users[i]); err != nil {
				return err
			}
		}
		return rows.Flush()
	}
}

// reportJSON prints one object a line, whose members are called as the columns are.
func reportJSON[T any](w io.Writer, list []T) error {
	var lines strings.Builder
	for _, one := range list {
		lines.WriteString(object(one) + "\n")
	}
	_, err := io.WriteString(w, lines.String())
	return err
}
