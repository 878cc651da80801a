package networkevent

import (
	_ "embed"
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/csvrec"
)

//go:embed schema/row.json
var rowSchema []byte

// CSV is the codec of the network events report that can be downloaded from the Admin Console. It has 26 columns, in any order; the
// four service account columns, which are not documented, may be missing.
//
// A header that lacks a documented column or has one twice is a *[flowtrail.HeaderError], which ends the stream. A column that is not
// known is kept in Row.Extra; with [flowtrail.Strict] it is a finding. A cell may be empty only where the document says so. Times
// may also be in RFC 3339.
//
// It writes all 26 columns in the order of real reports, and after them the columns in the Extra of the first row.
var CSV = flowtrail.NewCodec(csvrec.New(rowReport))

var rowReport = csvrec.Document[Row]{
	Name:    "networkevent.csv",
	Title:   "Twingate network events report",
	Schema:  rowSchema,
	Columns: columns,
	Extra:   func(r *Row) *map[string]string { return &r.Extra },
	Plain:   plainRow,
	Samples: sampleRows,
}

var columns = []csvrec.Column[Row]{
	csvrec.Time("start_time", func(r *Row) *time.Time { return &r.StartTime.Time }).MustBeFilled(),
	csvrec.Time("end_time", func(r *Row) *time.Time { return &r.EndTime.Time }),
	csvrec.Text("user", func(r *Row) *string { return &r.User }).With("user"),
	csvrec.Text("user_id", func(r *Row) *string { return &r.UserID }).With("user"),
	csvrec.Text("device_id", func(r *Row) *string { return &r.DeviceID }).With("user"),
	csvrec.Addr("client_ip", func(r *Row) *netip.Addr { return &r.ClientIP }),
	csvrec.Text("connector", func(r *Row) *string { return &r.Connector }).With("connector"),
	csvrec.Text("connector_id", func(r *Row) *string { return &r.ConnectorID }).With("connector"),
	csvrec.Addr("resource_ip", func(r *Row) *netip.Addr { return &r.ResourceIP }),
	csvrec.OptionalCount("resource_port", func(r *Row) *flowtrail.Optional[uint16] { return &r.ResourcePort }),
	csvrec.Text("resource_domain", func(r *Row) *string { return &r.ResourceDomain }).With("resource"),
	csvrec.Text("resource_id", func(r *Row) *string { return &r.ResourceID }).With("resource").MustBeFilled(),
	csvrec.Words("protocol", func(r *Row) *Protocol { return &r.Protocol }, ProtocolTCP, ProtocolUDP, ProtocolICMP),
	csvrec.Words("status", func(r *Row) *RowStatus { return &r.Status }, RowStatusNormal, RowStatusDNSError, RowStatusConnectionFailed),
	csvrec.OptionalCount("bytes_transferred", func(r *Row) *flowtrail.Optional[int64] { return &r.BytesTransferred }),
	csvrec.OptionalCount("bytes_received", func(r *Row) *flowtrail.Optional[int64] { return &r.BytesReceived }),
	csvrec.Text("remote_network", func(r *Row) *string { return &r.RemoteNetwork }).With("network").MustBeFilled(),
	csvrec.Text("remote_network_id", func(r *Row) *string { return &r.RemoteNetworkID }).With("network").MustBeFilled(),
	csvrec.Text("applied_rule", func(r *Row) *string { return &r.AppliedRule }).With("network").MustBeFilled(),
	csvrec.Text("relays", func(r *Row) *string { return &r.Relays }).With("relay"),
	csvrec.Text("relay_ips", func(r *Row) *string { return &r.RelayIPs }).With("relay"),
	csvrec.Text("relay_ports", func(r *Row) *string { return &r.RelayPorts }).With("relay"),
	csvrec.Text("service_account", func(r *Row) *string { return &r.ServiceAccount }).With("account").Undocumented(),
	csvrec.Text("service_account_id", func(r *Row) *string { return &r.ServiceAccountID }).With("account").Undocumented(),
	csvrec.Text("service_account_key", func(r *Row) *string { return &r.ServiceAccountKey }).With("account").Undocumented(),
	csvrec.Text("service_account_key_id", func(r *Row) *string { return &r.ServiceAccountKeyID }).With("account").Undocumented(),
}

// plainRow reports whether the cells that may be empty are so only where the document says it.
func plainRow(r *Row) bool {
	if !r.ResourceIP.IsValid() && r.Status != RowStatusDNSError || !r.ResourcePort.Valid && r.Protocol != ProtocolICMP {
		return false
	}
	if r.Status == RowStatusNormal && (r.EndTime.IsZero() || !r.BytesTransferred.Valid || !r.BytesReceived.Valid) {
		return false
	}
	return r.DeviceID != "" || r.IsServiceAccount()
}
