package networkevent_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/netip"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gocarina/gocsv"
	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

func TestRealRow(t *testing.T) {
	text := "start_time,end_time,user,user_id,device_id,client_ip,connector,connector_id,resource_ip,resource_port,resource_domain,resource_id,protocol,status,bytes_transferred,bytes_received,remote_network,remote_network_id,applied_rule,relays,relay_ips,relay_ports,service_account,service_account_id,service_account_key,service_account_key_id\n" +
		"2024-02-20 20:16:05.92 UTC,2024-02-20 20:16:40.28 UTC,user@domain.com,468633,1223418,1.2.3.4,umber-angora,177167,192.168.1.39,55415,service.home.domain.com,2217397,tcp,NORMAL,422,704,🏠 Office,21959,service.home.domain.com,relaybalancer+https://relays.twingate.com,34.105.34.33,30013,,,,"
	want := networkevent.Row{
		StartTime: flowtrail.Time{Time: time.Date(2024, 2, 20, 20, 16, 5, 920e6, time.UTC)},
		EndTime:   flowtrail.Time{Time: time.Date(2024, 2, 20, 20, 16, 40, 280e6, time.UTC)},
		User:      "user@domain.com", UserID: "468633", DeviceID: "1223418", ClientIP: netip.MustParseAddr("1.2.3.4"),
		Connector: "umber-angora", ConnectorID: "177167", ResourceIP: netip.MustParseAddr("192.168.1.39"),
		ResourcePort: flowtrail.Some(uint16(55415)), ResourceDomain: "service.home.domain.com", ResourceID: "2217397",
		Protocol: networkevent.ProtocolTCP, Status: networkevent.RowStatusNormal,
		BytesTransferred: flowtrail.Some(int64(422)), BytesReceived: flowtrail.Some(int64(704)),
		RemoteNetwork: "🏠 Office", RemoteNetworkID: "21959", AppliedRule: "service.home.domain.com",
		Relays: "relaybalancer+https://relays.twingate.com", RelayIPs: "34.105.34.33", RelayPorts: "30013",
	}
	var rows []*networkevent.Row
	for row, err := range networkevent.CSV.Read(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	if diff := cmp.Diff([]*networkevent.Row{&want}, rows, equalAddrs); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if d := rows[0].Duration(); d != 34360*time.Millisecond {
		t.Errorf("it lasted %v", d)
	}
	var single networkevent.Row
	if err := networkevent.CSV.Decode([]byte(text), &single); err != nil || !cmp.Equal(want, single, equalAddrs) {
		t.Errorf("a header and a row: %v", err)
	}
	if err := networkevent.CSV.Decode([]byte(strings.Split(text, "\n")[1]), &single); err != nil || !cmp.Equal(want, single, equalAddrs) {
		t.Errorf("a row alone: %v", err)
	}
	var written bytes.Buffer
	if err := networkevent.CSV.Write(&written, networkevent.CSV.Read(strings.NewReader(text))); err != nil || written.String() != text+"\n" {
		t.Errorf("%v, written\n%s", err, written.String())
	}
}

// TestGocsvRefuses checks that gocsv, which by itself makes 4464 of port 70000, refuses what is no value.
func TestGocsvRefuses(t *testing.T) {
	for column, cells := range map[string][]string{
		"resource_port":  {"70000", "010", "0x1F", "1.9", "-1", "+1", " 1", "65536", "1e1"},
		"bytes_received": {"010", "1,234", "-1.5", "9223372036854775808", "+1"},
		"start_time":     {"2024-02-30 20:16:05.92 UTC", "20060201", "2024-02-20"},
		"client_ip":      {"+1.2.3.4", "1.2.3", "x"},
	} {
		for _, cell := range cells {
			var rows []networkevent.Row
			if err := gocsv.UnmarshalString(column+"\n\""+cell+"\"\n", &rows); err == nil {
				t.Errorf("%s %q was read as %+v", column, cell, rows)
			}
		}
	}
}

func TestUnknownColumn(t *testing.T) {
	var regions []string
	for row, err := range networkevent.CSV.ReadFS(os.DirFS("../testdata/valid/networkevent.csv"), "unknown-column.csv") {
		if err != nil {
			t.Fatal(err)
		}
		regions = append(regions, row.Extra["region"])
	}
	if !slices.Equal(regions, []string{"eu, central", ""}) {
		t.Errorf("regions %q", regions)
	}
	var written bytes.Buffer
	w := networkevent.CSV.NewWriter(&written)
	rows := []networkevent.Row{{Extra: map[string]string{"b": "2", "a": "1"}}, {}, {Extra: map[string]string{"c": "3"}}}
	for i, want := range []bool{true, true, false} {
		if err := w.Write(&rows[i]); (err == nil) != want {
			t.Errorf("row %d: %v", i, err)
		}
	}
	if err := w.Flush(); err != nil || !strings.Contains(written.String(), "service_account_key_id,a,b\n") || strings.Count(written.String(), "\n") != 3 {
		t.Errorf("%v, written\n%s", err, written.String())
	}
}

// TestExtraRefused checks that no column is written that would not be read as the extra one it is.
func TestExtraRefused(t *testing.T) {
	for _, name := range []string{"user", "a\xff"} {
		var written bytes.Buffer
		w := networkevent.CSV.NewWriter(&written)
		if err := w.Write(&networkevent.Row{Extra: map[string]string{name: "x"}}); err == nil {
			t.Errorf("%q is written", name)
		}
		if err := errors.Join(w.Write(&networkevent.Row{}), w.Flush()); err != nil || strings.Contains(written.String(), "x") {
			t.Errorf("after %q: %v, written\n%s", name, err, written.String())
		}
	}
}

// TestEmptiesAndZeros checks that an empty cell is not a zero.
func TestEmptiesAndZeros(t *testing.T) {
	for row, err := range networkevent.CSV.ReadFS(os.DirFS("../testdata/valid/networkevent.csv"), "network-events.csv") {
		if err != nil {
			t.Fatal(err)
		}
		if row.Failed() == row.BytesReceived.Valid || row.Failed() != row.EndTime.IsZero() {
			t.Errorf("%s: bytes received %+v, end time %v", row.Status, row.BytesReceived, row.EndTime)
		}
		if row.DNSFailed() == row.ResourceIP.IsValid() {
			t.Errorf("%s: resource IP %v", row.Status, row.ResourceIP)
		}
		if row.ResourcePort.Valid == (row.Protocol == networkevent.ProtocolICMP) {
			t.Errorf("%s: port %v", row.Protocol, row.ResourcePort)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	var bad *flowtrail.RecordError
	for text, want := range map[string]string{
		"start_time,\"abc\n2024":  "input:1:12: in the header the quote is not closed",
		"start_time,x\"abc\n2024": "input:1:13: in the header a quote stands in a cell that is not quoted",
		"start_time,user\n":       "the column is missing",
		"":                        "input:1:1: there is no row",
		"a,b":                     "the row has 2 cells",
	} {
		err := networkevent.CSV.Validate([]byte(text))
		if !errors.As(err, &bad) || len(bad.Violations) == 0 || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestAppendRefusesRows(t *testing.T) {
	good := networkevent.Row{StartTime: flowtrail.Time{Time: time.Unix(1, 0)}}
	for name, change := range map[string]func(*networkevent.Row){
		"year 12345": func(r *networkevent.Row) { r.EndTime.Time = time.Date(12345, 1, 1, 0, 0, 0, 0, time.UTC) },
		"year -5":    func(r *networkevent.Row) { r.StartTime.Time = time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC) },
		"UTF-8":      func(r *networkevent.Row) { r.User = "a\xff" },
		"word":       func(r *networkevent.Row) { r.Protocol = "\xff" },
		"zone":       func(r *networkevent.Row) { r.ClientIP = netip.MustParseAddr("fe80::1%a,b") },
	} {
		bad := good
		change(&bad)
		if got, err := networkevent.CSV.Append([]byte("before"), &bad); err == nil || string(got) != "before" {
			t.Errorf("%s: wrote %s", name, got)
		}
	}
}

func TestConversion(t *testing.T) {
	n := 0
	for row := range networkevent.CSV.Samples(5) {
		ev := row.ToEvent()
		if row.ClientIP.IsValid() && (row.User != "" || row.IsServiceAccount()) {
			line, err := networkevent.JSON.Append(nil, &ev)
			if err != nil {
				t.Fatal(err)
			}
			if err := networkevent.JSON.Validate(line); err != nil {
				t.Fatalf("%+v became an invalid event: %v", row, err)
			}
		}
		back := ev.ToRow()
		back.StartTime = row.StartTime // the event does not have it
		if row.ResourceDomain == "" {
			back.ResourceDomain = ""
		}
		if !row.ResourcePort.Valid { // of which an event has 0
			back.ResourcePort.Valid = false
		}
		if diff := cmp.Diff(*row, back, equalAddrs); diff != "" {
			t.Fatalf("(-row +to event and back):\n%s", diff)
		}
		if n++; n == 2000 {
			break
		}
	}
	for ev := range networkevent.JSON.Samples(5) {
		row := ev.ToRow()
		line, err := networkevent.CSV.Append(nil, &row)
		if err != nil {
			t.Fatal(err)
		}
		if err := networkevent.CSV.Validate(line); err != nil {
			t.Fatalf("%+v became an invalid row: %v\n%s", ev, err, line)
		}
		if lost := ev.LostInRow(); len(lost) == 0 && ev.Status == networkevent.StatusClosedConnection {
			if diff := cmp.Diff(*ev, row.ToEvent(), equalAddrs, nilIsEmpty); diff != "" {
				t.Fatalf("nothing is lost, but (-event +to row and back):\n%s", diff)
			}
		}
		if n++; n == 4000 {
			break
		}
	}
}

func TestConversionLosses(t *testing.T) {
	row := networkevent.Row{
		StartTime: flowtrail.Time{Time: time.Unix(1, 0)}, EndTime: flowtrail.Time{Time: time.Unix(2, 0)},
		Relays: "a;b", RelayIPs: "1.2.3.4;1.2.3.5", RelayPorts: "1;2", Extra: map[string]string{"y": "", "x": ""},
	}
	want := []string{"start_time", "relays", "x", "y"}
	if diff := cmp.Diff(want, row.LostInEvent()); diff != "" {
		t.Errorf("row (-want +got):\n%s", diff)
	}
	ev := networkevent.Event{
		Status: networkevent.StatusDeniedAccess, Connection: networkevent.Connection{ErrorMessage: flowtrail.Some("no")},
		Relays: make([]networkevent.Relay, 2), Location: flowtrail.Some(networkevent.Location{}),
		Extra: map[string]json.RawMessage{"/event/x": nil},
	}
	want = []string{"/event/version", "/event/connection/error_message", "/event/status", "/event/relays/1", "/event/location", "/event/x"}
	if diff := cmp.Diff(want, ev.LostInRow()); diff != "" {
		t.Errorf("event (-want +got):\n%s", diff)
	}
}
