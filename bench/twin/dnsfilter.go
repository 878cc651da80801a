package twin

import (
	"net/netip"
	"time"
)

// DNSFilter is a record of DNS filtering.
type DNSFilter struct {
	Type  string   `json:"event_type"`
	Event DNSEvent `json:"event"`
}

type DNSEvent struct {
	Version    int       `json:"version"`
	Time       time.Time `json:"time"`
	Domain     string    `json:"domain"`
	Root       string    `json:"root"`
	Device     DNSDevice `json:"device"`
	Connection struct {
		ClientIP netip.Addr `json:"client_ip"`
		Protocol string     `json:"protocol"`
	} `json:"connection"`
	Status  string  `json:"status"`
	Reasons []Named `json:"reasons"`
}

type DNSDevice struct {
	Named
	Model struct {
		Hostname     string `json:"hostname"`
		LocalName    string `json:"local_name"`
		SerialNumber string `json:"serial_number"`
	} `json:"model"`
}

// Reset makes d the zero DNSFilter, but keeps the memory of its reasons.
func (d *DNSFilter) Reset() { *d = DNSFilter{Event: DNSEvent{Reasons: d.Event.Reasons[:0]}} }

// Named has an id and a name.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}
