package networkevent

import "github.com/flowtrail/flowtrail/internal/scan"

// The members of the objects that hold more than strings, in the order of their Keys.
const (
	recordType = iota
	recordEvent
)

const (
	eventVersion = iota
	eventTime
	eventStatus
	eventConnection
	eventConnector
	eventRemoteNetwork
	eventResource
	eventRelays
	eventDevice
	eventUser
	eventServiceAccount
	eventLocation
)

const (
	connectionClientIP = iota
	connectionProtocol
	connectionBytesReceived
	connectionBytesTransferred
	connectionErrorMessage
)

const (
	resourceAddress = iota
	resourceAppliedRule
	resourceID
	resourceIP
	resourcePort
)

const (
	relayIP = iota
	relayName
	relayPort
)

const (
	locationLat = iota
	locationLon
)

func newEventDecoder() func(*scan.Scanner, *Event) {
	d := &eventDecoder{
		record: scan.NewKeys("event_type", "event"),
		event: scan.NewKeys("version?", "time", "status", "connection", "connector", "remote_network",
			"resource", "relays", "device", "user?", "service_account?", "location?"),
		connection: scan.NewKeys("client_ip", "protocol", "bytes_received", "bytes_transferred", "error_message?"),
		connector:  scan.NewKeys("id", "name"),
		network:    scan.NewKeys("id", "name"),
		resource:   scan.NewKeys("address", "applied_rule", "id", "ip?", "port"),
		relay:      scan.NewKeys("ip", "name", "port"),
		device:     scan.NewKeys("id"),
		user:       scan.NewKeys("id", "email"),
		account:    scan.NewKeys("name", "id", "key", "key_id"),
		location:   scan.NewKeys("lat", "lon"),
	}
	return d.decode
}
