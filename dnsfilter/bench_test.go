package dnsfilter_test

import (
	"testing"
	"time"

	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/internal/codectest"
)

func BenchmarkEventInto(b *testing.B) { codectest.BenchmarkInto(b, dnsfilter.JSON) }

func BenchmarkEventAppend(b *testing.B) { codectest.BenchmarkAppend(b, dnsfilter.JSON) }

// BenchmarkEventEncodingJSON reads the same samples without a codec.
func BenchmarkEventEncodingJSON(b *testing.B) {
	type named struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	type record struct {
		EventType string `json:"event_type"`
		Event     struct {
			Version int       `json:"version"`
			Time    time.Time `json:"time"`
			Domain  string    `json:"domain"`
			Root    string    `json:"root"`
			Device  struct {
				named
				Model *struct {
					Hostname     string `json:"hostname"`
					LocalName    string `json:"local_name"`
					SerialNumber string `json:"serial_number"`
				} `json:"model"`
			} `json:"device"`
			Connection struct {
				ClientIP string `json:"client_ip"`
				Protocol string `json:"protocol"`
			} `json:"connection"`
			Status  string  `json:"status"`
			Reasons []named `json:"reasons"`
		} `json:"event"`
	}
	codectest.BenchmarkEncodingJSON[record](b, dnsfilter.JSON)
}
