package main

import (
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// A connection is what the Admin Console shows of one, as far as the export has it. The names of its members in JSON are those of
// the columns in CSV.
type connection struct {
	Time             flowtrail.Time              `json:"time"` // of its end; of its begin if it failed
	Duration         flowtrail.Optional[seconds] `json:"duration_seconds"`
	User             string                      `json:"user"`
	ServiceAccount   string                      `json:"service_account"`
	Resource         string                      `json:"resource"` // as it is defined
	ResourceID       string                      `json:"resource_id"`
	Address          string                      `json:"address"` // the domain or IP address that was connected to
	IP               netip.Addr                  `json:"ip"`
	Port             flowtrail.Optional[uint16]  `json:"port"`
	Protocol         networkevent.Protocol       `json:"protocol"`
	Type             string                      `json:"connection_type"`
	RemoteNetwork    string                      `json:"remote_network"`
	BytesTransferred flowtrail.Optional[int64]   `json:"bytes_transferred"`
	BytesReceived    flowtrail.Optional[int64]   `json:"bytes_received"`
	Outcome          string                      `json:"outcome"`
	Error            string                      `json:"error"`

	file   int   // in the input
	number int64 // in the file
}

func connectionOfEvent(e *networkevent.Event) *connection {
	c, r := &e.Connection, &e.Resource
	return (&connection{
		Time: flowtrail.Time{Time: e.Time}, User: e.User.Email, ServiceAccount: e.ServiceAccount.Name,
		Resource: r.AppliedRule, ResourceID: r.ID, Address: r.Address, IP: r.IP.V, Port: flowtrail.Some(r.Port), Protocol: c.Protocol,
		Type: connectionType(e.Relayed(), e.Failed()), RemoteNetwork: e.RemoteNetwork.Name,
		BytesTransferred: flowtrail.Some(c.BytesTransferred), BytesReceived: flowtrail.Some(c.BytesReceived),
		Outcome: outcomeOfEvent(e), Error: c.ErrorMessage.V,
	}).owned()
}

func connectionOfRow(r *networkevent.Row) *connection {
	c := &connection{
		Time: flowtrail.Time{Time: r.Time()}, User: r.User, ServiceAccount: r.ServiceAccount,
		Resource: r.AppliedRule, ResourceID: r.ResourceID, Address: r.ResourceDomain, IP: r.ResourceIP, Port: r.ResourcePort, Protocol: r.Protocol,
		Type: connectionType(r.Relayed(), r.Failed()), RemoteNetwork: r.RemoteNetwork,
		BytesTransferred: r.BytesTransferred, BytesReceived: r.BytesReceived, Outcome: outcomeOfRow(r),
	}
	if !r.EndTime.IsZero() {
		c.Duration = flowtrail.Some(seconds(r.Duration()))
	}
	if c.Address == "" && r.ResourceIP.IsValid() {
		c.Address = r.ResourceIP.String()
	}
	return c.owned()
}

// owned returns c with texts of its own: those of a record may be parts of longer ones, which are not to be kept.
func (c *connection) owned() *connection {
	for _, text := range []*string{&c.User, &c.ServiceAccount, &c.Resource, &c.ResourceID, &c.Address, &c.RemoteNetwork, &c.Error} {
		*text = strings.Clone(*text)
	}
	return c
}

// connectionType returns how a connection came about, or nothing if it did not.
func connectionType(relayed, failed bool) string {
	switch {
	case failed:
		return ""
	case relayed:
		return "relay"
	}
	return "peer_to_peer"
}

func outcomeOfEvent(e *networkevent.Event) string {
	switch {
	case e.Status == networkevent.StatusEstablishedConnection:
		return "established"
	case e.Status == networkevent.StatusClosedConnection:
		return "closed"
	case e.Status == networkevent.StatusDeniedAccess:
		return "denied"
	case e.DNSFailed():
		return "dns_failed"
	}
	return "failed"
}

func outcomeOfRow(r *networkevent.Row) string {
	switch {
	case r.DNSFailed():
		return "dns_failed"
	case r.Failed():
		return "failed"
	}
	return "closed"
}

// A seconds is a duration that is written in seconds, with as many decimals as it needs.
type seconds time.Duration

func (s seconds) String() string {
	sign, n := "", uint64(s)
	if s < 0 {
		sign, n = "-", -n
	}
	whole, part := n/1e9, strconv.FormatUint(1e9+n%1e9, 10)[1:]
	return strings.TrimSuffix(sign+strconv.FormatUint(whole, 10)+"."+strings.TrimRight(part, "0"), ".")
}

func (s seconds) MarshalJSON() ([]byte, error) { return []byte(s.String()), nil }
