package auditlog_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/internal/codectest"
)

func TestJSON(t *testing.T) {
	codectest.Run(t, auditlog.JSON, codectest.Expected{SampleSum: "96aa53d762c82f302c7d6eb84d0077d95b12bc9781d7a1b78f4e0186e0f08395"})
}

func FuzzJSON(f *testing.F) { codectest.Fuzz(f, auditlog.JSON) }

var (
	ada     = flowtrail.Some(auditlog.Info{Email: flowtrail.Some("name@example.com"), Name: "John Doe"})
	minute  = time.Date(2021, 8, 15, 14, 30, 0, 0, time.UTC)
	console = auditlog.Form{Bare: true, TextVersion: true, MinuteTime: true}
)

// documented are the payload of the page "Syncing Data to AWS S3", as it stands there, and payloads in the shape of those of the page
// "Audit Logs Schema", which are not JSON as they stand.
var documented = []struct {
	text string
	want auditlog.Event
}{
	{
		`{ "event_type": "audit_log", "event": { "version": 1, "time": "2025-07-25T18:24:05.979179+00:00", "action": "create", "targets": [ { "version": "1.0", "type": "PublicAPIKey", "name": "TerraformKey", "id": "UHViABCDEFGHIJKLMNOP", "permission": "read only", "allowedIpRanges": ["0.0.0.0/0", "::/0"] } ], "actor": { "type": "User", "id": "VXNlabcdefghi=", "info": { "email": "janedoe@twindemo.com", "name": "Jane Doe" } } }}`,
		auditlog.Event{
			Version: 1, Time: time.Date(2025, 7, 25, 18, 24, 5, 979179000, time.UTC), Action: auditlog.ActionCreate,
			Targets: []auditlog.Target{&auditlog.PublicAPIKey{
				Identity:        auditlog.Identity{Version: "1.0", Type: auditlog.TargetPublicAPIKey, ID: "UHViABCDEFGHIJKLMNOP", Name: "TerraformKey"},
				Permission:      flowtrail.Some(auditlog.PermissionReadOnly),
				AllowedIPRanges: flowtrail.Some([]string{"0.0.0.0/0", "::/0"}),
			}},
			Actor: auditlog.Actor{
				Type: auditlog.ActorUser, ID: flowtrail.Some("VXNlabcdefghi="),
				Info: flowtrail.Some(auditlog.Info{Email: flowtrail.Some("janedoe@twindemo.com"), Name: "Jane Doe"}),
			},
		},
	},
	{
		`{"version": "1", "time": "2021-08-15T14:30Z", "actor": {"type": "User", "id": "unique-id", "info": {"email": "name@example.com", "name": "John Doe"}}, "action": "edit", "targets": [` +
			`{"version": "1", "type": "remoteNetwork", "id": "unique-id", "name": "Data engineering", "location": "AWS", "isActive": true},` +
			`{"version": "1", "type": "connector", "id": "unique-id", "name": "purple-monkey", "remoteNetwork": {"id": "unique-id", "name": "Data engineering"}},` +
			`{"version": "1", "type": "publicAPIKey", "id": "unique-id", "name": "Terraform API key", "permission": "read only", "allowedIpRange": "0.0.0.0/0"},` +
			`{"version": "1", "type": "user", "id": "unique-id", "name": "John Doe", "email": "name@example.com", "isAdmin": true, "isActive": true},` +
			`{"version": "1", "type": "group", "id": "unique-id", "name": "Everyone"}]}`,
		auditlog.Event{
			Version: 1, Time: minute, Action: auditlog.ActionEdit, Form: console,
			Actor: auditlog.Actor{Type: auditlog.ActorUser, ID: flowtrail.Some("unique-id"), Info: ada},
			Targets: []auditlog.Target{
				&auditlog.RemoteNetwork{Identity: older("remoteNetwork", "Data engineering"), Location: flowtrail.Some("AWS"), IsActive: flowtrail.Some(true)},
				&auditlog.Connector{Identity: older("connector", "purple-monkey"), RemoteNetwork: flowtrail.Some(auditlog.Reference{ID: "unique-id", Name: "Data engineering"})},
				&auditlog.PublicAPIKey{Identity: older("publicAPIKey", "Terraform API key"), Permission: flowtrail.Some(auditlog.PermissionReadOnly), AllowedIPRange: flowtrail.Some("0.0.0.0/0")},
				&auditlog.User{Identity: older("user", "John Doe"), Email: flowtrail.Some("name@example.com"), IsAdmin: flowtrail.Some(true), IsActive: flowtrail.Some(true)},
				&auditlog.Group{Identity: older("group", "Everyone")},
			},
		},
	},
	{
		`{"version": "1", "time": "2021-08-15T14:30Z", "actor": {"type": "API", "id": "unique-id", "info": {"name": "Terraform API key"}}, "action": "create", "targets": [` +
			`{"version": "1", "type": "resource", "id": "unique-id", "name": "Airflow DB", "address": {"type": "DNS", "value": "airflow.autoco.int"},` +
			` "protocols": {"allowIcmp": true, "tcp": {"policy": "ALLOW_ALL", "ports": []}, "udp": {"policy": "ALLOW_ALL", "ports": []}}, "isActive": true},` +
			`{"version": "1", "type": "device", "id": "unique-id", "name": "lap", "displayName": "Ada's laptop", "osName": "macOS", "isTrusted": false},` +
			`{"version": "1", "type": "serviceAccountKey", "id": "unique-id", "name": "ci", "state": "revoked", "serviceAccount": {"version": "1", "type": "serviceAccount", "id": "unique-id", "name": "runner"}}]}`,
		auditlog.Event{
			Version: 1, Time: minute, Action: auditlog.ActionCreate, Form: console,
			Actor: auditlog.Actor{Type: auditlog.ActorAPI, ID: flowtrail.Some("unique-id"), Info: flowtrail.Some(auditlog.Info{Name: "Terraform API key"})},
			Targets: []auditlog.Target{
				&auditlog.Resource{
					Identity: older("resource", "Airflow DB"), IsActive: flowtrail.Some(true),
					Address:   flowtrail.Some(auditlog.Address{Type: "DNS", Value: "airflow.autoco.int"}),
					Protocols: flowtrail.Some(auditlog.Protocols{AllowICMP: flowtrail.Some(true), TCP: flowtrail.Some(allowAll), UDP: flowtrail.Some(allowAll)}),
				},
				&auditlog.Device{Identity: older("device", "lap"), DisplayName: flowtrail.Some("Ada's laptop"), OSName: flowtrail.Some("macOS"), IsTrusted: flowtrail.Some(false)},
				&auditlog.ServiceAccountKey{
					Identity: older("serviceAccountKey", "ci"), State: flowtrail.Some("revoked"),
					ServiceAccount: flowtrail.Some(auditlog.ServiceAccount{Identity: older("serviceAccount", "runner")}),
				},
			},
		},
	},
	{ // null, absent and an object are three things, and so are the two versions and layouts of times
		`{"event_type": "audit_log", "event": {"version": "1", "time": "2021-08-15T14:30:00+00:00", "actor": {"type": "Twingate Support", "info": null}, "action": "delete", "targets": []}}`,
		auditlog.Event{
			Version: 1, Time: minute, Action: auditlog.ActionDelete, Form: auditlog.Form{TextVersion: true},
			Actor: auditlog.Actor{Type: auditlog.ActorTwingateSupport, NullInfo: true},
		},
	},
	{
		`{"version": 1, "time": "2021-08-15T14:30Z", "action": "connect", "targets": [{"version": "1.0", "type": "User", "name": "Jane Doe", "id": "VXNlabc=", "role": "ADMIN"}], "actor": {"type": "Twingate Support", "id": "VXNlabc="}}`,
		auditlog.Event{
			Version: 1, Time: minute, Action: "connect", Form: auditlog.Form{Bare: true, MinuteTime: true},
			Actor: auditlog.Actor{Type: auditlog.ActorTwingateSupport, ID: flowtrail.Some("VXNlabc=")},
			Targets: []auditlog.Target{&auditlog.User{
				Identity: auditlog.Identity{Version: "1.0", Type: auditlog.TargetUser, ID: "VXNlabc=", Name: "Jane Doe"},
				Role:     flowtrail.Some("ADMIN"),
			}},
		},
	},
	{ // a kind that is not documented is kept whole
		`{"event_type": "audit_log", "event": {"version": 1, "time": "2025-07-25T18:24:05.979179+00:00", "action": "edit", "targets": [{"type": "SecurityPolicy", "name": "Default", "mfa": {"days": 30}}], "actor": {"type": "API", "id": "UHVi", "info": null}}}`,
		auditlog.Event{
			Version: 1, Time: time.Date(2025, 7, 25, 18, 24, 5, 979179000, time.UTC), Action: auditlog.ActionEdit,
			Actor:   auditlog.Actor{Type: auditlog.ActorAPI, ID: flowtrail.Some("UHVi"), NullInfo: true},
			Targets: []auditlog.Target{&auditlog.OtherTarget{Type: "SecurityPolicy", Name: flowtrail.Some("Default")}},
			Extra:   map[string]json.RawMessage{"/event/targets/0/mfa": json.RawMessage(`{"days":30}`)},
		},
	},
}

