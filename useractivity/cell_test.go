package useractivity_test

import (
	"encoding/json"
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/gocarina/gocsv"

	"github.com/flowtrail/flowtrail"
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
		"203.0.113.100,1.2.3.4,2001:db8::1,203.0.113.255,0.0.0.0": {
			addr("203.0.113.100"), addr("1.2.3.4"), addr("2001:db8::1"), addr("203.0.113.255"), addr("0.0.0.0"),
		},
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
	for _, cell := range []string{",", "192.0.2.1,", "192.0.2.1, 192.0.2.2", "192.0.2.1;192.0.2.2", "+1.2.3.4", "01.2.3.4", "x",
		"203.0.113.100,203.0.113.101,", "203.0.113.100,,203.0.113.101", "203.0.113.100,203.0.113.256,203.0.113.101", "203.0.113.100 ,203.0.113.101",
		"fe80::1%a,203.0.113.101"} {
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

// TestActiveUserJSON holds the object that a user is, and reads it back.
func TestActiveUserJSON(t *testing.T) {
	users := []useractivity.ActiveUser{
		one(t, accumulate(closed("a&b@x.com", throughRelay, traffic(3, 4)), closed("a&b@x.com", from("2001:db8::1")),
			closed("a&b@x.com", status(networkevent.StatusFailedToConnect, "DNS")))),
		one(t, accumulate(closed("b@x.com", from(""), on("")))),
	}
	const want = `{"user_email":"a&b@x.com","last_access_date":"2025-07-25 12:00:00.00 UTC","total_connections":3,"success_connections":2,` +
		`"failed_connections":1,"failed_connections_dns":1,"failed_connections_other":0,"total_bytes":7,"bytes_transferred":3,"bytes_received":4,` +
		`"percent_relay":50.00,"percent_p2p":50.00,"active_devices":1,"num_of_client_ip":2,"top_10_client_ips":["192.0.2.1","2001:db8::1"]}` + "\n" +
		`{"user_email":"b@x.com","last_access_date":"2025-07-25 12:00:00.00 UTC","total_connections":1,"success_connections":1,` +
		`"failed_connections":0,"failed_connections_dns":0,"failed_connections_other":0,"total_bytes":0,"bytes_transferred":0,"bytes_received":0,` +
		`"percent_relay":0.00,"percent_p2p":100.00,"active_devices":0,"num_of_client_ip":0,"top_10_client_ips":[]}` + "\n"
	var got strings.Builder
	encoder := json.NewEncoder(&got)
	encoder.SetEscapeHTML(false)
	decoder := json.NewDecoder(strings.NewReader(want))
	decoder.DisallowUnknownFields()
	for _, user := range users {
		var again useractivity.ActiveUser
		if err := errors.Join(encoder.Encode(user), decoder.Decode(&again)); err != nil {
			t.Fatal(err)
		}
		diff(t, "read", again, user)
	}
	diff(t, "written", got.String(), want)
}

func TestJSONRefuses(t *testing.T) {
	for _, text := range []string{"100.01", "-1", "33.333", "1e1", `"5"`, "[]", "655.36"} {
		p := useractivity.Percent(1)
		if err := json.Unmarshal([]byte(text), &p); err == nil || p != 0 {
			t.Errorf("%s was read as %v, %v", text, p, err)
		}
	}
	for text, want := range map[string]useractivity.Percent{"100": 10000, "33.5": 3350, "0": 0, "0.01": 1} {
		var p useractivity.Percent
		if err := json.Unmarshal([]byte(text), &p); err != nil || p != want {
			t.Errorf("%s was read as %v, %v", text, p, err)
		}
	}
	for _, text := range []string{`"192.0.2.1"`, `[""]`, `["fe80::1%a"]`, `["01.2.3.4"]`, `[1]`, `{}`} {
		list := useractivity.Addrs{addr("::1")}
		if err := json.Unmarshal([]byte(text), &list); err == nil || list != nil {
			t.Errorf("%s was read as %v, %v", text, list, err)
		}
	}
	for _, v := range []any{
		useractivity.Percent(-1), useractivity.Addrs{{}}, useractivity.Addrs{addr("fe80::1%a")},
		useractivity.ActiveUser{LastAccessDate: flowtrail.Time{Time: time.Date(12345, 1, 1, 0, 0, 0, 0, time.UTC)}},
	} {
		if text, err := json.Marshal(v); err == nil {
			t.Errorf("%v was written as %s", v, text)
		}
	}
}
