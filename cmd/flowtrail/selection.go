package main

import (
	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail/networkevent"
)

const selectionHelp = `Connections can be selected by --user, an email address, without regard to case; by
--resource, which is the id of a Resource, its address as it is defined, or the domain
or IP address that was connected to; and by --remote-network, by name, which can be
given several times. A connection must be what all of these flags ask for.`

// A selector is what flags say of the connections that are wanted.
type selector struct {
	*period
	wanted networkevent.Selection
}

// addSelection adds flags to cmd that select connections. Those that bound the period are called from and to.
func addSelection(cmd *cobra.Command, from, to string) *selector {
	s := &selector{period: addPeriod(cmd, from, to)}
	s.flags.StringVar(&s.wanted.User, "user", "", "only connections of the user with this `EMAIL` address")
	s.flags.StringVar(&s.wanted.Resource, "resource", "", "only connections to the Resource with this `ADDRESS` or id")
	s.flags.StringArrayVar(&s.wanted.RemoteNetworks, "remote-network", nil, "only connections to the Remote Network with this `NAME`, or to one of several")
	return s
}

// selection returns the connections that are wanted.
func (s *selector) selection() (wanted networkevent.Selection, err error) {
	wanted = s.wanted
	wanted.From, wanted.To, err = s.bounds()
	return wanted, err
}

// selects reports whether not all connections are wanted.
func selects(w *networkevent.Selection) bool {
	return w.User+w.Resource != "" || len(w.RemoteNetworks) > 0 || !w.From.IsZero() || !w.To.IsZero()
}
