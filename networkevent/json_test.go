package networkevent_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

var equalAddrs = cmp.Comparer(func(a, b netip.Addr) bool { return a == b })

// documented are the payloads that Twingate's documents show, the older one mended to be JSON.
var documented = []string{
	`{ "event_type": "network_access", "event": { "version": 1, "time": "2025-07-25T18:19:41.236597+00:00", "status": "closed_connection", "connection": { "client_ip": "1.2.3.4", "protocol": "tcp", "bytes_received": 338, "bytes_transferred": 404 }, "connector": { "id": "123456", "name": "faithful-pigeon" }, "remote_network": { "id": "789012", "name": "aws-us-east-1-dev" }, "resource": { "address": "argocd.eks.twindemo.int", "applied_rule": "argocd.eks.twindemo.int", "id": "1234567", "ip": "10.11.12.13", "port": 80 }, "relays": [ { "ip": "1.2.3.4", "name": "relaybalancer+https://relays-prm.twingate.com", "port": 30501 } ], "device": { "id": "1234567" }, "user": { "id": "890123", "email": "janedoe@twindemo.com" }, "location": { "lat": 39.84, "lon": -100.04 } }}`,
	`{"event_type": "network", "event": {"status":"denied_access", "connection":{"client_ip": "192.0.2.0", "protocol": "tcp", "bytes_received": 512, "bytes_transferred": 512, "error_message": "String message"}, "connector":{"id":"94014", "name":"nondescript-caterpillar"}, "device":{"id":"200903"}, "relays":[{"ip":"35.236.82.204", "name":"relaybalancer+https:\/\/relays.twingate.com", "port":30015}, {"ip":"34.236.21.109", "name":"relaybalancer+https:\/\/relays.twingate.com", "port":30005}], "remote_network":{"id": "6938", "name":"AWS Network"}, "resource":{"address":"info.microsoft.com", "applied_rule":"*microsoft*.com", "id":"2255492", "ip":"105.27.80.216", "port":443}, "time": "2021-08-15T14:30Z", "user":{"email": "user@twingate.com", "id": "113256"}}}`,
}

func TestDocumentedEvents(t *testing.T) {
	want := []networkevent.Event{
		{
			Type: networkevent.TypeNetworkAccess, Version: 1, Time: time.Date(2025, 7, 25, 18, 19, 41, 236597000, time.UTC),
			Status:         networkevent.StatusClosedConnection,
			Connection:     networkevent.Connection{ClientIP: netip.MustParseAddr("1.2.3.4"), Protocol: networkevent.ProtocolTCP, BytesReceived: 338, BytesTransferred: 404},
			Connector:      networkevent.Connector{ID: "123456", Name: "faithful-pigeon"},
			RemoteNetwork:  networkevent.RemoteNetwork{ID: "789012", Name: "aws-us-east-1-dev"},
			Resource:       networkevent.Resource{Address: "argocd.eks.twindemo.int", AppliedRule: "argocd.eks.twindemo.int", ID: "1234567", IP: flowtrail.Some(netip.MustParseAddr("10.11.12.13")), Port: 80},
			Relays:         []networkevent.Relay{{IP: netip.MustParseAddr("1.2.3.4"), Name: "relaybalancer+https://relays-prm.twingate.com", Port: 30501}},
			Device:         networkevent.Device{ID: "1234567"},
			User:           networkevent.User{ID: "890123", Email: "janedoe@twindemo.com"},
			ServiceAccount: networkevent.ServiceAccount{},
			Location:       flowtrail.Some(networkevent.Location{Lat: 39.84, Lon: -100.04}),
		},
		{
			Type: networkevent.TypeNetwork, Time: time.Date(2021, 8, 15, 14, 30, 0, 0, time.UTC),
			Status:        networkevent.StatusDeniedAccess,
			Connection:    networkevent.Connection{ClientIP: netip.MustParseAddr("192.0.2.0"), Protocol: networkevent.ProtocolTCP, BytesReceived: 512, BytesTransferred: 512, ErrorMessage: flowtrail.Some("String message")},
			Connector:     networkevent.Connector{ID: "94014", Name: "nondescript-caterpillar"},
			RemoteNetwork: networkevent.RemoteNetwork{ID: "6938", Name: "AWS Network"},
			Resource:      networkevent.Resource{Address: "info.microsoft.com", AppliedRule: "*microsoft*.com", ID: "2255492", IP: flowtrail.Some(netip.MustParseAddr("105.27.80.216")), Port: 443},
			Relays: []networkevent.Relay{
				{IP: netip.MustParseAddr("35.236.82.204"), Name: "relaybalancer+https://relays.twingate.com", Port: 30015},
				{IP: netip.MustParseAddr("34.236.21.109"), Name: "relaybalancer+https://relays.twingate.com", Port: 30005},
			},
			Device: networkevent.Device{ID: "200903"},
			User:   networkevent.User{ID: "113256", Email: "user@twingate.com"},
		},
	}
	for i, text := range documented {
		var got networkevent.Event
		if err := networkevent.JSON.Decode([]byte(text), &got); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(want[i], got, equalAddrs); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		// Written back it is the same text, but for white space and escapes that JSON does not need.
		var compact bytes.Buffer
		if err := json.Compact(&compact, []byte(strings.ReplaceAll(text, `\/`, `/`))); err != nil {
			t.Fatal(err)
		}
		written, err := networkevent.JSON.Append(nil, &got)
		if err != nil {
			t.Error(err)
		}
		if string(written) != compact.String()+"\n" {
			t.Errorf("written\n%s\nwant\n%s", written, compact.String())
		}
	}
}

