package networkevent

import (
	"math"

	"github.com/flowtrail/flowtrail/internal/jsonscan"
)

var (
	types     = jsonscan.NewVocabulary(TypeNetworkAccess, TypeNetwork)
	statuses  = jsonscan.NewVocabulary(StatusClosedConnection, StatusFailedToConnect, StatusDeniedAccess, StatusEstablishedConnection)
	protocols = jsonscan.NewVocabulary(ProtocolTCP, ProtocolUDP, ProtocolICMP)
)

// eventDecoder decodes events the plain way. Its Keys and Memos hold what it has learnt from earlier ones.
type eventDecoder struct {
	record     jsonscan.Keys
	event      jsonscan.Keys
	connection jsonscan.Keys
	connector  jsonscan.Keys
	network    jsonscan.Keys
	resource   jsonscan.Keys
	relay      jsonscan.Keys
	device     jsonscan.Keys
	user       jsonscan.Keys
	account    jsonscan.Keys
	location   jsonscan.Keys

	connectors jsonscan.Memo[Connector]
	networks   jsonscan.Memo[RemoteNetwork]
	resources  jsonscan.Memo[Resource]
	devices    jsonscan.Memo[Device]
	users      jsonscan.Memo[User]
	accounts   jsonscan.Memo[ServiceAccount]
	locations  jsonscan.Memo[Location]
	relayMemo  jsonscan.Memo[Relay]

	relays []Relay // of the event at hand; the last one is being read
}

func (d *eventDecoder) decode(s *jsonscan.Scanner, e *Event) {
	s.Extra = e.Extra
	clear(s.Extra)
	*e = Event{Relays: e.Relays[:0]}
	for o := s.Object(&d.record, ""); s.Member(&o); {
		switch o.Field {
		case recordType:
			e.Type = jsonscan.Word(s, &types)
		case recordEvent:
			d.readEvent(s, e)
		}
	}
	if len(s.Extra) > 0 {
		e.Extra = s.Extra
	}
}

func (d *eventDecoder) readEvent(s *jsonscan.Scanner, e *Event) {
	users, accounts := 0, 0
	for o := s.Object(&d.event, "/event"); s.Member(&o); {
		switch o.Field {
		case eventVersion:
			if e.Version = int(s.Int(math.MaxInt32)); e.Version == 0 {
				s.Doubt()
			}
		case eventTime:
			e.Time = s.Time()
		case eventStatus:
			e.Status = jsonscan.Word(s, &statuses)
		case eventConnection:
			d.readConnection(s, &e.Connection)
		case eventConnector:
			jsonscan.Repeated(s, &d.connectors, &e.Connector, d.readConnector)
		case eventRemoteNetwork:
			jsonscan.Repeated(s, &d.networks, &e.RemoteNetwork, d.readRemoteNetwork)
		case eventResource:
			jsonscan.Repeated(s, &d.resources, &e.Resource, d.readResource)
		case eventRelays:
			d.relays = d.relays[:0]
			for a := s.Array(); s.Item(&a); {
				d.relays = append(d.relays, Relay{})
				jsonscan.Repeated(s, &d.relayMemo, &d.relays[a.Index], d.readRelay)
			}
			e.Relays = append(e.Relays[:0], d.relays...) // one allocation at the most
		case eventDevice:
			jsonscan.Repeated(s, &d.devices, &e.Device, d.readDevice)
		case eventUser:
			users++
			jsonscan.Repeated(s, &d.users, &e.User, d.readUser)
		case eventServiceAccount:
			accounts++
			jsonscan.Repeated(s, &d.accounts, &e.ServiceAccount, d.readServiceAccount)
		case eventLocation:
			jsonscan.Repeated(s, &d.locations, &e.Location, d.readLocation)
		}
	}
	if users+accounts != 1 {
		s.DoubtAcross("/event")
	}
	if e.Connection.ErrorMessage != "" && !e.Failed() || !e.Resource.IP.IsValid() && !e.DNSFailed() {
		s.DoubtAcross("/event")
	}
}

func (d *eventDecoder) readConnection(s *jsonscan.Scanner, c *Connection) {
	for o := s.Object(&d.connection, "/event/connection"); s.Member(&o); {
		switch o.Field {
		case connectionClientIP:
			c.ClientIP = s.Addr()
		case connectionProtocol:
			c.Protocol = jsonscan.Word(s, &protocols)
		case connectionBytesReceived:
			c.BytesReceived = s.Int(math.MaxInt64)
		case connectionBytesTransferred:
			c.BytesTransferred = s.Int(math.MaxInt64)
		case connectionErrorMessage:
			c.ErrorMessage = s.OptionalString("/event/connection/error_message")
		}
	}
}

func (d *eventDecoder) readConnector(s *jsonscan.Scanner, c *Connector) {
	s.Strings(&d.connector, "/event/connector", &c.ID, &c.Name)
}

func (d *eventDecoder) readRemoteNetwork(s *jsonscan.Scanner, n *RemoteNetwork) {
	s.Strings(&d.network, "/event/remote_network", &n.ID, &n.Name)
}

func (d *eventDecoder) readResource(s *jsonscan.Scanner, r *Resource) {
	for o := s.Object(&d.resource, "/event/resource"); s.Member(&o); {
		switch o.Field {
		case resourceAddress:
			r.Address = s.String()
		case resourceAppliedRule:
			r.AppliedRule = s.String()
		case resourceID:
			r.ID = s.String()
		case resourceIP:
			r.IP = s.OptionalAddr("/event/resource/ip")
		case resourcePort:
			r.Port = uint16(s.Int(math.MaxUint16))
		}
	}
}

func (d *eventDecoder) readRelay(s *jsonscan.Scanner, r *Relay) {
	for o := s.ItemObject(&d.relay, "/event/relays", len(d.relays)-1); s.Member(&o); {
		switch o.Field {
		case relayIP:
			r.IP = s.Addr()
		case relayName:
			r.Name = s.String()
		case relayPort:
			r.Port = uint16(s.Int(math.MaxUint16))
		}
	}
}

func (d *eventDecoder) readDevice(s *jsonscan.Scanner, v *Device) {
	s.Strings(&d.device, "/event/device", &v.ID)
}

func (d *eventDecoder) readUser(s *jsonscan.Scanner, u *User) {
	if s.Strings(&d.user, "/event/user", &u.ID, &u.Email); u.ID == "" {
		s.Doubt()
	}
}

func (d *eventDecoder) readServiceAccount(s *jsonscan.Scanner, a *ServiceAccount) {
	if s.Strings(&d.account, "/event/service_account", &a.Name, &a.ID, &a.Key, &a.KeyID); a.ID == "" {
		s.Doubt()
	}
}

func (d *eventDecoder) readLocation(s *jsonscan.Scanner, l *Location) {
	for o := s.Object(&d.location, "/event/location"); s.Member(&o); {
		switch o.Field {
		case locationLat:
			l.Lat = s.Float()
		case locationLon:
			l.Lon = s.Float()
		}
	}
	l.Valid = true
}
