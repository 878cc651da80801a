package dnsfilter

import (
	"encoding/json"
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail"
)

// Status says what became of a query. The vocabulary is closed.
type Status string

// The documented statuses.
const (
	StatusDefault Status = "default" // allowed, as nothing forbids it
	StatusBlocked Status = "blocked" // for Event.Reasons
	StatusAllowed Status = "allowed" // by the list of allowed domains
)

// Protocol is how a query was sent. The vocabulary is open: records may have other values than the documented one.
type Protocol string

// ProtocolDNSOverHTTPS is the only documented protocol.
const ProtocolDNSOverHTTPS Protocol = "DNS-over-HTTPS"

// Event is one DNS query as synced to S3: the members of its event object. Its event_type is always "dns_filtering".
//
// An Event is a plain value: copying it copies all but the backing array of Reasons and the map Extra. It does not say who
// asked: only the device is known.
type Event struct {
	Version    int       // event.version; 1 in all documents
	Time       time.Time // event.time, in UTC
	Domain     string    // that was asked for
	Root       string    // the registrable domain that Domain belongs to
	Device     Device
	Connection Connection
	Status     Status
	Reasons    []Reason // why it was blocked; empty with StatusDefault

	// Extra holds what the document does not name, as compact JSON, keyed by JSON Pointer ("/event/device/os"). It is written
	// back. It is nil when there is none.
	Extra map[string]json.RawMessage
}

// Device is the device that asked.
type Device struct {
	// ID is Twingate's in base64, unlike the decimal digits that network events have for the same device, or an identifier of
	// the hardware if nobody has logged in on the device yet.
	ID    string
	Name  string // free text; older clients may give a placeholder such as "No hostname" or "No device"
	Model flowtrail.Optional[Model]
}

// Model says which piece of hardware a device is.
type Model struct {
	Hostname     string
	LocalName    string // such as "MacBook Pro (16-inch, M1 Pro, Late 2021)"
	SerialNumber string
}

// Connection is how a query came to Twingate.
type Connection struct {
	ClientIP netip.Addr // public address of the device
	Protocol Protocol
}

// Reason is a rule that blocked a query.
type Reason struct {
	ID   string // such as "category:social-networks"
	Name string // for people, such as "Social Networks"
}
