package main

import (
	"net/netip"
	"strconv"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

func asSampled[T any](int, *T) {}

// renew gives an event names, ids and addresses that no other event has.
func renew(i int, e *networkevent.Event) {
	id, n := strconv.Itoa(1_000_000_000+i), uint32(i)
	e.Connection.ClientIP = addr(11<<24 + n)
	e.Connector = networkevent.Connector{ID: id, Name: "connector-" + id}
	e.RemoteNetwork = networkevent.RemoteNetwork{ID: id, Name: "Office " + id}
	e.Resource.ID, e.Resource.Address, e.Resource.AppliedRule = id, "host-"+id+".example.com", "*-"+id+".example.com"
	if e.Resource.IP.Valid {
		e.Resource.IP.V = addr(10<<24 + n)
	}
	for k := range e.Relays {
		e.Relays[k].IP, e.Relays[k].Name = addr(100<<24+4*n+uint32(k)), "relaybalancer+https://relays.example.com/"+id
	}
	e.Device.ID = id
	if e.IsServiceAccount() {
		e.ServiceAccount = networkevent.ServiceAccount{Name: "ci-" + id, ID: id, Key: "key " + id, KeyID: id}
	} else {
		e.User = networkevent.User{ID: id, Email: "user-" + id + "@example.com"}
	}
	if e.Location.Valid {
		e.Location.V.Lat, e.Location.V.Lon = float64(i%18_000_000)/1e5-90, float64(i%36_000_000)/1e5-180
	}
}

func addr(n uint32) netip.Addr {
	return netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
}

// breakEvent makes an event invalid, in one of several ways.
func breakEvent(i int, e *networkevent.Event) {
	switch i % 5 {
	case 0:
		e.Connection.Protocol = "sctp"
	case 1:
		e.Connection.BytesReceived = -1
	case 2:
		e.Status = "opened"
	case 3:
		e.Type = "network_events"
	case 4: // a service account without an id
		e.User, e.ServiceAccount = networkevent.User{}, networkevent.ServiceAccount{Name: "ci"}
	}
}

// breakRow makes a row invalid, in one of several ways.
func breakRow(i int, r *networkevent.Row) {
	switch i % 4 {
	case 0:
		r.Protocol = "sctp"
	case 1:
		r.BytesReceived = flowtrail.Some(int64(-1))
	case 2:
		r.Status = "FAILED"
	case 3:
		r.ResourceID = ""
	}
}
