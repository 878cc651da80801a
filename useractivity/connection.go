package useractivity

import (
	"net/netip"

	"github.com/flowtrail/flowtrail/networkevent"
)

// A connection is what the report needs of a connection that counts, whichever encoding told of it.
type connection struct {
	email       string
	device      string     // id; empty when missing
	clientIP    netip.Addr // zero when missing
	end         instant
	outcome     outcome
	transferred int64
	received    int64
}

// An outcome is what became of a connection that counts.
type outcome uint8

const (
	relayed outcome = iota
	peerToPeer
	failedDNS
	failedOther
	outcomes // how many there are
)

func (o outcome) success() bool { return o <= peerToPeer }

func succeeded(throughRelay bool) outcome {
	if throughRelay {
		return relayed
	}
	return peerToPeer
}

func failed(resolving bool) outcome {
	if resolving {
		return failedDNS
	}
	return failedOther
}

// outcomeOfEvent returns the outcome of the connection that an event tells of, if it counts.
func outcomeOfEvent(e *networkevent.Event) (o outcome, counts bool) {
	switch {
	case e.User.Email == "" || e.IsServiceAccount():
		return 0, false
	case e.Status == networkevent.StatusClosedConnection:
		return succeeded(e.Relayed()), true
	case e.Failed():
		return failed(e.DNSFailed()), true
	}
	return 0, false
}

// outcomeOfRow returns the outcome of the connection that a row tells of, if it counts.
func outcomeOfRow(r *networkevent.Row) (o outcome, counts bool) {
	switch {
	case r.User == "" || r.IsServiceAccount():
		return 0, false
	case r.Status == networkevent.RowStatusNormal:
		return succeeded(r.Relayed()), true
	case r.Failed():
		return failed(r.DNSFailed()), true
	}
	return 0, false
}
