package networkevent

import (
	"math"

	"github.com/flowtrail/flowtrail/internal/scan"
)

var (
	types     = scan.NewVocabulary(NetworkAccess, Network)
	statuses  = scan.NewVocabulary(ClosedConnection, FailedToConnect, DeniedAccess, EstablishedConnection)
	protocols = scan.NewVocabulary(TCP, UDP, ICMP)
)

// eventDecoder decodes events the plain way. Its Keys and Memos hold what it has learnt from earlier ones.
type eventDecoder struct {
	record     scan.Keys
	event      scan.Keys
	connection scan.Keys
	connector  scan.Keys
	network    scan.Keys
	resource   scan.Keys
	relay      scan.Keys
	device     scan.Keys
	user       scan.Keys
	account    scan.Keys
	location   scan.Keys

	connectors scan.Memo[Connector]
	networks   scan.Memo[RemoteNetwork]
	resources  scan.Memo[Resource]
	devices    scan.Memo[Device]
	users      scan.Memo[User]
	accounts   scan.Memo[ServiceAccount]
	locations  scan.Memo[Location]
	relayMemo  scan.Memo[Relay]

	relays []Relay // of the event at hand; the last one is being read
}

func (d *eventDecoder) decode(s *scan.Scanner, e *Event) {
	s.Extra = e.Extra
	clear(s.Extra)
	*e = Event{Relays: e.Relays[:0]}
	for o := s.Object(&d.record, ""); s.Member(&o); {
		switch o.Field {
		case recordType:
			e.Type = scan.Word(s, &types)
		case recordEvent:
			d.readEvent(s, e)
		}
	}
	if len(s.Extra) > 0 {
		e.Extra = s.Extra
	}
}

func (d *eventDecoder) readEvent(s *scan.Scanner, e *Event) {
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
			e.Status = scan.Word(s, &statuses)
		case eventConnection:
			d.readConnection(s, &e.Connection)
		case eventConnector:
			scan.Repeated(s, &d.connectors, &e.Connector, d.readConnector)
		case eventRemoteNetwork:
			scan.Repeated(s, &d.networks, &e.RemoteNetwork, d.readRemoteNetwork)
		case eventResource:
			scan.Repeated(s, &d.resources, &e.Resource, d.readResource)
		case eventRelays:
			d.relays = d.relays[:0]
			for a := s.Array(); s.Item(&a); {
				d.relays = append(d.relays, Relay{})
				scan.Repeated(s, &d.relayMemo, &d.relays[a.Index], d.readRelay)
			}
			e.Relays = append(e.Relays[:0], d.relays...) // one allocation at the most
		case eventDevice:
			scan.Repeated(s, &d.devices, &e.Device, d.readDevice)
		case eventUser:
			users++
			scan.Repeated(s, &d.users, &e.User, d.readUser)
		case eventServiceAccount:
			accounts++
			scan.Repeated(s, &d.accounts, &e.ServiceAccount, d.readServiceAccount)
		case eventLocation:
			scan.Repeated(s, &d.locations, &e.Location, d.readLocation)
		}
	}
	if users+accounts != 1 {
		s.Doubt()
	}
	if e.Connection.ErrorMessage != "" && !e.Failed() || !e.Resource.IP.IsValid() && !e.DNSFailed() {
		s.Doubt()
	}
}

func (d *eventDecoder) readConnection(s *scan.Scanner, c *Connection) {
	for o := s.Object(&d.connection, "/event/connection"); s.Member(&o); {
		switch o.Field {
		case connectionClientIP:
			c.ClientIP = s.Addr()
		case connectionProtocol:
			c.Protocol = scan.Word(s, &protocols)
		case connectionBytesReceived:
			c.BytesReceived = s.Int(math.MaxInt64)
		case connectionBytesTransferred:
			c.BytesTransferred = s.Int(math.MaxInt64)
		case connectionErrorMessage:
			c.ErrorMessage = s.OptionalString("/event/connection/error_message")
		}
	}
}

func (d *eventDecoder) readConnector(s *scan.Scanner, c *Connector) {
	s.Strings(&d.connector, "/event/connector", &c.ID, &c.Name)
}

func (d *eventDecoder) readRemoteNetwork(s *scan.Scanner, n *RemoteNetwork) {
	s.Strings(&d.network, "/event/remote_network", &n.ID, &n.Name)
}

func (d *eventDecoder) readResource(s *scan.Scanner, r *Resource) {
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

func (d *eventDecoder) readRelay(s *scan.Scanner, r *Relay) {
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

func (d *eventDecoder) readDevice(s *scan.Scanner, v *Device) {
	s.Strings(&d.device, "/event/device", &v.ID)
}

func (d *eventDecoder) readUser(s *scan.Scanner, u *User) {
	if s.Strings(&d.user, "/event/user", &u.ID, &u.Email); u.ID == "" {
		s.Doubt()
	}
}

func (d *eventDecoder) readServiceAccount(s *scan.Scanner, a *ServiceAccount) {
	if s.Strings(&d.account, "/event/service_account", &a.Name, &a.ID, &a.Key, &a.KeyID); a.ID == "" {
		s.Doubt()
	}
}

func (d *eventDecoder) readLocation(s *scan.Scanner, l *Location) {
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
