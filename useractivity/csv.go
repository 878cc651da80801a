package useractivity

import (
	_ "embed"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/csvrec"
	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/sample"
	"github.com/flowtrail/flowtrail/internal/validator"
)

//go:embed schema/active.json
var activeSchema []byte

// CSV is the codec of the report of active users, in the form that [Accumulator.Active] gives it: see [ActiveUser]. The
// 15 columns may stand in any order. A header that lacks one or has one twice is a *[flowtrail.HeaderError], which ends the stream. A
// column that is not known is kept in ActiveUser.Extra, and wrong only with [flowtrail.Strict].
var CSV = flowtrail.NewCodec(csvrec.New(activeReport))

var activeReport = csvrec.Document[ActiveUser]{
	Name:    "useractivity.csv",
	Title:   "Twingate user activity report, active users",
	Schema:  activeSchema,
	Formats: []validator.Format{{Name: "addresses", Valid: func(text string) bool { return new(Addrs).UnmarshalCSV(text) == nil }}},
	Columns: []csvrec.Column[ActiveUser]{
		csvrec.Text("user_email", func(u *ActiveUser) *string { return &u.UserEmail }).MustBeFilled(),
		csvrec.Time("last_access_date", func(u *ActiveUser) *time.Time { return &u.LastAccessDate.Time }).MustBeFilled(),
		csvrec.Count("total_connections", func(u *ActiveUser) *int64 { return &u.TotalConnections }),
		csvrec.Count("success_connections", func(u *ActiveUser) *int64 { return &u.SuccessConnections }),
		csvrec.Count("failed_connections", func(u *ActiveUser) *int64 { return &u.FailedConnections }),
		csvrec.Count("failed_connections_dns", func(u *ActiveUser) *int64 { return &u.FailedConnectionsDNS }),
		csvrec.Count("failed_connections_other", func(u *ActiveUser) *int64 { return &u.FailedConnectionsOther }),
		csvrec.Count("total_bytes", func(u *ActiveUser) *int64 { return &u.TotalBytes }),
		csvrec.Count("bytes_transferred", func(u *ActiveUser) *int64 { return &u.BytesTransferred }),
		csvrec.Count("bytes_received", func(u *ActiveUser) *int64 { return &u.BytesReceived }),
		csvrec.Hook("percent_relay", declare.Value{Kind: declare.Percent}, func(u *ActiveUser) *Percent { return &u.PercentRelay }, (*Percent).UnmarshalCSV, Percent.append),
		csvrec.Hook("percent_p2p", declare.Value{Kind: declare.Percent}, func(u *ActiveUser) *Percent { return &u.PercentP2P }, (*Percent).UnmarshalCSV, Percent.append),
		csvrec.Count("active_devices", func(u *ActiveUser) *int64 { return &u.ActiveDevices }),
		csvrec.Count("num_of_client_ip", func(u *ActiveUser) *int64 { return &u.NumOfClientIP }),
		csvrec.Hook("top_10_client_ips", declare.Value{Kind: declare.Addresses, Formats: []string{"addresses"}, Empty: true}, func(u *ActiveUser) *Addrs { return &u.Top10ClientIPs }, (*Addrs).UnmarshalCSV, Addrs.append),
	},
	Empty:   func(u *ActiveUser) { *u = ActiveUser{Top10ClientIPs: u.Top10ClientIPs[:0]} },
	Extra:   func(u *ActiveUser) *map[string]string { return &u.Extra },
	Samples: sample.Endless(newCompany, (*company).active),
}