var allowAll = auditlog.PortRule{Policy: "ALLOW_ALL", Ports: flowtrail.Some([]json.RawMessage(nil))}

func older(kind auditlog.TargetType, name string) auditlog.Identity {
	return auditlog.Identity{Version: "1", Type: kind, ID: "unique-id", Name: name}
}

func TestDocumented(t *testing.T) {
	for _, test := range documented {
		var got auditlog.Event
		if err := auditlog.JSON.Decode([]byte(test.text), &got); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(test.want, got, emptyIsNil); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.text, diff)
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, []byte(test.text)); err != nil {
			t.Fatal(err)
		}
		if written, err := auditlog.JSON.Append(nil, &got); err != nil || string(written) != compact.String()+"\n" {
			t.Errorf("written\n%s\nwant\n%s\n%v", written, compact.String(), err)
		}
		if written, err := auditlog.JSON.Append(nil, &test.want); err != nil || string(written) != compact.String()+"\n" {
			t.Errorf("the value expected is written\n%s\nwant\n%s\n%v", written, compact.String(), err)
		}
	}
}

// emptyIsNil takes an empty slice for a nil one, but not for an absent one.
var emptyIsNil = cmp.Options{
	cmp.Transformer("targets", func(all []auditlog.Target) []auditlog.Target { return append([]auditlog.Target{}, all...) }),
	cmp.Transformer("ports", func(all []json.RawMessage) []json.RawMessage { return append([]json.RawMessage{}, all...) }),
}

