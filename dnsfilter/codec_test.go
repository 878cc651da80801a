package dnsfilter_test

import (
	"net/netip"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/internal/codectest"
)

func TestJSON(t *testing.T) {
	codectest.Run(t, dnsfilter.JSON, codectest.Expected{SampleSum: "d72a742184bb6de308f66527d61a9814f713d2fda149f16740df2a6f1020dfc2"})
}

func FuzzJSON(f *testing.F) { codectest.Fuzz(f, dnsfilter.JSON) }

// TestDocumented reads the payload that Twingate's document "Syncing Data to AWS S3" shows, and one in the form that the document "DNS
// Filtering" describes: without a model, of a device that nobody has logged in on, with reasons.
func TestDocumented(t *testing.T) {
	codectest.Payloads(t, dnsfilter.JSON,
		codectest.Payload[dnsfilter.Event]{
			Text: `{ "event_type": "dns_filtering", "event": { "version": 1, "time": "2025-07-25T18:23:37.774557+00:00", "domain": "global.help-panel.docs.aws.a2z.com", "root": "a2z.com", "device": { "id": "RGV2aABCDEFGHIJKL=", "name": "Jane's MacBook Pro", "model": { "hostname": "jd-mbpro.local", "local_name": "MacBook Pro (16-inch, M1 Pro, Late 2021)", "serial_number": "XYZABC1" } }, "connection": { "client_ip": "12.34.56.78", "protocol": "DNS-over-HTTPS" }, "status": "default", "reasons": [] }}`,
			Want: dnsfilter.Event{
				Version: 1, Time: time.Date(2025, 7, 25, 18, 23, 37, 774557000, time.UTC),
				Domain: "global.help-panel.docs.aws.a2z.com", Root: "a2z.com",
				Device: dnsfilter.Device{
					ID: "RGV2aABCDEFGHIJKL=", Name: "Jane's MacBook Pro",
					Model: flowtrail.Some(dnsfilter.Model{
						Hostname: "jd-mbpro.local", LocalName: "MacBook Pro (16-inch, M1 Pro, Late 2021)", SerialNumber: "XYZABC1",
					}),
				},
				Connection: dnsfilter.Connection{ClientIP: netip.MustParseAddr("12.34.56.78"), Protocol: dnsfilter.ProtocolDNSOverHTTPS},
				Status:     dnsfilter.StatusDefault,
			},
		},
		codectest.Payload[dnsfilter.Event]{
			Text: `{ "event_type": "dns_filtering", "event": { "version": 1, "time": "2024-10-11T09:00:00.120000+00:00", "domain": "www.example.com", "root": "example.com", "device": { "id": "4C4C4544-0042-3510-8052-B4C04F4B3232", "name": "No hostname" }, "connection": { "client_ip": "2001:db8::7", "protocol": "DNS" }, "status": "blocked", "reasons": [ { "id": "category:social-networks", "name": "Social Networks" } ] }}`,
			Want: dnsfilter.Event{
				Version: 1, Time: time.Date(2024, 10, 11, 9, 0, 0, 120000000, time.UTC),
				Domain: "www.example.com", Root: "example.com",
				Device:     dnsfilter.Device{ID: "4C4C4544-0042-3510-8052-B4C04F4B3232", Name: "No hostname"},
				Connection: dnsfilter.Connection{ClientIP: netip.MustParseAddr("2001:db8::7"), Protocol: "DNS"},
				Status:     dnsfilter.StatusBlocked,
				Reasons:    []dnsfilter.Reason{{ID: "category:social-networks", Name: "Social Networks"}},
			},
		},
	)
}
