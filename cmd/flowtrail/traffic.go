package main

import (
	"errors"
	"sync"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail/networkevent"
)

var trafficHelp = `List the newest connections of a user or to a Resource, as the Admin Console shows them.
The inputs are network events, as synced to S3 or as downloaded from the Admin Console,
or both.

The newest connection comes first; of several that ended at the same time, the one that
comes last in the input. Memory holds at most 2 N connections for each file that is read
at a time. Only reports have a duration, and not of a connection that failed. Of one that
failed there is no connection type, which is relay or peer_to_peer. Outcomes are closed,
established, denied, dns_failed and failed. Times are in UTC. With --format json, each
connection is an object on a line of its own.

` + selectionHelp + `

The period is a --month, or from --from to --to, or has one bound only.
` + periodHelp("from", "to") + `
If there are such connections, but none in the period, standard error says when they
are of.

Invalid records are left out and reported on standard error. Records of other streams
in the same file are left out and counted. The rows of a CSV with a wrong header are
not read. In CSV output, an apostrophe is put before text that a spreadsheet would take
for a formula. The table rounds byte counts and times; csv and json have all digits.

` + valuesHelp + `

` + exitHelp

const trafficExamples = `  flowtrail traffic --user ada@example.com sync/
  flowtrail traffic --resource 10.0.0.7 --from 2024-02-20 -n 20 --format csv events.csv sync/`

func trafficCommand(c *console) *cobra.Command {
	n := 100
	var only *selector
	var flags *reportFlags
	cmd := &cobra.Command{
		Use:     "traffic {--user EMAIL | --resource ADDRESS|ID} [flags] PATH...",
		Short:   "List the newest connections of a user or to a Resource",
		Long:    trafficHelp,
		Example: trafficExamples,
		Args:    somePaths,
		RunE: func(_ *cobra.Command, args []string) error {
			wanted, err := only.selection()
			if err == nil && wanted.User == "" && wanted.Resource == "" {
				err = errors.New("it is not said whose connections to list: name a --user, a --resource or both")
			}
			if err != nil {
				return err
			}
			j, err := flags.job(c)
			if err != nil {
				return err
			}
			return j.traffic(args, wanted, n, flags.format.value)
		},
	}
	only = addSelection(cmd, "from", "to")
	cmd.Flags().VarP((*number)(&n), "limit", "n", "list the newest `N` connections")
	flags = addReportFlags(cmd)
	return cmd
}

func (j *job) traffic(args []string, wanted networkevent.Selection, n int, format string) error {
	var mu sync.Mutex
	all, recent := newSelected(wanted), newest{n: n}
	j.use = func(f *file) {
		found, inFile := newSelected(wanted), newest{n: n, file: f.index}
		connectionLogs[f.doc.Name()].list(f, &found, &inFile)
		mu.Lock()
		defer mu.Unlock()
		all.add(&found)
		for _, connection := range inFile.list {
			recent.keep(connection)
		}
	}
	j.read(args)
	j.sayNotShown()
	if j.Records == 0 {
		return j.exit() // there is nothing to list
	}
	recent.cut()
	trafficFormats[format].print(j.console, recent.list)
	all.sayOutside(j.console)
	if left := all.n - int64(len(recent.list)); left > 0 {
		j.say("the newest %s; %d not shown: see --limit", plural(int64(len(recent.list)), "connection"), left)
	} else {
		j.say("%s", plural(all.n, "connection"))
	}
	return j.exit()
}