// TestBareDetect checks that what the console exports is recognised, and that a record which names another stream is not.
func TestBareDetect(t *testing.T) {
	for text, want := range map[string]bool{
		documented[0].text: true,
		documented[1].text: true,
		documented[4].text: true,
		`{"event_type":"dns_filtering","event":{}}` + "\n" + documented[0].text: true,
		`{"event_type":"network","time":1,"action":1,"actor":1,"targets":1}`:    false,
		`{"time":1,"action":1,"actor":1}`:                                       false,
		`{"note":{"event_type":"audit_log"}}`:                                   false,
	} {
		if got := auditlog.JSON.Detect([]byte(text)); got != want {
			t.Errorf("%v: %s", got, text)
		}
	}
}

func TestIPRanges(t *testing.T) {
	for _, test := range []struct {
		key  auditlog.PublicAPIKey
		want []string
	}{
		{auditlog.PublicAPIKey{}, nil},
		{auditlog.PublicAPIKey{AllowedIPRange: flowtrail.Some("::/0")}, []string{"::/0"}},
		{auditlog.PublicAPIKey{AllowedIPRanges: flowtrail.Some([]string{"::/0", "0.0.0.0/0"})}, []string{"::/0", "0.0.0.0/0"}},
		{auditlog.PublicAPIKey{AllowedIPRange: flowtrail.Some("::/0"), AllowedIPRanges: flowtrail.Some([]string{})}, []string{}},
	} {
		if diff := cmp.Diff(test.want, test.key.IPRanges()); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", test.key, diff)
		}
	}
}

func TestMarshal(t *testing.T) {
	for _, test := range documented {
		var event auditlog.Event
		if err := json.Unmarshal([]byte(test.text), &event); err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(&event)
		var again auditlog.Event
		if err == nil {
			err = json.Unmarshal(text, &again)
		}
		if diff := cmp.Diff(event, again); diff != "" || err != nil {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}
	}
	var event auditlog.Event
	if err := json.Unmarshal([]byte(`{"event_type":"audit_log","event":{}}`), &event); err == nil || !strings.Contains(err.Error(), "/event/actor") {
		t.Error(err)
	}
}

// TestAppendRefuses checks that what cannot be written as it is is an error.
func TestAppendRefuses(t *testing.T) {
	for name, change := range map[string]func(*auditlog.Event){
		"nil target":     func(e *auditlog.Event) { e.Targets = append(e.Targets, nil) },
		"nil group":      func(e *auditlog.Event) { e.Targets = append(e.Targets, (*auditlog.Group)(nil)) },
		"foreign target": func(e *auditlog.Event) { e.Targets = append(e.Targets, auditlog.Identity{}) },
		"UTF-8":          func(e *auditlog.Event) { e.Action = "\xff" },
		"port":           func(e *auditlog.Event) { e.Targets = []auditlog.Target{withPort(`{`)} },
		"Extra of the form": func(e *auditlog.Event) {
			e.Form.Bare, e.Extra = true, map[string]json.RawMessage{"/event/x": []byte("1")}
		},
		"Extra envelope": func(e *auditlog.Event) {
			e.Form.Bare, e.Extra = true, map[string]json.RawMessage{"/event": []byte("{}")}
		},
	} {
		var event auditlog.Event
		if err := auditlog.JSON.Decode([]byte(documented[0].text), &event); err != nil {
			t.Fatal(err)
		}
		change(&event)
		if got, err := auditlog.JSON.Append([]byte("before"), &event); err == nil || string(got) != "before" {
			t.Errorf("%s: wrote %s", name, got)
		}
	}
}

func withPort(text string) *auditlog.Resource {
	rule := auditlog.PortRule{Ports: flowtrail.Some([]json.RawMessage{json.RawMessage(text)})}
	return &auditlog.Resource{Protocols: flowtrail.Some(auditlog.Protocols{TCP: flowtrail.Some(rule)})}
}
