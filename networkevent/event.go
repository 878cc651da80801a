package networkevent

import (
	"encoding/json"
	"net/netip"
	"strings"
	"time"

	"github.com/flowtrail/flowtrail"
)

// Type is the event_type of an S3 record: which stream it belongs to. Other values are findings.
type Type string

// The documented names of the network event stream.
const (
	TypeNetworkAccess Type = "network_access" // the name since 2025
	TypeNetwork       Type = "network"        // the older name
)

// Status says what became of a connection. Values other than those below are findings.
type Status string

// The documented statuses of an S3 record.
const (
	StatusClosedConnection      Status = "closed_connection"
	StatusDeniedAccess          Status = "denied_access"
	StatusEstablishedConnection Status = "established_connection"
	StatusFailedToConnect       Status = "failed_to_connect"
)

// Protocol is the transport of a connection. Values other than those below are findings.
type Protocol string

// The documented protocols, the same in both encodings.
const (
	ProtocolTCP  Protocol = "tcp"
	ProtocolUDP  Protocol = "udp"
	ProtocolICMP Protocol = "icmp"
)

// Event is one network event as synced to S3: the envelope's event_type and the members of its event object.
//
// A copy of an Event shares the backing array of Relays and the map Extra with it, and nothing else that can change.
type Event struct {
	Type           Type
	Version        int       // event.version; 0 when absent, as in the older documented form
	Time           time.Time // event.time, in UTC; for a closed connection the time it ended
	Status         Status
	Connection     Connection
	Connector      Connector
	RemoteNetwork  RemoteNetwork
	Resource       Resource
	Relays         []Relay // empty when the connection was peer to peer
	Device         Device
	User           User           // the zero User when a service account connected
	ServiceAccount ServiceAccount // the zero ServiceAccount when a user connected
	Location       flowtrail.Optional[Location]

	// Extra holds what the document does not name, as compact JSON, keyed by JSON Pointer ("/event/location/country"). It
	// is written back. It is nil when there is none.
	Extra map[string]json.RawMessage
}

// Connection is the traffic of an event. Byte counts are sums over the connection from its beginning.
type Connection struct {
	ClientIP         netip.Addr // public address of the client
	Protocol         Protocol
	BytesReceived    int64                      // bytes received by the user
	BytesTransferred int64                      // bytes sent to the Resource
	ErrorMessage     flowtrail.Optional[string] // only with StatusDeniedAccess and StatusFailedToConnect
}

// Connector is the Connector that a connection went through.
type Connector struct {
	ID   string // decimal digits
	Name string
}

// RemoteNetwork is the Remote Network that a Resource belongs to.
type RemoteNetwork struct {
	ID   string // decimal digits
	Name string
}

// Resource is what the user connected to.
type Resource struct {
	Address     string                         // FQDN or IP address
	AppliedRule string                         // the Resource's definition, such as "*.example.com" or a CIDR block
	ID          string                         // decimal digits
	IP          flowtrail.Optional[netip.Addr] // may be absent, or empty: the zero Addr, if the name could not be resolved
	Port        uint16
}

// Relay is a relay that a connection flowed through. Several relays may share an address.
type Relay struct {
	IP   netip.Addr
	Name string
	Port uint16
}

// Device is the device that connected.
type Device struct {
	ID string // decimal digits
}

// User is the user who connected.
type User struct {
	ID    string // decimal digits
	Email string
}

// ServiceAccount is the service account that connected in place of a user.
type ServiceAccount struct {
	Name  string
	ID    string
	Key   string // name of the key
	KeyID string
}

// Location is the approximate location of the client, in degrees.
type Location struct{ Lat, Lon float64 }

// IsServiceAccount reports whether a service account connected, not a user.
func (e *Event) IsServiceAccount() bool { return e.ServiceAccount != ServiceAccount{} }

// Relayed reports whether the connection flowed through a relay.
func (e *Event) Relayed() bool { return len(e.Relays) > 0 }

// PeerToPeer reports whether the connection used no relay. That says nothing about a connection that was not made: see
// [Event.Failed].
func (e *Event) PeerToPeer() bool { return len(e.Relays) == 0 }

// Failed reports whether no connection was made, because access was denied or connecting failed.
func (e *Event) Failed() bool {
	return e.Status == StatusFailedToConnect || e.Status == StatusDeniedAccess
}

// DNSFailed reports whether the connection failed because a name could not be resolved: [Event.Failed] reports true, and the
// error message mentions DNS, in capitals or not.
func (e *Event) DNSFailed() bool {
	return e.Failed() && containsFold(e.Connection.ErrorMessage.V, "dns")
}

// containsFold reports whether text contains word, which is ASCII, in any case of letters.
func containsFold(text, word string) bool {
	for i := 0; i+len(word) <= len(text); i++ {
		if strings.EqualFold(text[i:i+len(word)], word) {
			return true
		}
	}
	return false
}
