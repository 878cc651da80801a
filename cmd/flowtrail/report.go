package main

import (
	"time"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail/useractivity"
)

const activeHelp = `Report the users who were active in a period: those with at least one successful
connection that ended in it. The inputs are network events, as synced to S3 or as
downloaded from the Admin Console, or both.

The period begins at --from and ends just before --to. T is a date (2024-02-20), a
local time ("2024-02-20 20:16" or 2024-02-20T20:16:05) or an RFC 3339 time
(2024-02-20T20:16:05+01:00). Dates and local times are in the time zone --tz. Times in
the report are in UTC. With --format json, each user is an object on a line of its own.

Invalid records are left out and reported on standard error. Records of other streams
in the same file are left out and counted. The rows of a CSV with a wrong header are
not read. In CSV output, an apostrophe is put before an email that a spreadsheet would
take for a formula. The table rounds byte counts; csv and json have all digits.

` + exitHelp

const activeExamples = `  flowtrail report active --from 2024-02-01 --to 2024-03-01 events.csv
  flowtrail report active --from 2024-02-20 --to 2024-02-21 --tz Europe/Berlin \
      --format csv events.csv sync/ > active.csv`

func reportCommand(c *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Report on network events",
		Args:  cobra.NoArgs,
		RunE:  askForCommand,
	}
	cmd.AddCommand(reportActiveCommand(c))
	return cmd
}

func reportActiveCommand(c *console) *cobra.Command {
	format := choice{value: "table", from: []string{"table", "csv", "json"}, kind: "table|csv|json"}
	var from, to, zone string
	var workers *int
	cmd := &cobra.Command{
		Use:     "active --from T --to T [flags] PATH...",
		Short:   "Report the users who were active in a period",
		Long:    activeHelp,
		Example: activeExamples,
		Args:    somePaths,
		RunE: func(_ *cobra.Command, args []string) error {
			begin, end, err := parsePeriod(from, to, zone)
			if err != nil {
				return err
			}
			return reportActive(c, args, begin, end, format.value, *workers)
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "begin of the period, at the time `T`")
	cmd.Flags().StringVar(&to, "to", "", "end of the period, before the time `T`")
	cmd.Flags().StringVar(&zone, "tz", "UTC", "time `ZONE` of dates and local times, such as Europe/Berlin")
	addChoice(cmd, &format, "format", "how to print the report")
	workers = addJobs(cmd)
	cmd.MarkFlagRequired("from")
	cmd.MarkFlagRequired("to")
	return cmd
}

func reportActive(c *console, args []string, from, to time.Time, format string, workers int) error {
	newActivity := func() *useractivity.Accumulator {
		activity := new(useractivity.Accumulator)
		if err := activity.Within(from, to); err != nil {
			panic(err) // the period has been checked
		}
		return activity
	}
	parts := accumulators{new: newActivity}
	j := &job{
		printer: &printer{console: c, w: c.stderr, format: findingText, max: 10},
		hint:    "the known types are",
		refuse:  noConnections,
		workers: workers,
		use:     func(f *file) { connectionLogs[f.doc.Name()].count(f, &parts) },
	}
	j.read(args)
	if n := j.Findings - j.printed; n > 0 {
		c.say("%s not shown; flowtrail validate shows all", plural(n, "more finding"))
	}
	if j.Records == 0 {
		return j.exit() // there is nothing to report on
	}
	activity := newActivity()
	for _, part := range parts.free {
		activity.Merge(part) // the windows are the same
	}
	var users []useractivity.ActiveUser
	for user, err := range activity.Active(from, to) {
		if err != nil {
			panic(err) // the accumulator counts just this period
		}
		users = append(users, user)
	}
	if err := activeFormats[format](c.stdout, users); err != nil && c.stdout.failed() == nil {
		panic(err) // all of it has been read, so all of it can be written
	}
	c.say("%s active from %s to %s", plural(int64(len(users)), "user"), from.Format(utcLayout), to.Format(utcLayout))
	return j.exit()
}
