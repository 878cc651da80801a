package useractivity

import "math"

// A user is what is known of one user: at least one connection.
type user struct {
	email       string
	outcomes    [outcomes]int64 // connections
	transferred int64           // bytes
	received    int64           // bytes
	lastAccess  instant         // meaningless without a success
	tally       tally           // of the addresses and devices that connections came from
}

func (u *user) success() int64 { return sum(u.outcomes[relayed], u.outcomes[peerToPeer]) }
func (u *user) failed() int64  { return sum(u.outcomes[failedDNS], u.outcomes[failedOther]) }

func (u *user) count(c *connection, n *names) {
	if c.outcome.success() {
		u.accessed(c.end)
	}
	u.outcomes[c.outcome] = sum(u.outcomes[c.outcome], 1)
	u.transferred = sum(u.transferred, max(c.transferred, 0))
	u.received = sum(u.received, max(c.received, 0))
	if c.clientIP.IsValid() {
		u.tally.add(n.ofAddr(c.clientIP), 1)
	}
	if c.device != "" {
		u.tally.add(n.ofID(c.device), 1)
	}
}

// merge adds what other has counted. The keys of u are those of n, the keys of other those of theirs.
func (u *user) merge(other *user, n, theirs *names) {
	if other.success() > 0 {
		u.accessed(other.lastAccess)
	}
	for o, n := range other.outcomes {
		u.outcomes[o] = sum(u.outcomes[o], n)
	}
	u.transferred = sum(u.transferred, other.transferred)
	u.received = sum(u.received, other.received)
	u.tally.reserve(len(other.tally.entries))
	for _, e := range other.tally.entries {
		u.tally.add(n.translate(e.key, theirs), e.n)
	}
}

// accessed notes that a connection that ended at t succeeded. It must be called before the connection is counted.
func (u *user) accessed(t instant) {
	if u.lastAccess.before(t) || u.success() == 0 {
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
