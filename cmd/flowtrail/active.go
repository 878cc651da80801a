package main

import (
	"io"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail/internal/printable"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

var activeHelp = `Report the users who were active in a period: those with at least one successful
connection that ended in it. The inputs are network events, as synced to S3 or as
downloaded from the Admin Console, or both.

The period is a --month, or from --from to --to.
` + periodHelp("from", "to") + `
Times in the report are in UTC. With --format json, each user is an object on a line of
its own. If there are records, but none in the period, standard error says when they
are of.

` + selectionHelp + `

Invalid records are left out and reported on standard error. Records of other streams
in the same file are left out and counted. The rows of a CSV with a wrong header are
not read. In CSV output, an apostrophe is put before an email that a spreadsheet would
take for a formula. The table rounds byte counts; csv and json have all digits.

A connection that is in the input twice counts twice, as when a file is there under two
names or two exports overlap. Where there are several files, standard error says how
many records of the period came before in the same encoding, with the same times, device
or service account, addresses, port, protocol, Resource, outcome and bytes, and which
files hold just what another one holds. Of up to 4,194,304 records, each is compared; of
more, one in 2, 4 or so on, and standard error says that.

` + valuesHelp + `

` + exitHelp

const activeExamples = `  flowtrail report active --month 2024-02 events.csv
  flowtrail report active --from 2024-02-20 --to 2024-02-21 --tz Europe/Berlin \
      --format csv events.csv sync/ > active.csv`

func reportActiveCommand(c *console) *cobra.Command {
	var only *selector
	var flags *reportFlags
	cmd := &cobra.Command{
		Use:     "active {--month MONTH | --from T --to T} [flags] PATH...",
		Short:   "Report the users who were active in a period",
		Long:    activeHelp,
		Example: activeExamples,
		Args:    somePaths,
		RunE: func(_ *cobra.Command, args []string) error {
			wanted, err := only.selection()
			if err == nil {
				err = only.both()
			}
			if err != nil {
				return err
			}
			j, err := flags.job(c)
			if err != nil {
				return err
			}
			return j.reportActive(args, wanted, flags.format.value)
		},
	}
	only = addSelection(cmd, "from", "to")
	flags = addReportFlags(cmd)
	return cmd
}

func (j *job) reportActive(args []string, wanted networkevent.Selection, format string) error {
	parts := &activities{wanted: wanted, repeats: &repeats{most: mostCompared}}
	j.use = parts.count
	j.read(args)
	j.sayNotShown()
	if j.Records == 0 {
		return j.exit() // there is nothing to report on
	}
	all := parts.total()
	var users []useractivity.ActiveUser
	for user, err := range all.users.Active(wanted.From, wanted.To) {
		if err != nil {
			panic(err) // what is outside of the period has not been added
		}
		users = append(users, user)
	}
	activeFormats[format].print(j.console, users)
	all.sayOutside(j.console)
	parts.repeats.say(j.console)
	j.say("%s active from %s to %s", plural(int64(len(users)), "user"), wanted.From.Format(utcLayout), wanted.To.Format(utcLayout))
	return j.exit()
}

// activeFormats are the ways to print a report of active users.
var activeFormats = map[string]reportFormat[useractivity.ActiveUser]{
	"table": activeTable,
	"csv":   reportCSV(useractivity.CSV, func(u *useractivity.ActiveUser) *string { return &u.UserEmail }),
	"json":  reportJSON[useractivity.ActiveUser],
}

// activeTable prints the report for people: the same columns under shorter names, and figures that are easy to read.
func activeTable(w io.Writer, users []useractivity.ActiveUser) error {
	t := newTable("USER", "LAST ACCESS (UTC)", ">TOTAL", ">OK", ">FAILED", ">DNS", ">OTHER", ">BYTES", ">SENT", ">RECEIVED",
		">RELAY %", ">P2P %", ">DEVICES", ">IPS", "TOP CLIENT IPS")
	for _, u := range users {
		t.row(printable.Text(u.UserEmail), u.LastAccessDate.UTC().Format(time.DateTime), count(u.TotalConnections), count(u.SuccessConnections),
			count(u.FailedConnections), count(u.FailedConnectionsDNS), count(u.FailedConnectionsOther),
			byteCount(u.TotalBytes), byteCount(u.BytesTransferred), byteCount(u.BytesReceived), u.PercentRelay.String(), u.PercentP2P.String(),
			count(u.ActiveDevices), count(u.NumOfClientIP), firstOf(u.Top10ClientIPs, 3))
	}
	return t.print(w)
}

func count(n int64) string { return strconv.FormatInt(n, 10) }

// byteCount returns a number of bytes in the unit in which it is easy to read.
func byteCount(n int64) string {
	if n < 1000 {
		return count(n) + " B"
	}
	size, unit := float64(n)/1000, 0
	for size >= 999.95 {
		size, unit = size/1000, unit+1
	}
	return strconv.FormatFloat(size, 'f', 1, 64) + " " + "kMGTPE"[unit:unit+1] + "B"
}

// firstOf returns the first n addresses, and how many more there are.
func firstOf(addrs []netip.Addr, n int) string {
	var text []string
	for _, addr := range addrs[:min(n, len(addrs))] {
		text = append(text, addr.String())
	}
	if more := len(addrs) - n; more > 0 {
		text = append(text, "+"+strconv.Itoa(more))
	}
	return strings.Join(text, " ")
}
