package useractivity

import (
	_ "embed"
	"math"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/csvrec"
)

//go:embed schema/active.json
var activeSchema []byte

// CSV is the codec of the report of active users, in the form that [Accumulator.Active] gives it: see [ActiveUser]. The
// 15 columns may stand in any order. A header that lacks one or has one twice is a *[flowtrail.HeaderError], which ends the stream. A
// column that is not known is kept in ActiveUser.Extra, and wrong only with [flowtrail.Strict].
var CSV = flowtrail.NewCodec(csvrec.New(csvrec.Document[ActiveUser]{
	Name:   "useractivity.csv",
	Title:  "Twingate user activity report, active users",
	Schema: activeSchema,
	Columns: []csvrec.Column[ActiveUser]{
		csvrec.Text("user_email", func(u *ActiveUser) *string { return &u.UserEmail }).MustBeFilled(),
		csvrec.Time("last_access_date", func(u *ActiveUser) *time.Time { return &u.LastAccessDate.Time }).MustBeFilled(),
		countColumn("total_connections", func(u *ActiveUser) *int64 { return &u.TotalConnections }),
		countColumn("success_connections", func(u *ActiveUser) *int64 { return &u.SuccessConnections }),
		countColumn("failed_connections", func(u *ActiveUser) *int64 { return &u.FailedConnections }),
		countColumn("failed_connections_dns", func(u *ActiveUser) *int64 { return &u.FailedConnectionsDNS }),
		countColumn("failed_connections_other", func(u *ActiveUser) *int64 { return &u.FailedConnectionsOther }),
		countColumn("total_bytes", func(u *ActiveUser) *int64 { return &u.TotalBytes }),
		countColumn("bytes_transferred", func(u *ActiveUser) *int64 { return &u.BytesTransferred }),
		countColumn("bytes_received", func(u *ActiveUser) *int64 { return &u.BytesReceived }),
		percentColumn("percent_relay", func(u *ActiveUser) *Percent { return &u.PercentRelay }),
		percentColumn("percent_p2p", func(u *ActiveUser) *Percent { return &u.PercentP2P }),
		countColumn("active_devices", func(u *ActiveUser) *int64 { return &u.ActiveDevices }),
		countColumn("num_of_client_ip", func(u *ActiveUser) *int64 { return &u.NumOfClientIP }),
		addrsColumn("top_10_client_ips", func(u *ActiveUser) *Addrs { return &u.Top10ClientIPs }),
	},
	Extra:   func(u *ActiveUser) *map[string]string { return &u.Extra },
	Samples: sampleUsers,
}))

func countColumn(name string, field func(*ActiveUser) *int64) csvrec.Column[ActiveUser] {
	return csvrec.Column[ActiveUser]{
		Name:   name,
		Filled: true,
		Read:   func(c *csvrec.Cell, u *ActiveUser) { *field(u) = c.Int(math.MaxInt64) },
		Append: func(w *csvrec.Writer, u *ActiveUser) { w.Int(*field(u)) },
	}
}

func percentColumn(name string, field func(*ActiveUser) *Percent) csvrec.Column[ActiveUser] {
	return csvrec.Column[ActiveUser]{
		Name:   name,
		Filled: true,
		Read:   func(c *csvrec.Cell, u *ActiveUser) { c.Unmarshal(field(u)) },
		Append: func(w *csvrec.Writer, u *ActiveUser) { w.Raw(field(u).String()) },
		Refuse: func(u *ActiveUser) error { return refusal(field(u).MarshalCSV()) },
	}
}

// refusal returns why a cell could not be written, if so.
func refusal(_ string, err error) error { return err }

func addrsColumn(name string, field func(*ActiveUser) *Addrs) csvrec.Column[ActiveUser] {
	return csvrec.Column[ActiveUser]{
		Name:   name,
		Read:   func(c *csvrec.Cell, u *ActiveUser) { c.Unmarshal(field(u)) },
		Append: func(w *csvrec.Writer, u *ActiveUser) { csvrec.AppendText(&w.Buffer, field(u).String()) },
		Refuse: func(u *ActiveUser) error { return refusal(field(u).MarshalCSV()) },
	}
}
