package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail/internal/printable"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

const inactiveHelp = `Report the users who were inactive at a time: those without a successful connection
that ended in the 90 days before it. The inputs are network events, as synced to S3 or
as downloaded from the Admin Console, or both. Give all there are: older ones tell
when the last access of a user was.

Inactive users leave no trace in network events, so the users must be known. With
--users they are read from a CSV: from its column user_email or, if it has none, from
its column email. Other columns are not looked at. The flag may be given several times;
FILE may be - for standard input. With --users-from-audit they are the users who were
created or edited before --as-of, and not deleted, by the audit log events among the
inputs, synced to S3 or exported from the Admin Console. Users whom the audit log does not
mention, as it began after they were created, are not in the report.

Users are told apart by email, in which the case of letters does not matter.
` + timeHelp + ` Dates and local times are in the time
zone --tz. Times in the report are in UTC. The last access is empty in csv and null in
json if no successful connection is known. With --format json, each user is an object on
a line of its own.

Invalid records are left out and reported on standard error. Records of other streams
in the same file are left out and counted. The rows of a CSV with a wrong header are
not read. Who was active in what is left out, or not given, is listed all the same: act
on a report only if the exit code is 0, and if the connections, whose first and last
time is told on standard error, span the 90 days. If the users of a FILE cannot be read,
or if there are none (exit code 4), nothing is reported. In CSV output, an apostrophe is
put before an email that a spreadsheet would take for a formula.

` + valuesHelp + `

` + exitHelp

const inactiveExamples = `  flowtrail report inactive --as-of 2024-03-01 --users users.csv events.csv
  flowtrail report inactive --as-of 2024-03-01 --tz Europe/Berlin --users-from-audit \
      --format csv sync/ > inactive.csv`

func reportInactiveCommand(c *console) *cobra.Command {
	var asOf string
	var users []string
	var fromAudit bool
	var flags *reportFlags
	var zone *string
	cmd := &cobra.Command{
		Use:     "inactive --as-of T (--users FILE | --users-from-audit) [flags] PATH...",
		Short:   "Report the users who were inactive at a time",
		Long:    inactiveHelp,
		Example: inactiveExamples,
		Args:    somePaths,
		PreRunE: func(*cobra.Command, []string) error {
			switch named := len(users) > 0; {
			case named && fromAudit:
				return errors.New("the users are those of --users or of --users-from-audit, not of both")
			case !named && !fromAudit:
				return errors.New("it is not said who the users are: name --users FILE or --users-from-audit")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			at, err := parseAsOf(asOf, *zone)
			if err != nil {
				return err
			}
			parts := &activities{wanted: networkevent.Selection{To: at}}
			job, err := flags.job(c)
			if err != nil {
				return err
			}
			j := &inactiveJob{job: job, asOf: at, parts: parts, format: inactiveFormats[flags.format.value]}
			if fromAudit {
				return j.reportFromAudit(args)
			}
			return j.reportOf(users, args)
		},
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", "the time `T` at which users were inactive")
	cmd.Flags().StringArrayVar(&users, "users", nil, "read the users from a CSV `FILE`")
	cmd.Flags().BoolVar(&fromAudit, "users-from-audit", false, "take the users from the audit log events among the inputs")
	zone = addZone(cmd)
	flags = addReportFlags(cmd)
	cmd.MarkFlagRequired("as-of")
	return cmd
}

// An inactiveJob reads the connections before a time, and reports the users who were inactive then.
type inactiveJob struct {
	*job
	asOf   time.Time
	parts  *activities
	format reportFormat[useractivity.InactiveUser]
}

// reportOf reports on the users in CSVs.
func (j *inactiveJob) reportOf(names, args []string) error {
	roster := new(useractivity.Roster)
	if !j.readRosters(names, roster) {
		return j.exit()
	}
	j.use = j.parts.count
	j.read(args)
	return j.report(roster)
}

// reportFromAudit reports on the users of the audit log events among the inputs.
func (j *inactiveJob) reportFromAudit(args []string) error {
	audit := &auditRoster{asOf: j.asOf, parts: j.parts, roster: new(useractivity.Roster)}
	j.refuse, j.use = audit.refuse, audit.read
	j.read(args)
	if n := audit.roster.WithoutEmail(); n > 0 {
		j.say("%s left out: the audit log events do not tell the email", plural(int64(n), "user"))
	}
	for range audit.roster.Emails() {
		return j.report(audit.roster)
	}
	j.sayNotShown()
	j.empty = true
	j.say("no users: no audit log event before %s is of one who was created or edited, and not deleted", j.asOf.Format(utcLayout))
	return j.exit()
}

func (j *inactiveJob) report(roster *useractivity.Roster) error {
	j.sayNotShown()
	activity := &j.parts.total().users
	var inactive []useractivity.InactiveUser
	for user, err := range activity.Inactive(roster, j.asOf) {
		if err != nil {
			panic(err) // nothing after the time was counted
		}
		inactive = append(inactive, user)
	}
	all := len(slices.Collect(roster.Emails()))
	j.format.print(j.console, inactive)
	since := j.asOf.Add(-useractivity.InactiveAfter)
	j.say("%d of %s inactive as of %s: no successful connection since %s", len(inactive), plural(int64(all), "user"), j.asOf.Format(utcLayout), since.Format(utcLayout))
	switch first, last := activity.Span(); {
	case first.IsZero():
		j.say("the inputs have no connection of a user that ended before %s", j.asOf.Format(utcLayout))
	case first.After(since):
		j.say("connections ended from %s to %s: the inputs may not reach back 90 days", first.Format(utcLayout), last.Format(utcLayout))
	default:
		j.say("connections ended from %s to %s", first.Format(utcLayout), last.Format(utcLayout))
	}
	return j.exit()
}

// parseAsOf returns the time that --as-of says.
func parseAsOf(asOf, zone string) (time.Time, error) {
	local, err := loadZone(zone)
	if err != nil {
		return time.Time{}, err
	}
	at, err := parseTime(asOf, local)
	if err != nil {
		return time.Time{}, fmt.Errorf("--as-of: %w", err)
	}
	return at, nil
}

// inactiveFormats are the ways to print a report of inactive users.
var inactiveFormats = map[string]reportFormat[useractivity.InactiveUser]{
	"table": inactiveTable,
	"csv":   reportCSV(useractivity.InactiveCSV, func(u *useractivity.InactiveUser) *string { return &u.UserEmail }),
	"json":  reportJSON[useractivity.InactiveUser],
}

// inactiveTable prints the report for people.
func inactiveTable(w io.Writer, users []useractivity.InactiveUser) error {
	t := newTable("USER", "LAST ACCESS (UTC)")
	for _, u := range users {
		last := "none known"
		if !u.LastAccessDate.IsZero() {
			last = u.LastAccessDate.UTC().Format(time.DateTime)
		}
		t.row(printable.Text(u.UserEmail), last)
	}
	return t.print(w)
}
