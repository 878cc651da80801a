package useractivity

import (
	"math"
	"net/netip"
	"time"
)

// A user is what is known of one user: at least one connection.
type user struct {
	email       string
	outcomes    [outcomes]int64 // connections
	transferred int64           // bytes
	received    int64           // bytes
	lastAccess  time.Time       // meaningless without a success
	clientIPs   tally[netip.Addr]
	devices     tally[string] // by id
}

func (u *user) success() int64 { return sum(u.outcomes[relayed], u.outcomes[peerToPeer]) }
func (u *user) failed() int64  { return sum(u.outcomes[failedDNS], u.outcomes[failedOther]) }

func (u *user) count(c *connection) {
	if c.outcome.success() {
		u.accessed(c.end)
	}
	u.outcomes[c.outcome] = sum(u.outcomes[c.outcome], 1)
	u.transferred = sum(u.transferred, max(c.transferred, 0))
	u.received = sum(u.received, max(c.received, 0))
	if c.clientIP.IsValid() {
		u.clientIPs.add(c.clientIP, 1)
	}
	if c.device != "" {
		u.devices.add(c.device, 1)
	}
}

func (u *user) merge(other *user) {
	if other.success() > 0 {
		u.accessed(other.lastAccess)
	}
	for o, n := range other.outcomes {
		u.outcomes[o] = sum(u.outcomes[o], n)
	}
	u.transferred = sum(u.transferred, other.transferred)
	u.received = sum(u.received, other.received)
	u.clientIPs.merge(&other.clientIPs)
	u.devices.merge(&other.devices)
}

// accessed notes that a connection that ended at t succeeded. It is called ahead of counting it.
func (u *user) accessed(t time.Time) {
	if u.success() == 0 || t.After(u.lastAccess) {
		u.lastAccess = t
	}
}

// sum returns a + b, neither of them negative, or the largest int64 where that is less.
func sum(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}
