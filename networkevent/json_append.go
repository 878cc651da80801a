package networkevent

import (
	"encoding/binary"
	"math"
	"math/bits"
	"strconv"

	"github.com/flowtrail/flowtrail/internal/jsonwrite"
	"github.com/flowtrail/flowtrail/internal/text"
)

// eventEncoder writes events as compact JSON. Its Memos hold what it has written lately.
type eventEncoder struct {
	connectors text.Written[Connector]
	networks   text.Written[RemoteNetwork]
	resources  text.Written[Resource]
	relays     text.Written[Relay]
	locations  text.Written[Location]
}

func newEventEncoder() func(*jsonwrite.Writer, *Event) { return new(eventEncoder).append }

func (m *eventEncoder) append(w *jsonwrite.Writer, e *Event) {
	w.Extra = e.Extra
	w.String(`{"event_type":`, string(e.Type))
	w.Raw(`,"event":{`)
	if e.Version == 0 {
		m.appendOlder(w, e)
	} else {
		m.appendNewer(w, e)
	}
	w.Close("/event")
	w.Close("")
}

// appendNewer appends the members of the event object in the order of the newer document.
func (m *eventEncoder) appendNewer(w *jsonwrite.Writer, e *Event) {
	appendVersion(w, e)
	appendTime(w, e)
	appendStatus(w, e)
	appendConnection(w, e)
	m.appendConnector(w, e)
	m.appendRemoteNetwork(w, e)
	m.appendResource(w, e)
	m.appendRelays(w, e)
	appendDevice(w, e)
	appendUser(w, e)
	appendServiceAccount(w, e)
	m.appendLocation(w, e)
}

// appendOlder does the same in the order of the older document.
func (m *eventEncoder) appendOlder(w *jsonwrite.Writer, e *Event) {
	appendStatus(w, e)
	appendConnection(w, e)
	m.appendConnector(w, e)
	appendDevice(w, e)
	m.appendRelays(w, e)
	m.appendRemoteNetwork(w, e)
	m.appendResource(w, e)
	appendServiceAccount(w, e)
	appendTime(w, e)
	appendUser(w, e)
	m.appendLocation(w, e)
}

func appendVersion(w *jsonwrite.Writer, e *Event) { w.Int(`"version":`, int64(e.Version)) }

func appendTime(w *jsonwrite.Writer, e *Event) {
	w.Comma()
	w.Time(`"time":`, e.Time, e.Version == 0)
}

func appendStatus(w *jsonwrite.Writer, e *Event) {
	w.Comma()
	w.String(`"status":`, string(e.Status))
}

func appendConnection(w *jsonwrite.Writer, e *Event) {
	w.Comma()
	c := &e.Connection
	w.Addr(`"connection":{"client_ip":`, c.ClientIP)
	w.String(`,"protocol":`, string(c.Protocol))
	w.Int(`,"bytes_received":`, c.BytesReceived)
	w.Int(`,"bytes_transferred":`, c.BytesTransferred)
	if c.ErrorMessage.Valid {
		w.String(`,"error_message":`, c.ErrorMessage.V)
	}
	w.Close("/event/connection")
}

func (m *eventEncoder) appendConnector(w *jsonwrite.Writer, e *Event) {
	w.Comma()
	jsonwrite.Repeated(w, &m.connectors, text.Key(e.Connector.ID), &e.Connector, appendConnector)
}

func appendConnector(w *jsonwrite.Writer, c *Connector) {
	w.String(`"connector":{"id":`, c.ID)
	w.String(`,"name":`, c.Name)
	w.Close("/event/connector")
}

func (m *eventEncoder) appendRemoteNetwork(w *jsonwrite.Writer, e *Event) {
	w.Comma()
	jsonwrite.Repeated(w, &m.networks, text.Key(e.RemoteNetwork.ID), &e.RemoteNetwork, appendRemoteNetwork)
}

func appendRemoteNetwork(w *jsonwrite.Writer, n *RemoteNetwork) {
	w.String(`"remote_network":{"id":`, n.ID)
	w.String(`,"name":`, n.Name)
	w.Close("/event/remote_network")
}

func (m *eventEncoder) appendResource(w *jsonwrite.Writer, e *Event) {
	w.Comma()
	jsonwrite.Repeated(w, &m.resources, text.Key(e.Resource.ID), &e.Resource, appendResource)
}

func appendResource(w *jsonwrite.Writer, r *Resource) {
	w.String(`"resource":{"address":`, r.Address)
	w.String(`,"applied_rule":`, r.AppliedRule)
	w.String(`,"id":`, r.ID)
	if r.IP.Valid {
		w.Addr(`,"ip":`, r.IP.V)
	}
	w.Int(`,"port":`, int64(r.Port))
	w.Close("/event/resource")
}

func (m *eventEncoder) appendRelays(w *jsonwrite.Writer, e *Event) {
	w.Comma()
	w.Raw(`"relays":[`)
	for i := range e.Relays {
		if i > 0 {
			w.Raw(",")
		}
		r := &e.Relays[i]
		jsonwrite.Repeated(w, &m.relays, relayKey(r), r, func(w *jsonwrite.Writer, r *Relay) { appendRelay(w, r, i) })
	}
	w.Raw("]")
}

// relayKey is a part of the address: relays may all have one name.
func relayKey(r *Relay) uint64 {
	ip := r.IP.As16()
	return binary.LittleEndian.Uint64(ip[8:])
}

func appendRelay(w *jsonwrite.Writer, r *Relay, i int) {
	w.Addr(`{"ip":`, r.IP)
	w.String(`,"name":`, r.Name)
	w.Int(`,"port":`, int64(r.Port))
	if w.Extra == nil {
		w.Raw("}")
	} else {
		w.Close("/event/relays/" + strconv.Itoa(i))
	}
}

func appendDevice(w *jsonwrite.Writer, e *Event) {
	w.Comma()
	w.String(`"device":{"id":`, e.Device.ID)
	w.Close("/event/device")
}

func appendUser(w *jsonwrite.Writer, e *Event) {
	if e.IsServiceAccount() && e.User == (User{}) {
		return
	}
	w.Comma()
	if e.Version == 0 {
		w.String(`"user":{"email":`, e.User.Email)
		w.String(`,"id":`, e.User.ID)
	} else {
		w.String(`"user":{"id":`, e.User.ID)
		w.String(`,"email":`, e.User.Email)
	}
	w.Close("/event/user")
}

func appendServiceAccount(w *jsonwrite.Writer, e *Event) {
	if !e.IsServiceAccount() {
		return
	}
	w.Comma()
	a := &e.ServiceAccount
	w.String(`"service_account":{"name":`, a.Name)
	w.String(`,"id":`, a.ID)
	w.String(`,"key":`, a.Key)
	w.String(`,"key_id":`, a.KeyID)
	w.Close("/event/service_account")
}

func (m *eventEncoder) appendLocation(w *jsonwrite.Writer, e *Event) {
	if e.Location.Valid {
		w.Comma()
		jsonwrite.Repeated(w, &m.locations, locationKey(&e.Location.V), &e.Location.V, appendLocation)
	}
}

func appendLocation(w *jsonwrite.Writer, l *Location) {
	w.Float(`"location":{"lat":`, l.Lat)
	w.Float(`,"lon":`, l.Lon)
	w.Close("/event/location")
}

// locationKey tells 0 from -0, which are equal.
func locationKey(l *Location) uint64 {
	return math.Float64bits(l.Lat) ^ bits.RotateLeft64(math.Float64bits(l.Lon), 1)
}
