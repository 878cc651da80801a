package useractivity_test

import (
	"math"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

type counts struct{ Total, Success, Failed, DNS, Other int64 }

func countsOf(u useractivity.ActiveUser) counts {
	return counts{u.TotalConnections, u.SuccessConnections, u.FailedConnections, u.FailedConnectionsDNS, u.FailedConnectionsOther}
}

// TestEventCounts adds one event to one that succeeded, without which the user would not be listed.
func TestEventCounts(t *testing.T) {
	tests := []struct {
		name   string
		status networkevent.Status
		errors string
		want   counts
	}{
		{"closed", networkevent.StatusClosedConnection, "", counts{Total: 2, Success: 2}},
		{"established", networkevent.StatusEstablishedConnection, "", counts{Total: 1, Success: 1}},
		{"denied", networkevent.StatusDeniedAccess, "", counts{Total: 2, Success: 1, Failed: 1, Other: 1}},
		{"failed", networkevent.StatusFailedToConnect, "timeout", counts{Total: 2, Success: 1, Failed: 1, Other: 1}},
		{"dns", networkevent.StatusFailedToConnect, "dns: no such host", counts{Total: 2, Success: 1, Failed: 1, DNS: 1}},
		{"DNS in any case", networkevent.StatusDeniedAccess, "bad DnS answer", counts{Total: 2, Success: 1, Failed: 1, DNS: 1}},
		{"unknown", "half_open", "", counts{Total: 1, Success: 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			acc := accumulate(closed("a@x.com"), closed("a@x.com", status(test.status, test.errors)))
			diff(t, "counts", countsOf(one(t, acc)), test.want)
		})
	}
}

func TestRowCounts(t *testing.T) {
	tests := []struct {
		status networkevent.RowStatus
		want   counts
	}{
		{networkevent.RowStatusNormal, counts{Total: 2, Success: 2}},
		{networkevent.RowStatusDNSError, counts{Total: 2, Success: 1, Failed: 1, DNS: 1}},
		{networkevent.RowStatusConnectionFailed, counts{Total: 2, Success: 1, Failed: 1, Other: 1}},
		{"HALF_OPEN", counts{Total: 1, Success: 1}},
	}
	for _, test := range tests {
		t.Run(string(test.status), func(t *testing.T) {
			var acc useractivity.Accumulator
			acc.AddRow(&networkevent.Row{User: "a@x.com", Status: networkevent.RowStatusNormal})
			acc.AddRow(&networkevent.Row{User: "a@x.com", Status: test.status})
			diff(t, "counts", countsOf(one(t, &acc)), test.want)
		})
	}
}

func TestRowAndEventAlike(t *testing.T) {
	row := &networkevent.Row{
		StartTime:        flowtrail.Time{Time: noon.Add(-time.Hour)},
		EndTime:          flowtrail.Time{Time: noon},
		User:             "a@x.com",
		DeviceID:         "1",
		ClientIP:         addr("192.0.2.1"),
		Status:           networkevent.RowStatusNormal,
		BytesTransferred: flowtrail.Some(int64(3)),
		BytesReceived:    flowtrail.Some(int64(4)),
		RelayIPs:         "198.51.100.1",
	}
	var rows useractivity.Accumulator
	rows.AddRow(row)
	events := accumulate(closed("a@x.com", throughRelay, traffic(3, 4)))
	diff(t, "row and event", one(t, &rows), one(t, events))
}

func TestServiceAccountsAreNotUsers(t *testing.T) {
	acc := accumulate(
		closed("", func(e *networkevent.Event) { e.ServiceAccount.ID = "9" }),
		closed("a@x.com", func(e *networkevent.Event) { e.ServiceAccount.Name = "ci" }),
		closed(""),
	)
	acc.AddRow(&networkevent.Row{ServiceAccount: "ci", Status: networkevent.RowStatusNormal})
	acc.AddRow(&networkevent.Row{Status: networkevent.RowStatusNormal})
	if users := report(t, acc, forever, forever); users != nil {
		t.Errorf("got %v, want none", users)
	}
}

func TestListedInOrder(t *testing.T) {
	acc := accumulate(
		closed("b@x.com"),
		closed("a@x.com"),
		closed("B@x.com"),
		closed("é@x.com"),
		closed("a@x.co"),
		closed("failed@x.com", status(networkevent.StatusFailedToConnect, "")),
		closed("established@x.com", status(networkevent.StatusEstablishedConnection, "")),
	)
	want := []string{"B@x.com", "a@x.co", "a@x.com", "b@x.com", "é@x.com"}
	diff(t, "emails", emails(report(t, acc, forever, forever)), want)
}

func TestActiveStops(t *testing.T) {
	for u := range accumulate(closed("a@x.com"), closed("b@x.com")).Active(forever, forever) {
		if u.UserEmail != "a@x.com" {
			t.Errorf("got %s after break", u.UserEmail)
		}
		break
	}
}

func TestLastAccess(t *testing.T) {
	east := time.FixedZone("east", 3600)
	acc := accumulate(
		closed("a@x.com", at(noon)),
		closed("a@x.com", at(noon.Add(time.Minute).In(east))),
		closed("a@x.com", at(noon.Add(-time.Minute))),
		closed("a@x.com", at(noon.Add(time.Hour)), status(networkevent.StatusDeniedAccess, "")),
	)
	last := one(t, acc).LastAccessDate
	if want := noon.Add(time.Minute); last.Time != want {
		t.Errorf("got %v, want %v", last, want)
	}
}

func TestBytes(t *testing.T) {
	type sums struct{ Total, Transferred, Received int64 }
	const most = math.MaxInt64
	tests := []struct {
		name   string
		events [][2]int64
		want   sums
	}{
		{"summed", [][2]int64{{1, 2}, {10, 20}}, sums{33, 11, 22}},
		{"saturated", [][2]int64{{most, 1}, {1, 1}}, sums{most, most, 2}},
		{"total saturated", [][2]int64{{most - 1, 2}}, sums{most, most - 1, 2}},
		{"negative", [][2]int64{{-5, 1}, {3, -1}}, sums{4, 3, 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var acc useractivity.Accumulator
			for _, b := range test.events {
				acc.Add(closed("a@x.com", traffic(b[0], b[1])))
			}
			u := one(t, &acc)
			diff(t, "bytes", sums{u.TotalBytes, u.BytesTransferred, u.BytesReceived}, test.want)
		})
	}
	t.Run("failed ones too", func(t *testing.T) {
		acc := accumulate(
			closed("a@x.com", traffic(1, 2)),
			closed("a@x.com", traffic(4, 8), status(networkevent.StatusFailedToConnect, "")),
			closed("a@x.com", traffic(16, 32), status(networkevent.StatusEstablishedConnection, "")))
		u := one(t, acc)
		diff(t, "bytes", sums{u.TotalBytes, u.BytesTransferred, u.BytesReceived}, sums{15, 5, 10})
	})
}

func TestPercents(t *testing.T) {
	tests := []struct {
		relayed, peerToPeer int
		relay, p2p          string
	}{
		{0, 1, "0.00", "100.00"},
		{1, 0, "100.00", "0.00"},
		{1, 2, "33.33", "66.67"},
		{2, 1, "66.67", "33.33"},
		{1, 5, "16.67", "83.33"},
		{1, 7, "12.50", "87.50"},
		{1, 799, "0.13", "99.87"},    // 0.125, half away from zero
		{799, 1, "99.88", "0.12"},    // 99.875
		{1, 20000, "0.00", "100.00"}, // below a half
	}
	for _, test := range tests {
		t.Run(test.relay, func(t *testing.T) {
			var acc useractivity.Accumulator
			for range test.relayed {
				acc.Add(closed("a@x.com", throughRelay))
			}
			for range test.peerToPeer {
				acc.Add(closed("a@x.com"))
			}
			acc.Add(closed("a@x.com", throughRelay, status(networkevent.StatusFailedToConnect, "")))
			u := one(t, &acc)
			diff(t, "percents", [2]string{u.PercentRelay.String(), u.PercentP2P.String()}, [2]string{test.relay, test.p2p})
		})
	}
}

func TestDevices(t *testing.T) {
	acc := accumulate(
		closed("a@x.com", on("1")), closed("a@x.com", on("2")), closed("a@x.com", on("1")), closed("a@x.com", on("")),
		closed("a@x.com", on("3"), status(networkevent.StatusDeniedAccess, "")),
		closed("a@x.com", on("4"), status(networkevent.StatusEstablishedConnection, "")))
	if n := one(t, acc).ActiveDevices; n != 3 {
		t.Errorf("got %d devices, want 3", n)
	}
}

func TestClientIPs(t *testing.T) {
	acc := accumulate(closed("a@x.com", from("")))
	for _, ip := range []string{
		"203.0.113.9", "203.0.113.10", "203.0.113.100", "2001:db8::1", "10.0.0.1", "10.0.0.2", "9.0.0.1",
		"2001:db8::10", "192.0.2.1", "192.0.2.2", "192.0.2.3", "203.0.113.9", "2001:db8::1",
	} {
		acc.Add(closed("a@x.com", from(ip)))
	}
	acc.Add(closed("a@x.com", from("2001:db8::1"), status(networkevent.StatusFailedToConnect, "")))
	u := one(t, acc)
	if u.NumOfClientIP != 11 {
		t.Errorf("got %d addresses, want 11", u.NumOfClientIP)
	}
	top, err := u.Top10ClientIPs.MarshalCSV()
	if err != nil {
		t.Fatal(err)
	}
	diff(t, "top 10", top, "2001:db8::1,203.0.113.9,9.0.0.1,10.0.0.1,10.0.0.2,192.0.2.1,192.0.2.2,192.0.2.3,203.0.113.10,203.0.113.100")
}

func TestRowEnd(t *testing.T) {
	var acc useractivity.Accumulator
	if err := acc.Within(noon, noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	start := flowtrail.Time{Time: noon.Add(-time.Minute)}
	in, out := flowtrail.Time{Time: noon}, flowtrail.Time{Time: noon.Add(time.Hour)}
	for _, row := range []networkevent.Row{
		{StartTime: start, EndTime: in, Status: networkevent.RowStatusNormal},
		{StartTime: in, EndTime: out, Status: networkevent.RowStatusNormal},
		{StartTime: in, Status: networkevent.RowStatusConnectionFailed},
		{StartTime: start, Status: networkevent.RowStatusConnectionFailed},
	} {
		row.User = "a@x.com"
		acc.AddRow(&row)
	}
	users := report(t, &acc, noon, noon.Add(time.Hour))
	diff(t, "counts", countsOf(users[0]), counts{Total: 2, Success: 1, Failed: 1, Other: 1})
}
