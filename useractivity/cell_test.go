package useractivity_test

import (
	"net/netip"
	"testing"

	"github.com/gocarina/gocsv"

	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

func TestPercentCells(t *testing.T) {
	for cell, want := range map[string]useractivity.Percent{
		"0.00": 0, "0.01": 1, "1.00": 100, "33.33": 3333, "99.99": 9999, "100.00": 10000,
	} {
		var p useractivity.Percent
		if err := p.UnmarshalCSV(cell); err != nil || p != want {
			t.Errorf("read %q as %d, %v; want %d", cell, p, err, want)
		}
		if got, err := want.MarshalCSV(); err != nil || got != cell {
			t.Errorf("wrote %d as %q, %v; want %q", want, got, err, cell)
		}
	}
	for _, cell := range []string{
		"", ".", "0", "33", "33.", "33.3", "33.333", ".33", "-1.00", "+1.00", "-0.00", "00.00", "033.33", "100.01", "101.00",
		"655.36", "18446744073709551616.00", "1.0.0", "1..0", "1,00", "1_0.00", " 1.00", "1.00 ", "1.00%", "1e.00", "1.+1", "1.٣٣", "NaN",
	} {
		p := useractivity.Percent(1)
		if err := p.UnmarshalCSV(cell); err == nil || p != 0 {
			t.Errorf("read %q as %d, %v; want an error", cell, p, err)
		}
	}
	for _, p := range []useractivity.Percent{-1, 10001, -1 << 31, 1<<31 - 1} {
		if cell, err := p.MarshalCSV(); err == nil {
			t.Errorf("wrote %d as %q, want an error", p, cell)
		}
	}
	diff(t, "negative", useractivity.Percent(-1<<31).String(), "-21474836.48")
}

func TestAddrsCells(t *testing.T) {
	tests := map[string]useractivity.Addrs{
		"":                      nil,
		"192.0.2.1":             {addr("192.0.2.1")},
		"192.0.2.1,2001:db8::1": {addr("192.0.2.1"), addr("2001:db8::1")},
	}
	for cell, want := range tests {
		got := useractivity.Addrs{addr("::1")}
		if err := got.UnmarshalCSV(cell); err != nil {
			t.Error(err)
		}
		diff(t, cell, got, want)
		text, err := want.MarshalCSV()
		if err != nil {
			t.Error(err)
		}
		diff(t, "written", text, cell)
	}
	for _, cell := range []string{",", "192.0.2.1,", "192.0.2.1, 192.0.2.2", "192.0.2.1;192.0.2.2", "+1.2.3.4", "01.2.3.4", "x"} {
		got := useractivity.Addrs{addr("::1")}
		if err := got.UnmarshalCSV(cell); err == nil || got != nil {
			t.Errorf("read %q as %v, %v; want an error", cell, got, err)
		}
	}
	for _, list := range []useractivity.Addrs{{netip.Addr{}}, {addr("fe80::1%a,b")}} {
		if cell, err := list.MarshalCSV(); err == nil {
			t.Errorf("wrote %v as %q, want an error", list, cell)
		}
	}
}

func TestGocsv(t *testing.T) {
	users := []useractivity.ActiveUser{
		one(t, accumulate(closed("a@x.com", throughRelay, traffic(3, 4)), closed("a@x.com", from("2001:db8::1")),
			closed("a@x.com", status(networkevent.StatusFailedToConnect, "DNS")))),
		one(t, accumulate(closed("b@x.com", from(""), on("")))),
	}
	const want = "user_email,last_access_date,total_connections,success_connections,failed_connections," +
		"failed_connections_dns,failed_connections_other,total_bytes,bytes_transferred,bytes_received," +
		"percent_relay,percent_p2p,active_devices,num_of_client_ip,top_10_client_ips\n" +
		"a@x.com,2025-07-25 12:00:00.00 UTC,3,2,1,1,0,7,3,4,50.00,50.00,1,2,\"192.0.2.1,2001:db8::1\"\n" +
		"b@x.com,2025-07-25 12:00:00.00 UTC,1,1,0,0,0,0,0,0,0.00,100.00,0,0,\n"
	got, err := gocsv.MarshalString(users)
	if err != nil {
		t.Fatal(err)
	}
	diff(t, "written", got, want)
	var again []useractivity.ActiveUser
	if err := gocsv.UnmarshalString(want, &again); err != nil {
		t.Fatal(err)
	}
	diff(t, "read", again, users)
}
