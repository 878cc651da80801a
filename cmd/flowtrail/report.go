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
	cmd.AddCommand(reportActiveCommand(c), reportInactiveCommand(c))
	return cmd
}

func reportActiveCommand(c *console) *cobra.Command {
	var from, to string
	var flags *reportFlags
	cmd := &cobra.Command{
		Use:     "active --from T --to T [flags] PATH...",
		Short:   "Report the users who were active in a period",
		Long:    activeHelp,
		Example: activeExamples,
		Args:    somePaths,
		RunE: func(_ *cobra.Command, args []string) error {
			begin, end, err := parsePeriod(from, to, flags.zone)
			if err != nil {
				return err
			}
			return reportActive(c, args, begin, end, flags.format.value, *flags.workers)
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "begin of the period, at the time `T`")
	cmd.Flags().StringVar(&to, "to", "", "end of the period, before the time `T`")
	flags = addReportFlags(cmd)
	cmd.MarkFlagRequired("from")
	cmd.MarkFlagRequired("to")
	return cmd
}

func reportActive(c *console, args []string, from, to time.Time, format string, workers int) error {
	j := reportJob(c, workers)
	parts := accumulatorsWithin(from, to)
	j.use = parts.count
	j.read(args)
	j.sayNotShown()
	if j.Records == 0 {
		return j.exit() // there is nothing to report on
	}
	var users []useractivity.ActiveUser
	for user, err := range parts.merged().Active(from, to) {
		if err != nil {
			panic(err) // the accumulator counts just this period
		}
		users = append(users, user)
	}
	activeFormats[format].print(c, users)
	c.say("%s active from %s to %s", plural(int64(len(users)), "user"), from.Format(utcLayout), to.Format(utcLayout))
	return j.exit()
}
