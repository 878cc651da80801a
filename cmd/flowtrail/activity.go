package main

import (
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/useractivity"
)

// reportFlags are the flags that reports on user activity have in common.
type reportFlags struct {
	format  choice
	zone    string
	workers *int
}

func addReportFlags(cmd *cobra.Command) *reportFlags {
	f := &reportFlags{format: choice{value: "table", from: []string{"table", "csv", "json"}, kind: "table|csv|json"}}
	cmd.Flags().StringVar(&f.zone, "tz", "UTC", "time `ZONE` of dates and local times, such as Europe/Berlin")
	addChoice(cmd, &f.format, "format", "how to print the report")
	f.workers = addJobs(cmd)
	return f
}

// reportJob returns a job that reads network events and reports findings on stderr.
func reportJob(c *console, workers int) *job {
	return &job{
		printer: &printer{console: c, w: c.stderr, format: findingText, max: 10},
		hint:    "the known types are",
		refuse:  noConnections,
		workers: workers,
	}
}

// sayNotShown says how many findings there are beyond those that were printed.
func (j *job) sayNotShown() {
	if n := j.Findings - j.printed; n > 0 {
		j.say("%s not shown; flowtrail validate shows all", plural(n, "more finding"))
	}
}

// accumulatorsWithin returns accumulators of the connections that end in a period, whose sides are open where its times are zero.
func accumulatorsWithin(from, to time.Time) *accumulators {
	return &accumulators{new: func() *useractivity.Accumulator {
		activity := new(useractivity.Accumulator)
		if err := activity.Within(from, to); err != nil {
			panic(err) // the period has been checked
		}
		return activity
	}}
}

// count counts the connections in a file that is of network events.
func (a *accumulators) count(f *file) { connectionLogs[f.doc.Name()].count(f, a) }

// merged returns an accumulator of all connections that were counted.
func (a *accumulators) merged() *useractivity.Accumulator {
	activity := a.new()
	for _, part := range a.free {
		activity.Merge(part) // the windows are the same
	}
	return activity
}

// A reportFormat prints the users of a report.
type reportFormat[T any] func(io.Writer, []T) error

// print prints users, or returns without a word if nobody can be told.
func (p reportFormat[T]) print(c *console, users []T) {
	if err := p(c.stdout, users); err != nil && c.stdout.failed() == nil {
		panic(err) // all of it has been read, so all of it can be written
	}
}

// reportCSV returns the format that prints users as rows of a codec. An email that a spreadsheet would take for a formula gets an
// apostrophe in front.
func reportCSV[T any](codec *flowtrail.Codec[T], email func(*T) *string) reportFormat[T] {
	return func(w io.Writer, users []T) error {
		rows := codec.NewWriter(w)
		for i := range users {
			if text := email(&users[i]); strings.ContainsAny((*text)[:1], "=+-@\t\r") {
				*text = "'" + *text
			}
			if err := rows.Write(&users[i]); err != nil {
				return err
			}
		}
		return rows.Flush()
	}
}

// reportJSON prints one object a line, whose members are called as the columns are.
func reportJSON[T any](w io.Writer, users []T) error {
	var lines strings.Builder
	for _, u := range users {
		lines.WriteString(object(u) + "\n")
	}
	_, err := io.WriteString(w, lines.String())
	return err
}