func TestExtra(t *testing.T) {
	text, err := os.ReadFile("../testdata/valid/networkevent.json/unknown-members.json")
	if err != nil {
		t.Fatal(err)
	}
	next, stop := iter.Pull2(networkevent.JSON.Read(bytes.NewReader(text)))
	defer stop()
	ev, err, _ := next()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]json.RawMessage{
		"/delivered_at":           json.RawMessage(`"2025-07-25T18:25:00+00:00"`),
		"/event/location/country": json.RawMessage(`"CH"`),
		"/event/location/city":    json.RawMessage(`"Zürich"`),
		"/event/tunnel":           json.RawMessage(`{"path":"direct","hops":[1,2,{"a":null,"b":[true,false]}]}`),
		"/event/relays/0/region":  json.RawMessage(`"eu-central"`),
	}
	if diff := cmp.Diff(want, ev.Extra); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if ev, err, _ = next(); err != nil || ev.Extra != nil {
		t.Errorf("the next event has the extra members of the last one: %v, %v", ev.Extra, err)
	}
}

func TestEmptyErrorMessage(t *testing.T) {
	text := strings.Replace(documented[1], `"String message"`, `""`, 1)
	var ev networkevent.Event
	if err := networkevent.JSON.Decode([]byte(text), &ev); err != nil {
		t.Fatal(err)
	}
	line, err := networkevent.JSON.Append(nil, &ev)
	if err != nil || !strings.Contains(string(line), `"error_message":""`) {
		t.Errorf("an empty error message became none: %s, %v", line, err)
	}
}

func TestEmptyAddress(t *testing.T) {
	text := strings.Replace(strings.Replace(documented[1], `"ip":"105.27.80.216"`, `"ip":""`, 1), "String message", "dns: no such host", 1)
	var ev networkevent.Event
	if err := networkevent.JSON.Decode([]byte(text), &ev); err != nil || ev.Resource.IP != flowtrail.Some(netip.Addr{}) {
		t.Fatal(ev.Resource.IP, err)
	}
	if line, err := networkevent.JSON.Append(nil, &ev); err != nil || !strings.Contains(string(line), `"ip":""`) {
		t.Errorf("an empty address became none: %s, %v", line, err)
	}
	if err := networkevent.JSON.Validate([]byte(strings.Replace(text, "dns: ", "", 1))); err == nil {
		t.Error("an empty address is valid with any failure")
	}
}

func TestAppendRefuses(t *testing.T) {
	var good networkevent.Event
	if err := networkevent.JSON.Decode([]byte(documented[0]), &good); err != nil {
		t.Fatal(err)
	}
	extra := func(pointer, value string) func(*networkevent.Event) {
		return func(e *networkevent.Event) { e.Extra = map[string]json.RawMessage{pointer: json.RawMessage(value)} }
	}
	for name, change := range map[string]func(*networkevent.Event){
		"UTF-8":   func(e *networkevent.Event) { e.Connector.Name = "a\xffb" },
		"NaN":     func(e *networkevent.Event) { e.Location.V.Lat = math.NaN() },
		"year":    func(e *networkevent.Event) { e.Time = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) },
		"zone":    func(e *networkevent.Event) { e.Connection.ClientIP = netip.MustParseAddr(`fe80::1%","`) },
		"Extra":   extra("/event/x", `{`),
		"pointer": extra("/nowhere/x", `1`),
		"member":  extra("/event/user", `{}`),
		"version": func(e *networkevent.Event) { e.Version = 0; extra("/event/version", `1`)(e) },
		"escape":  extra("/event/a~2", `1`),
		"bytes":   extra("/event/x", "\"\xff\""),
		"half":    extra("/event/x", `"\ud800"`),
	} {
		bad := good
		change(&bad)
		if got, err := networkevent.JSON.Append([]byte("before"), &bad); err == nil || string(got) != "before" {
			t.Errorf("%s: wrote %s", name, got)
		}
	}
}

