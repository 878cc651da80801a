package networkevent_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math/big"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gocarina/gocsv"
	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/networkevent"
)

// addFixtures adds every line of the JSON fixtures, or every CSV fixture, to the corpus.
func addFixtures(f *testing.F, pattern string, split bool) {
	f.Helper()
	paths, err := filepath.Glob("../testdata/*valid/" + pattern)
	if err != nil || len(paths) == 0 {
		f.Fatal("no fixtures", err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		if !split {
			f.Add(text)
			continue
		}
		for line := range bytes.Lines(text) {
			f.Add(bytes.TrimSuffix(line, []byte("\n")))
		}
	}
}

// FuzzEvent holds the two invariants of the JSON codec: it finds exactly what the judge finds, and what it decodes is what a
// plain reading of the JSON says. And what was read can be written and read again.
func FuzzEvent(f *testing.F) {
	addFixtures(f, "*.json", true)
	for _, text := range documented {
		f.Add([]byte(text))
	}
	var known networkevent.Event
	if err := networkevent.JSON.Decode([]byte(documented[0]), &known); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var got networkevent.Event
		err := networkevent.JSON.Decode(text, &got)
		if !bytes.ContainsAny(text, "\n") {
			amongOthers(t, text, err == nil, &got, &known)
		}
		sameVerdict(t, judgedEvent(text, false), err)
		sameVerdict(t, judgedEvent(text, true), networkevent.JSON.Validate(text, flowtrail.Strict()))
		if err != nil {
			return
		}
		want := plainEvent(t, text)
		if diff := cmp.Diff(want, got, equalAddrs, nilIsEmpty); diff != "" {
			t.Fatalf("(-plain reading +codec):\n%s", diff)
		}
		line, err := networkevent.JSON.Append(nil, &got)
		if err != nil {
			t.Fatal(err)
		}
		var again networkevent.Event
		if err := networkevent.JSON.Decode(line, &again); err != nil {
			t.Fatalf("what was written is not valid: %v\n%s", err, line)
		}
		if diff := cmp.Diff(got, again, equalAddrs); diff != "" {
			t.Fatalf("(-read +written and read):\n%s", diff)
		}
	})
}

// amongOthers reads text, twice, between records that are known: what a reader has learnt from one record must not change
// what it makes of another.
func amongOthers(t *testing.T, text []byte, valid bool, decoded, known *networkevent.Event) {
	t.Helper()
	lines := strings.Join([]string{documented[0], string(text), string(text), documented[0]}, "\n")
	var events []*networkevent.Event
	for ev, err := range networkevent.JSON.Read(strings.NewReader(lines)) {
		if err == nil {
			events = append(events, ev)
		}
	}
	if len(events) < 2 || !cmp.Equal(known, events[0], equalAddrs) || !cmp.Equal(known, events[len(events)-1], equalAddrs) {
		t.Fatalf("the records around it are not as they were: %d events", len(events))
	}
	if valid && (len(events) != 4 || !cmp.Equal(decoded, events[1], equalAddrs) || !cmp.Equal(decoded, events[2], equalAddrs)) {
		t.Fatalf("among others it is not what it is alone: %d events", len(events))
	}
}

