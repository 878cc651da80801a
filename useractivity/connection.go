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

// ofEvent makes c the connection that an event tells of. It reports whether it counts.
func (c *connection) ofEvent(e *networkevent.Event) bool {
	*c = connection{
		email:       e.User.Email,
		device:      e.Device.ID,
		clientIP:    e.Connection.ClientIP,
		end:         instantOf(e.Time),
		transferred: e.Connection.BytesTransferred,
		received:    e.Connection.BytesReceived,
	}
	switch {
	case c.email == "" || e.IsServiceAccount():
		return false
	case e.Status == networkevent.StatusClosedConnection:
		c.outcome = succeeded(e.Relayed())
	case e.Failed():
		c.outcome = failed(e.DNSFailed())
	default:
		return false
	}
	return true
}

// ofRow makes c the connection that a row tells of. It reports whether it counts.
func (c *connection) ofRow(r *networkevent.Row) bool {
	end := r.EndTime
	if end.IsZero() {
		end = r.StartTime
	}
	*c = connection{
		email:       r.User,
		device:      r.DeviceID,
		clientIP:    r.ClientIP,
		end:         instantOf(end.Time),
		transferred: r.BytesTransferred.Int64,
		received:    r.BytesReceived.Int64,
	}
	switch {
	case c.email == "" || r.IsServiceAccount():
		return false
	case r.Status == networkevent.RowStatusNormal:
		c.outcome = succeeded(r.Relayed())
	case r.Failed():
		c.outcome = failed(r.DNSFailed())
	default:
		return false
	}
	return true
}
