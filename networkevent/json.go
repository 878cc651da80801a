package networkevent

import (
	_ "embed"
	"encoding/json"
	"math"
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/jsonrec"
	"github.com/flowtrail/flowtrail/internal/sample"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

//go:embed schema/event.json
var eventSchema []byte

// JSON is the codec of network events as synced to S3, in both documented versions: event_type "network_access"
// and "network", with and without version and location, times to the microsecond and to the minute.
//
// A record must have the members that every documented version shows. Two of them depend on the outcome: error_message may be
// there only with StatusDeniedAccess and StatusFailedToConnect, and the resource's ip may be absent or empty if a name could not
// be resolved. Members that are not documented are kept in Event.Extra; with [flowtrail.Strict] they are findings.
//
// It writes compact JSON, one record a line, with the members in the order of the documents: an Event with a Version in that of the
// newer document, others in that of the older one.
var JSON = flowtrail.NewCodec(jsonrec.New(eventStream))

var eventStream = jsonrec.Document[Event]{
	Name:    "networkevent.json",
	Title:   "Twingate network events, synced to S3",
	Schema:  eventSchema,
	Stream:  "event_type",
	Record:  eventRecord,
	Extra:   func(e *Event) *map[string]json.RawMessage { return &e.Extra },
	Samples: sample.Endless(newWorld, (*world).next),
}

var eventRecord = j.NewObject(
	j.Required("event_type", func(e *Event) *Type { return &e.Type }, j.Enum(TypeNetworkAccess, TypeNetwork)),
	j.Same("event", event),
)

var event = j.NewObject(
	version, at, status, connection, connector, network, resource, relays, device, user, account, location,
).
	ExactlyOne("user", "service_account").
	Check(hasWhatItsStatusAsksFor).
	WrittenAs(older, status, connection, connector, device, relays, network, resource, account, atMinute, olderUser, location)

var (
	version = j.Required("version", func(e *Event) *int { return &e.Version }, j.Int(1, math.MaxInt32)).
		When(func(e *Event) bool { return e.Version != 0 })
	at       = j.Required("time", func(e *Event) *time.Time { return &e.Time }, j.Time(timefmt.RFC3339, timefmt.Minute))
	atMinute = j.Required("time", func(e *Event) *time.Time { return &e.Time }, j.Time(timefmt.Minute, timefmt.RFC3339))
	status   = j.Required("status", func(e *Event) *Status { return &e.Status },
		j.Enum(StatusClosedConnection, StatusFailedToConnect, StatusDeniedAccess, StatusEstablishedConnection))
	connection = j.Required("connection", func(e *Event) *Connection { return &e.Connection }, j.Of(j.NewObject(
		j.Required("client_ip", func(c *Connection) *netip.Addr { return &c.ClientIP }, j.Addr(j.IPv4, j.IPv6)),
		j.Required("protocol", func(c *Connection) *Protocol { return &c.Protocol }, j.Enum(ProtocolTCP, ProtocolUDP, ProtocolICMP)),
		j.Required("bytes_received", func(c *Connection) *int64 { return &c.BytesReceived }, j.Int[int64](0, math.MaxInt64)),
		j.Required("bytes_transferred", func(c *Connection) *int64 { return &c.BytesTransferred }, j.Int[int64](0, math.MaxInt64)),
		j.Optional("error_message", func(c *Connection) *flowtrail.Optional[string] { return &c.ErrorMessage }, j.String),
	)))
	connector = j.Required("connector", func(e *Event) *Connector { return &e.Connector }, j.Recurring(j.NewObject(
		j.Required("id", func(c *Connector) *string { return &c.ID }, j.String),
		j.Required("name", func(c *Connector) *string { return &c.Name }, j.String),
	)))
	network = j.Required("remote_network", func(e *Event) *RemoteNetwork { return &e.RemoteNetwork }, j.Recurring(j.NewObject(
		j.Required("id", func(n *RemoteNetwork) *string { return &n.ID }, j.String),
		j.Required("name", func(n *RemoteNetwork) *string { return &n.Name }, j.String),
	)))
	resource = j.Required("resource", func(e *Event) *Resource { return &e.Resource }, j.Recurring(j.NewObject(
		j.Required("address", func(r *Resource) *string { return &r.Address }, j.String),
		j.Required("applied_rule", func(r *Resource) *string { return &r.AppliedRule }, j.String),
		j.Required("id", func(r *Resource) *string { return &r.ID }, j.String),
		j.Optional("ip", func(r *Resource) *flowtrail.Optional[netip.Addr] { return &r.IP }, j.OrEmpty(j.Addr(j.IPv4, j.IPv6))),
		j.Required("port", func(r *Resource) *uint16 { return &r.Port }, j.Int[uint16](0, math.MaxUint16)),
	)))
	relays = j.Required("relays", func(e *Event) *[]Relay { return &e.Relays }, j.Array(j.Recurring(j.NewObject(
		j.Required("ip", func(r *Relay) *netip.Addr { return &r.IP }, j.Addr(j.IPv4, j.IPv6)),
		j.Required("name", func(r *Relay) *string { return &r.Name }, j.String),
		j.Required("port", func(r *Relay) *uint16 { return &r.Port }, j.Int[uint16](0, math.MaxUint16)),
	))))
	device = j.Required("device", func(e *Event) *Device { return &e.Device }, j.Recurring(j.NewObject(
		j.Required("id", func(d *Device) *string { return &d.ID }, j.String),
	)))
	user      = j.Required("user", theUser, j.Recurring(j.NewObject(userID, userEmail))).When(hasUser)
	olderUser = j.Required("user", theUser, j.Recurring(j.NewObject(userEmail, userID))).When(hasUser)
	userID    = j.Required("id", func(u *User) *string { return &u.ID }, j.Filled)
	userEmail = j.Required("email", func(u *User) *string { return &u.Email }, j.String)
	account   = j.Required("service_account", func(e *Event) *ServiceAccount { return &e.ServiceAccount }, j.Recurring(j.NewObject(
		j.Required("name", func(a *ServiceAccount) *string { return &a.Name }, j.String),
		j.Required("id", func(a *ServiceAccount) *string { return &a.ID }, j.Filled),
		j.Required("key", func(a *ServiceAccount) *string { return &a.Key }, j.String),
		j.Required("key_id", func(a *ServiceAccount) *string { return &a.KeyID }, j.String),
	))).When((*Event).IsServiceAccount)
	location = j.Optional("location", func(e *Event) *flowtrail.Optional[Location] { return &e.Location }, j.Recurring(j.NewObject(
		j.Required("lat", func(l *Location) *float64 { return &l.Lat }, j.Number),
		j.Required("lon", func(l *Location) *float64 { return &l.Lon }, j.Number),
	)))
)

func theUser(e *Event) *User { return &e.User }

// older reports whether an event is one of the older document.
func older(e *Event) bool { return e.Version == 0 }

// hasUser reports whether an event is written with a user: it is, unless there is a service account in the user's place.
func hasUser(e *Event) bool { return e.User != (User{}) || !e.IsServiceAccount() }

// hasWhatItsStatusAsksFor reports whether an error message stands only with a failure, and whether the resource's address is
// absent or empty only if a name could not be resolved.
func hasWhatItsStatusAsksFor(e *Event) bool {
	return (!e.Connection.ErrorMessage.Valid || e.Failed()) && (e.Resource.IP.V.IsValid() || e.DNSFailed())
}
