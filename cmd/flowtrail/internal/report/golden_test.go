package report_test

import (
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
)

const (
	event = `{"event_type": "network_access", "event": {"version": 1, "time": "2025-07-25T18:19:41.236597+00:00", "status": "closed_connection", "connection": {"client_ip": "203.0.113.7", "protocol": "tcp", "bytes_received": 338, "bytes_transferred": 404}, "connector": {"id": "177167", "name": "umber-angora"}, "remote_network": {"id": "21959", "name": "Office"}, "resource": {"address": "wiki.example.com", "applied_rule": "*.example.com", "id": "2217397", "ip": "10.11.12.13", "port": 443}, "relays": [{"ip": "203.0.113.9", "name": "relay", "port": 443}], "device": {"id": "1223418"}, "user": {"id": "468633", "email": "ada@example.com"}}}` + "\n"
	rows  = "user_email,user_id,last_access_date,total_connections,success_connections,failed_connections\n"
)

// inputs are files with findings of several kinds, and files that are not read.
func inputs() []input {
	sctp := strings.Replace(event, `"tcp"`, `"sctp"`, 1)
	port := strings.Replace(event, `"port": 443}]`, `"port": "443"}]`, 1)
	more := strings.Replace(event, `"version"`, `"colour": "red", "version"`, 1)
	return []input{
		{"logs/good.json", event + event},
		{"logs/bad.json", event + sctp + port + sctp + strings.Replace(event, "ada@example.com", "", 1) + more + "{\"event_type\": \"network_access\", }\n"},
		{"logs/=cut.json", "[" + event + "," + event},
		{"logs/empty.json", ""},
		{"logs/unknown.txt", "no data"},
		{"logs/wrapped.json", `{"items": [` + event + "]}"},
	}
}

// plain is the setting of most goldens.
var plain = setting{values: report.Full, strict: true, empty: []string{"logs/*.csv"}}

// TestFormats compares the report of each format with the one expected.
func TestFormats(t *testing.T) {
	for _, format := range report.Formats() {
		t.Run(format, func(t *testing.T) { golden(t, format+".golden", plain.reported(format, inputs()...)) })
	}
}

// TestCut checks that each format says what it does not list, and why not all was read.
func TestCut(t *testing.T) {
	cut := plain
	cut.most, cut.cut, cut.values = 1, "after the first error (--fail-fast)", report.None
	cut.severities = map[flowtrail.Rule]report.Severity{flowtrail.RuleEnum: report.Warning, flowtrail.RuleAdditionalProperties: report.Off}
	for _, format := range report.Formats() {
		t.Run(format, func(t *testing.T) { golden(t, format+".cut.golden", cut.reported(format, inputs()...)) })
	}
}

// TestHash checks that values and unknown names have keyed hashes, the same for the same text.
func TestHash(t *testing.T) {
	hashed := plain
	hashed.values = report.Hash
	golden(t, "text.hash.golden", hashed.reported("text", inputs()...))
}
