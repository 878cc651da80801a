package s3sync_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
)

// payloads are what Twingate's page "Syncing Data to AWS S3" shows for each stream and, last, what the page of network events shows for
// the older one, mended to be JSON.
var payloads = []struct {
	doc  flowtrail.Document
	text string
}{
	{networkevent.JSON, `{ "event_type": "network_access", "event": { "version": 1, "time": "2025-07-25T18:19:41.236597+00:00", "status": "closed_connection", "connection": { "client_ip": "1.2.3.4", "protocol": "tcp", "bytes_received": 338, "bytes_transferred": 404 }, "connector": { "id": "123456", "name": "faithful-pigeon" }, "remote_network": { "id": "789012", "name": "aws-us-east-1-dev" }, "resource": { "address": "argocd.eks.twindemo.int", "applied_rule": "argocd.eks.twindemo.int", "id": "1234567", "ip": "10.11.12.13", "port": 80 }, "relays": [ { "ip": "1.2.3.4", "name": "relaybalancer+https://relays-prm.twingate.com", "port": 30501 } ], "device": { "id": "1234567" }, "user": { "id": "890123", "email": "janedoe@twindemo.com" }, "location": { "lat": 39.84, "lon": -100.04 } }}`},
	{dnsfilter.JSON, `{ "event_type": "dns_filtering", "event": { "version": 1, "time": "2025-07-25T18:23:37.774557+00:00", "domain": "global.help-panel.docs.aws.a2z.com", "root": "a2z.com", "device": { "id": "RGV2aABCDEFGHIJKL=", "name": "Jane's MacBook Pro", "model": { "hostname": "jd-mbpro.local", "local_name": "MacBook Pro (16-inch, M1 Pro, Late 2021)", "serial_number": "XYZABC1" } }, "connection": { "client_ip": "12.34.56.78", "protocol": "DNS-over-HTTPS" }, "status": "default", "reasons": [] }}`},
	{auditlog.JSON, `{ "event_type": "audit_log", "event": { "version": 1, "time": "2025-07-25T18:24:05.979179+00:00", "action": "create", "targets": [ { "version": "1.0", "type": "PublicAPIKey", "name": "TerraformKey", "id": "UHViABCDEFGHIJKLMNOP", "permission": "read only", "allowedIpRanges": ["0.0.0.0/0", "::/0"] } ], "actor": { "type": "User", "id": "VXNlabcdefghi=", "info": { "email": "janedoe@twindemo.com", "name": "Jane Doe" } } }}`},
	{dlp.JSON, `{ "event_type": "data_loss_prevention", "event": { "version": 1, "time": "2025-07-26T00:43:25.104518+00:00", "action": "block_upload", "status": "blocked", "data_loss_prevention_policies": [ { "id": "RGF0YUxabcd123efghijklmn456", "name": "DLP-AllActions-AllContent" } ], "device": { "id": "1234567", "name": "jd-mbpro" }, "user": { "id": "8901234", "email": "janedoe@twindemo.com" }, "resource": { "address": "chatgpt.com", "applied_rule": "*chatgpt.com", "id": "123456" } }}`},
	{networkevent.JSON, `{"event_type": "network", "event": {"status":"denied_access", "connection":{"client_ip": "192.0.2.0", "protocol": "tcp", "bytes_received": 512, "bytes_transferred": 512, "error_message": "String message"}, "connector":{"id":"94014", "name":"nondescript-caterpillar"}, "device":{"id":"200903"}, "relays":[{"ip":"35.236.82.204", "name":"relaybalancer+https://relays.twingate.com", "port":30015}, {"ip":"34.236.21.109", "name":"relaybalancer+https://relays.twingate.com", "port":30005}], "remote_network":{"id": "6938", "name":"AWS Network"}, "resource":{"address":"info.microsoft.com", "applied_rule":"*microsoft*.com", "id":"2255492", "ip":"105.27.80.216", "port":443}, "time": "2021-08-15T14:30Z", "user":{"email": "user@twingate.com", "id": "113256"}}}`},
}

// TestPayloads reads the payloads as they stand, each alone and all in one file, which is recognised as a sync file and written back.
func TestPayloads(t *testing.T) {
	var file, compact bytes.Buffer
	for _, p := range payloads {
		if err := p.doc.Validate([]byte(p.text)); err != nil {
			t.Errorf("%s: %v", p.doc.Name(), err)
		}
		file.WriteString(p.text + "\n")
		if err := json.Compact(&compact, []byte(p.text)); err != nil {
			t.Fatal(err)
		}
		compact.WriteByte('\n')
	}
	if doc, _, err := documents.Open(strings.NewReader(file.String())); err != nil || doc.Name() != s3sync.JSON.Name() {
		t.Errorf("the file is recognised as %v, %v", doc, err)
	}
	var kinds []string
	var written bytes.Buffer
	w := s3sync.JSON.NewWriter(&written)
	for rec, err := range s3sync.JSON.Read(strings.NewReader(file.String())) {
		if err != nil {
			t.Fatal(err)
		}
		kinds = append(kinds, fmt.Sprintf("%T", rec.Event))
		if err := w.Write(rec); err != nil {
			t.Error(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Error(err)
	}
	want := []string{"*networkevent.Event", "*dnsfilter.Event", "*auditlog.Event", "*dlp.Event", "*networkevent.Event"}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(compact.String(), written.String()); diff != "" {
		t.Errorf("(-payloads +written):\n%s", diff)
	}
}