// plainEvent reads a valid event with encoding/json.
func plainEvent(t *testing.T, text []byte) networkevent.Event {
	t.Helper()
	var record map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&record); err != nil {
		t.Fatal(err)
	}
	extra := map[string]json.RawMessage{}
	object := func(path string, v any, known ...string) map[string]any {
		members, _ := v.(map[string]any)
	members:
		for name, value := range members {
			for _, k := range known {
				if k == name {
					continue members
				}
			}
			extra[path+"/"+jsonsyntax.EscapePointer(name)] = rawMember(t, text, path, name, value)
		}
		return members
	}
	str := func(v any) string { s, _ := v.(string); return s }
	addr := func(v any) netip.Addr { a, _ := netip.ParseAddr(str(v)); return a }
	number := func(v any) int64 {
		n, ok := v.(json.Number)
		if !ok {
			return 0
		}
		exact, _ := new(big.Rat).SetString(n.String())
		return exact.Num().Int64()
	}
	float := func(v any) float64 { f, _ := v.(json.Number).Float64(); return f }

	object("", record, "event_type", "event")
	event := object("/event", record["event"], "version", "time", "status", "connection", "connector", "remote_network",
		"resource", "relays", "device", "user", "service_account", "location")
	connection := object("/event/connection", event["connection"], "client_ip", "protocol", "bytes_received", "bytes_transferred", "error_message")
	connector := object("/event/connector", event["connector"], "id", "name")
	network := object("/event/remote_network", event["remote_network"], "id", "name")
	resource := object("/event/resource", event["resource"], "address", "applied_rule", "id", "ip", "port")
	device := object("/event/device", event["device"], "id")
	user := object("/event/user", event["user"], "id", "email")
	account := object("/event/service_account", event["service_account"], "name", "id", "key", "key_id")

	e := networkevent.Event{
		Type: networkevent.Type(str(record["event_type"])), Version: int(number(event["version"])),
		Status: networkevent.Status(str(event["status"])),
		Connection: networkevent.Connection{
			ClientIP: addr(connection["client_ip"]), Protocol: networkevent.Protocol(str(connection["protocol"])),
			BytesReceived: number(connection["bytes_received"]), BytesTransferred: number(connection["bytes_transferred"]),
		},
		Connector:     networkevent.Connector{ID: str(connector["id"]), Name: str(connector["name"])},
		RemoteNetwork: networkevent.RemoteNetwork{ID: str(network["id"]), Name: str(network["name"])},
		Resource: networkevent.Resource{
			Address: str(resource["address"]), AppliedRule: str(resource["applied_rule"]), ID: str(resource["id"]),
			Port: uint16(number(resource["port"])),
		},
		Device: networkevent.Device{ID: str(device["id"])},
		User:   networkevent.User{ID: str(user["id"]), Email: str(user["email"])},
		ServiceAccount: networkevent.ServiceAccount{
			Name: str(account["name"]), ID: str(account["id"]), Key: str(account["key"]), KeyID: str(account["key_id"]),
		},
	}
	if message, ok := connection["error_message"]; ok {
		e.Connection.ErrorMessage = flowtrail.Some(str(message))
	}
	if ip, ok := resource["ip"]; ok {
		e.Resource.IP = flowtrail.Some(addr(ip))
	}
	var err error
	if e.Time, err = time.Parse(time.RFC3339Nano, str(event["time"])); err != nil {
		if e.Time, err = time.Parse("2006-01-02T15:04Z", str(event["time"])); err != nil {
			t.Fatal(err)
		}
	}
	e.Time = e.Time.UTC()
	relays, _ := event["relays"].([]any)
	for i, item := range relays {
		r := object("/event/relays/"+strconv.Itoa(i), item, "ip", "name", "port")
		e.Relays = append(e.Relays, networkevent.Relay{IP: addr(r["ip"]), Name: str(r["name"]), Port: uint16(number(r["port"]))})
	}
	if place, ok := event["location"]; ok {
		l := object("/event/location", place, "lat", "lon")
		e.Location = flowtrail.Some(networkevent.Location{Lat: float(l["lat"]), Lon: float(l["lon"])})
	}
	if len(extra) > 0 {
		e.Extra = extra
	}
	return e
}

// rawMember returns the compact text of a member, as it stands in the record.
func rawMember(t *testing.T, text []byte, path, name string, _ any) json.RawMessage {
	t.Helper()
	root, _ := jsonsyntax.Parse(text, 64, 100)
	node, ok := root.Find(path + "/" + jsonsyntax.EscapePointer(name))
	if !ok {
		t.Fatalf("no member %s%s", path, name)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, text[node.Start:node.End]); err != nil {
		t.Fatal(err)
	}
	return compact.Bytes()
}

// FuzzRow compares the CSV codec with encoding/csv and the judge, row by row, and with gocsv.
func FuzzRow(f *testing.F) {
	addFixtures(f, "*.csv", false)
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 1<<16 || bytes.Contains(text, []byte("\r")) {
			return // encoding/csv changes line ends in cells
		}
		text = bytes.TrimPrefix(text, []byte("\ufeff"))
		var ours []networkevent.Row
		var errs []error
		for row, err := range networkevent.CSV.Read(bytes.NewReader(text)) {
			errs = append(errs, err)
			if err == nil {
				row.Extra = nil
				ours = append(ours, *row)
			}
		}
		theirs := csv.NewReader(bytes.NewReader(text))
		theirs.FieldsPerRecord = -1
		header, err := theirs.Read()
		if err != nil || len(errs) == 0 || recordOf(errs[0]) == 0 {
			return // no header, or one with findings
		}
		for i, err := range errs {
			cells, csvErr := theirs.Read()
			if csvErr != nil {
				if err == nil {
					t.Fatalf("record %d is valid, but encoding/csv says: %v", i+1, csvErr)
				}
				return // from here on, the two may differ about where records begin
			}
			sameVerdict(t, judgedRow(header, cells), err)
		}
		if len(ours) < len(errs) || len(ours) == 0 {
			return
		}
		var others []networkevent.Row
		if err := gocsv.UnmarshalBytes(text, &others); err != nil {
			t.Fatalf("all is valid, but gocsv says: %v", err)
		}
		if diff := cmp.Diff(others, ours, equalAddrs); diff != "" {
			t.Fatalf("(-gocsv +ours):\n%s", diff)
		}
		want, err := gocsv.MarshalBytes(&others)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := networkevent.CSV.Write(&got, pairs(ours)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Fatalf("(-gocsv +ours):\n%s", diff)
		}
	})
}

// recordOf returns the number of the record that err is about, -1 for none.
func recordOf(err error) int64 {
	switch err := err.(type) {
	case *flowtrail.RecordError:
		return err.Record
	case *flowtrail.HeaderError, *flowtrail.StreamError:
		return 0
	}
	return -1
}
