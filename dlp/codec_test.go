package dlp_test

import (
	"testing"
	"time"

	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/internal/codectest"
)

func TestJSON(t *testing.T) {
	codectest.Run(t, dlp.JSON, codectest.Expected{SampleSum: "0715500a79bfc5c9bfb053178966ba4f01219f863236dd72053a650ccf2d3813"})
}

func FuzzJSON(f *testing.F) { codectest.Fuzz(f, dlp.JSON) }

// TestDocumented reads the payload that Twingate's document "Syncing Data to AWS S3" shows, and one with other words and other forms of
// ids.
func TestDocumented(t *testing.T) {
	codectest.Payloads(t, dlp.JSON,
		codectest.Payload[dlp.Event]{
			Text: `{ "event_type": "data_loss_prevention", "event": { "version": 1, "time": "2025-07-26T00:43:25.104518+00:00", "action": "block_upload", "status": "blocked", "data_loss_prevention_policies": [ { "id": "RGF0YUxabcd123efghijklmn456", "name": "DLP-AllActions-AllContent" } ], "device": { "id": "1234567", "name": "jd-mbpro" }, "user": { "id": "8901234", "email": "janedoe@twindemo.com" }, "resource": { "address": "chatgpt.com", "applied_rule": "*chatgpt.com", "id": "123456" } }}`,
			Want: dlp.Event{
				Version: 1, Time: time.Date(2025, 7, 26, 0, 43, 25, 104518000, time.UTC),
				Action: dlp.ActionBlockUpload, Status: dlp.StatusBlocked,
				Policies: []dlp.Policy{{ID: "RGF0YUxabcd123efghijklmn456", Name: "DLP-AllActions-AllContent"}},
				Device:   dlp.Device{ID: "1234567", Name: "jd-mbpro"},
				User:     dlp.User{ID: "8901234", Email: "janedoe@twindemo.com"},
				Resource: dlp.Resource{Address: "chatgpt.com", AppliedRule: "*chatgpt.com", ID: "123456"},
			},
		},
		codectest.Payload[dlp.Event]{
			Text: `{ "event_type": "data_loss_prevention", "event": { "version": 1, "time": "2025-07-26T00:43:26.500000+00:00", "action": "block_copy", "status": "allowed", "data_loss_prevention_policies": [], "device": { "id": "RGV2aWNlOjEyMzQ1Njc=", "name": "" }, "user": { "id": "VXNlcjo4OTAxMjM0", "email": "" }, "resource": { "address": "203.0.113.9", "applied_rule": "203.0.113.0/24", "id": "UmVzb3VyY2U6MTIzNDU2" } }}`,
			Want: dlp.Event{
				Version: 1, Time: time.Date(2025, 7, 26, 0, 43, 26, 500000000, time.UTC),
				Action: "block_copy", Status: "allowed",
				Device:   dlp.Device{ID: "RGV2aWNlOjEyMzQ1Njc="},
				User:     dlp.User{ID: "VXNlcjo4OTAxMjM0"},
				Resource: dlp.Resource{Address: "203.0.113.9", AppliedRule: "203.0.113.0/24", ID: "UmVzb3VyY2U6MTIzNDU2"},
			},
		},
	)
}
