package networkevent_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// envelope is what a user may have around events.
type envelope struct {
	Source string                         `json:"source"`
	Event  networkevent.Event             `json:"event"`
	Last   *networkevent.Event            `json:"last"`
	All    []networkevent.Event           `json:"all"`
	ByUser map[string]*networkevent.Event `json:"by_user"`
}

// TestMarshalEvents checks that encoding/json writes and reads what the codec does, wherever an event stands.
func TestMarshalEvents(t *testing.T) {
	n := 0
	for _, name := range []string{"network-access-canonical.json", "network-access.json", "unknown-members.json"} {
		for ev, err := range networkevent.JSON.ReadFS(os.DirFS("../testdata/valid/networkevent.json"), name) {
			if err != nil {
				t.Fatal(err)
			}
			n++
			line, err := networkevent.JSON.Append(nil, ev)
			if err != nil {
				t.Fatal(err)
			}
			record := strings.TrimSuffix(string(line), "\n")
			want := envelope{"s3", *ev, ev, []networkevent.Event{*ev, *ev}, map[string]*networkevent.Event{"ada": ev}}
			var text strings.Builder
			encoder := json.NewEncoder(&text)
			encoder.SetEscapeHTML(false)
			if err := encoder.Encode(want); err != nil {
				t.Fatal(err)
			}
			wantText := `{"source":"s3","event":` + record + `,"last":` + record + `,"all":[` + record + `,` + record + `],"by_user":{"ada":` + record + `}}` + "\n"
			if diff := cmp.Diff(wantText, text.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			var got envelope
			if err := json.Unmarshal([]byte(text.String()), &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, equalAddrs); diff != "" {
				t.Errorf("(-written +read):\n%s", diff)
			}
		}
	}
	if n < 10 {
		t.Errorf("only %d events", n)
	}
}

func TestUnmarshalRefuses(t *testing.T) {
	for text, want := range map[string]string{
		strings.Replace(documented[0], `"tcp"`, `"sctp"`, 1):             "/event/connection/protocol",
		strings.Replace(documented[0], `"protocol"`, `"Protocol"`, 1):    "/event/connection/Protocol",
		strings.Replace(documented[0], `"port"`, `"port": 1, "port"`, 1): "twice",
		`{}`:   "/event_type",
		`null`: "null",
		`[]`:   "array",
	} {
		var good networkevent.Event
		if err := json.Unmarshal([]byte(documented[1]), &good); err != nil {
			t.Fatal(err)
		}
		got := good
		err := json.Unmarshal([]byte(text), &got)
		var bad *flowtrail.RecordError
		if !errors.As(err, &bad) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
		if diff := cmp.Diff(good, got, equalAddrs); diff != "" {
			t.Errorf("%s changed the event (-before +after):\n%s", text, diff)
		}
		var all []networkevent.Event
		if err := json.Unmarshal([]byte("["+documented[1]+","+text+"]"), &all); !errors.As(err, &bad) {
			t.Errorf("%s in a slice: %v", text, err)
		}
	}
}

// TestUnmarshalSharesNothing checks that an event that was copied stays as it was when its variable is read into again.
func TestUnmarshalSharesNothing(t *testing.T) {
	var first networkevent.Event
	if err := json.Unmarshal([]byte(documented[0]), &first); err != nil {
		t.Fatal(err)
	}
	kept, want := first, first.Relays[0]
	if err := json.Unmarshal([]byte(documented[1]), &first); err != nil {
		t.Fatal(err)
	}
	if kept.Relays[0] != want {
		t.Errorf("the relay became %v", kept.Relays[0])
	}
}

func TestMarshalRefuses(t *testing.T) {
	if text, err := json.Marshal(networkevent.Event{Connector: networkevent.Connector{Name: "\xff"}}); err == nil {
		t.Errorf("text that is not UTF-8 was written as %s", text)
	}
}

// TestRowJSON checks that a row is an object with its columns as members, and is read back.
func TestRowJSON(t *testing.T) {
	n := 0
	for row := range networkevent.CSV.Samples(3) {
		text, err := json.Marshal(row)
		if err != nil {
			t.Fatal(err)
		}
		var got networkevent.Row
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(*row, got, equalAddrs); diff != "" {
			t.Fatalf("%s (-written +read):\n%s", text, diff)
		}
		if n++; n == 200 {
			break
		}
	}
	const want = `{"start_time":"2024-02-20T20:16:05.92Z","end_time":null,"user":"","user_id":"","device_id":"","client_ip":"",` +
		`"connector":"","connector_id":"","resource_ip":"","resource_port":443,"resource_domain":"","resource_id":"","protocol":"tcp","status":"DNS_ERROR",` +
		`"bytes_transferred":null,"bytes_received":0,"remote_network":"","remote_network_id":"","applied_rule":"","relays":"","relay_ips":"","relay_ports":"",` +
		`"service_account":"","service_account_id":"","service_account_key":"","service_account_key_id":""}`
	row := networkevent.Row{Protocol: networkevent.ProtocolTCP, Status: networkevent.RowStatusDNSError,
		ResourcePort: flowtrail.Some(uint16(443)), BytesReceived: flowtrail.Some(int64(0))}
	if err := row.StartTime.UnmarshalCSV("2024-02-20 20:16:05.92 UTC"); err != nil {
		t.Fatal(err)
	}
	if text, err := json.Marshal(row); err != nil || string(text) != want {
		t.Errorf("%v, got\n%s\nwant\n%s", err, text, want)
	}
}
