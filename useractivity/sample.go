package useractivity

import (
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/sample"
)

// A company is whose users the samples are about.
type company struct {
	sample.World
	emails []string
}

const sampleUsers = 5000

func newCompany(seed uint64) *company {
	c := &company{World: sample.NewWorld(seed)}
	for i := range sampleUsers {
		c.emails = append(c.emails, c.Email(i))
	}
	return c
}

// active makes u the row of a user who was active, few of them often and most now and then.
func (c *company) active(u *ActiveUser) {
	who := c.Few(sampleUsers)
	busy := 1 + c.Few(400*(1+c.Few(20)))
	relayed, direct := int64(c.Few(busy)), int64(c.Few(busy))
	if relayed+direct == 0 {
		relayed = 1
	}
	dns, other := int64(c.Few(busy/32+2)), int64(c.Few(busy/16+2))
	devices := 1 + c.Few(4)
	if c.IntN(50) == 0 {
		devices = 0 // of a service account
	}
	addresses := 1 + c.Few(2+min(busy/4, 30))
	top := u.Top10ClientIPs[:0]
	for i := range min(addresses, 10) {
		top = append(top, sample.ClientIPOf(who*8+i))
	}
	*u = ActiveUser{
		UserEmail:              c.emails[who],
		LastAccessDate:         c.access(),
		TotalConnections:       relayed + direct + dns + other,
		SuccessConnections:     relayed + direct,
		FailedConnections:      dns + other,
		FailedConnectionsDNS:   dns,
		FailedConnectionsOther: other,
		BytesTransferred:       c.Bytes(3_000 * float64(busy)),
		BytesReceived:          c.Bytes(40_000 * float64(busy)),
		PercentRelay:           percent(relayed, direct),
		ActiveDevices:          int64(devices),
		NumOfClientIP:          int64(addresses),
		Top10ClientIPs:         top,
	}
	u.TotalBytes = sum(u.BytesTransferred, u.BytesReceived)
	u.PercentP2P = 100_00 - u.PercentRelay
}

// inactive makes u the row of a user who was not active: a fifth have never been.
func (c *company) inactive(u *InactiveUser) {
	*u = InactiveUser{UserEmail: c.emails[c.Few(sampleUsers)]}
	if c.IntN(5) > 0 {
		u.LastAccessDate = c.access()
	}
}

// access returns when the next access was.
func (c *company) access() flowtrail.Time {
	c.Tick(20_000_000)
	return flowtrail.Time{Time: c.Time(time.Microsecond)}
}