// TestRepeatedZeros writes equal numbers that are written differently, one after the other.
func TestRepeatedZeros(t *testing.T) {
	var e networkevent.Event
	if err := networkevent.JSON.Decode([]byte(documented[0]), &e); err != nil {
		t.Fatal(err)
	}
	var written strings.Builder
	w := networkevent.JSON.NewWriter(&written)
	negative := math.Copysign(0, -1)
	for _, place := range [][2]float64{{0, 0}, {negative, 0}, {0, negative}, {negative, negative}, {0, 0}} {
		e.Location = flowtrail.Some(networkevent.Location{Lat: place[0], Lon: place[1]})
		if err := errors.Join(w.Write(&e), w.Flush()); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(written.String()), "\n")
		if want := fmt.Sprintf(`{"lat":%v,"lon":%v}}}`, place[0], place[1]); !strings.HasSuffix(lines[len(lines)-1], want) {
			t.Errorf("no %s in %s", want, lines[len(lines)-1])
		}
	}
}

func TestEventHelpers(t *testing.T) {
	type answers struct{ Relayed, PeerToPeer, Failed, DNSFailed, ServiceAccount bool }
	ask := func(e *networkevent.Event) answers {
		return answers{e.Relayed(), e.PeerToPeer(), e.Failed(), e.DNSFailed(), e.IsServiceAccount()}
	}
	failed := networkevent.Event{Status: networkevent.StatusFailedToConnect}
	for _, test := range []struct {
		event networkevent.Event
		want  answers
	}{
		{networkevent.Event{Status: networkevent.StatusClosedConnection}, answers{PeerToPeer: true}},
		{networkevent.Event{Status: networkevent.StatusClosedConnection, Relays: make([]networkevent.Relay, 1)}, answers{Relayed: true}},
		{failed, answers{PeerToPeer: true, Failed: true}},
		{networkevent.Event{Status: networkevent.StatusDeniedAccess, Connection: networkevent.Connection{ErrorMessage: flowtrail.Some("no Dns here")}}, answers{PeerToPeer: true, Failed: true, DNSFailed: true}},
		{networkevent.Event{Status: networkevent.StatusClosedConnection, Connection: networkevent.Connection{ErrorMessage: flowtrail.Some("dns")}}, answers{PeerToPeer: true}},
		{networkevent.Event{ServiceAccount: networkevent.ServiceAccount{ID: "1"}}, answers{PeerToPeer: true, ServiceAccount: true}},
	} {
		if diff := cmp.Diff(test.want, ask(&test.event)); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", test.event, diff)
		}
	}
}

// TestSampleVariety checks that samples are as various as they promise.
func TestSampleVariety(t *testing.T) {
	seen := map[string]bool{}
	n, last := 0, time.Time{}
	for ev := range networkevent.JSON.Samples(1) {
		seen[string(ev.Type)], seen[string(ev.Status)], seen[string(ev.Connection.Protocol)] = true, true, true
		seen[fmt.Sprint("relays ", len(ev.Relays))] = true
		seen["service account"] = seen["service account"] || ev.IsServiceAccount()
		seen["extra"] = seen["extra"] || ev.Extra != nil
		seen["location"] = seen["location"] || ev.Location.Valid
		if ev.Type == networkevent.TypeNetworkAccess {
			if ev.Time.Before(last) {
				t.Error("times do not ascend")
			}
			last = ev.Time
		}
		if n++; n == 5000 {
			break
		}
	}
	for _, what := range []string{"network_access", "network", "closed_connection", "denied_access", "established_connection", "failed_to_connect",
		"tcp", "udp", "icmp", "relays 0", "relays 1", "relays 2", "relays 3", "relays 4", "service account", "extra", "location"} {
		if !seen[what] {
			t.Errorf("no sample with %s", what)
		}
	}
}

// nilIsEmpty takes a nil slice of relays for an empty one.
var nilIsEmpty = cmp.Transformer("relays", func(r []networkevent.Relay) []networkevent.Relay { return append([]networkevent.Relay{}, r...) })
