package networkevent

import "github.com/flowtrail/flowtrail/internal/jsonscan"

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

func newEventDecoder() func(*jsonscan.Scanner, *Event) {
	d := &eventDecoder{
		record: jsonscan.NewKeys("event_type", "event"),
		event: jsonscan.NewKeys("version?", "time", "status", "connection", "connector", "remote_network",
			"resource", "relays", "device", "user?", "service_account?", "location?"),
		connection: jsonscan.NewKeys("client_ip", "protocol", "bytes_received", "bytes_transferred", "error_message?"),
		connector:  jsonscan.NewKeys("id", "name"),
		network:    jsonscan.NewKeys("id", "name"),
		resource:   jsonscan.NewKeys("address", "applied_rule", "id", "ip?", "port"),
		relay:      jsonscan.NewKeys("ip", "name", "port"),
		device:     jsonscan.NewKeys("id"),
		user:       jsonscan.NewKeys("id", "email"),
		account:    jsonscan.NewKeys("name", "id", "key", "key_id"),
		location:   jsonscan.NewKeys("lat", "lon"),
	}
	return d.decode
}
