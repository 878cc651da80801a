package networkevent

import (
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail"
)

// RowStatus says what became of a connection in the CSV report. Values other than those below are findings.
type RowStatus string

// The documented statuses of a CSV row.
const (
	RowStatusNormal           RowStatus = "NORMAL"
	RowStatusDNSError         RowStatus = "DNS_ERROR"         // the domain could not be resolved
	RowStatusConnectionFailed RowStatus = "CONNECTION_FAILED" // the connection could not be established
)

// Row is one row of the Admin Console's network events report: the 22 documented columns, and the four service account columns
// that real reports have as well. An empty cell is the zero value of its field; where that would be the same as a cell with 0,
// the field is a [flowtrail.Optional].
//
// github.com/gocarina/gocsv reads and writes Rows with the same result as [CSV]. encoding/json writes an object whose members are
// named as the columns: an empty cell is null for times, byte counts and the port, and an empty string otherwise. Both
// leave out Extra.
type Row struct {
	StartTime           flowtrail.Time             `csv:"start_time" json:"start_time"`
	EndTime             flowtrail.Time             `csv:"end_time" json:"end_time"` // empty if an error occurred
	User                string                     `csv:"user" json:"user"`         // email; empty for a service account
	UserID              string                     `csv:"user_id" json:"user_id"`
	DeviceID            string                     `csv:"device_id" json:"device_id"`
	ClientIP            netip.Addr                 `csv:"client_ip" json:"client_ip"` // public address of the client
	Connector           string                     `csv:"connector" json:"connector"`
	ConnectorID         string                     `csv:"connector_id" json:"connector_id"`
	ResourceIP          netip.Addr                 `csv:"resource_ip" json:"resource_ip"` // empty if a DNS error occurred
	ResourcePort        flowtrail.Optional[uint16] `csv:"resource_port" json:"resource_port"`
	ResourceDomain      string                     `csv:"resource_domain" json:"resource_domain"` // FQDN; empty if the connection was direct to an address
	ResourceID          string                     `csv:"resource_id" json:"resource_id"`
	Protocol            Protocol                   `csv:"protocol" json:"protocol"`
	Status              RowStatus                  `csv:"status" json:"status"`
	BytesTransferred    flowtrail.Optional[int64]  `csv:"bytes_transferred" json:"bytes_transferred"` // sent to the Resource; empty if an error occurred
	BytesReceived       flowtrail.Optional[int64]  `csv:"bytes_received" json:"bytes_received"`       // received by the user; empty if an error occurred
	RemoteNetwork       string                     `csv:"remote_network" json:"remote_network"`
	RemoteNetworkID     string                     `csv:"remote_network_id" json:"remote_network_id"`
	AppliedRule         string                     `csv:"applied_rule" json:"applied_rule"`
	Relays              string                     `csv:"relays" json:"relays"`           // the cell as it is: how several relays are separated is not documented
	RelayIPs            string                     `csv:"relay_ips" json:"relay_ips"`     // likewise; empty if the connection was peer to peer
	RelayPorts          string                     `csv:"relay_ports" json:"relay_ports"` // likewise
	ServiceAccount      string                     `csv:"service_account" json:"service_account"`
	ServiceAccountID    string                     `csv:"service_account_id" json:"service_account_id"`
	ServiceAccountKey   string                     `csv:"service_account_key" json:"service_account_key"`
	ServiceAccountKeyID string                     `csv:"service_account_key_id" json:"service_account_key_id"`

	// Extra holds the cells of columns that are not known, keyed by column name. It is written back.
	// It is nil when there is none.
	Extra map[string]string `csv:"-" json:"-"`
}

// IsServiceAccount reports whether a service account connected, not a user.
func (r *Row) IsServiceAccount() bool { return r.ServiceAccount != "" || r.ServiceAccountID != "" }

// Relayed reports whether the connection flowed through a relay.
func (r *Row) Relayed() bool { return r.RelayIPs != "" }

// PeerToPeer reports whether the connection used no relay. That says nothing about a connection that was not made: see
// [Row.Failed].
func (r *Row) PeerToPeer() bool { return r.RelayIPs == "" }

// Failed reports whether no connection was made.
func (r *Row) Failed() bool {
	return r.Status == RowStatusDNSError || r.Status == RowStatusConnectionFailed
}

// DNSFailed reports whether the connection failed because a name could not be resolved.
func (r *Row) DNSFailed() bool { return r.Status == RowStatusDNSError }

// Time returns when the connection ended, which counts as its time: the end time or, in a row without one, as that of an error, the
// start time.
func (r *Row) Time() time.Time {
	if r.EndTime.IsZero() {
		return r.StartTime.Time
	}
	return r.EndTime.Time
}

// Duration returns how long the connection lasted. It is zero if the row has no end time, as that of an error.
func (r *Row) Duration() time.Duration {
	if r.EndTime.IsZero() {
		return 0
	}
	return r.EndTime.Sub(r.StartTime.Time)
}
