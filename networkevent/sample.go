package networkevent

import (
	"fmt"
	"net/netip"
	"strconv"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/sample"
)

// The size of the world that samples are drawn from.
const (
	sampleUsers      = 5000
	sampleResources  = 400
	sampleConnectors = 24
	sampleRelays     = 64
	sampleAccounts   = 12
)

// world is what the samples of one seed have in common: who connects from where to what.
type world struct {
	sample.World

	users      []User
	accounts   []ServiceAccount
	connectors []Connector
	networks   []RemoteNetwork // of the connector at the same index
	resources  []Resource
	relays     []Relay
	places     []Location
}

var (
	networkNames = []string{"aws-us-east-1-dev", "🏠 Office", "Zürich, main site", `the "old" datacenter`, "gcp-prod", "東京", "Basement\nrack 2"}
	adjectives   = []string{"umber", "faithful", "nondescript", "gallant", "quiet", "crimson", "eager", "mellow"}
	zones        = []string{"eks.example.int", "corp.example.com", "home.example.net", "db.example.org"}
)

func newWorld(seed uint64) *world {
	w := &world{World: sample.NewWorld(seed)}
	for i := range sampleUsers {
		w.users = append(w.users, User{ID: strconv.Itoa(100_000 + i), Email: w.Email(i)})
	}
	for i := range sampleAccounts {
		name := "ci-runner-" + strconv.Itoa(i)
		w.accounts = append(w.accounts, ServiceAccount{Name: name, ID: strconv.Itoa(7000 + i), Key: name + " key, rotated", KeyID: strconv.Itoa(9000 + i)})
	}
	for i := range sampleConnectors {
		name := sample.Any(&w.World, adjectives) + "-" + sample.Any(&w.World, sample.Animals)
		w.connectors = append(w.connectors, Connector{ID: strconv.Itoa(177_000 + i), Name: name})
		w.networks = append(w.networks, RemoteNetwork{ID: strconv.Itoa(21_000 + i%len(networkNames)), Name: networkNames[i%len(networkNames)]})
	}
	for i := range sampleResources {
		w.resources = append(w.resources, w.resource(i))
	}
	for i := range sampleRelays {
		w.relays = append(w.relays, Relay{IP: w.PublicIP(), Name: "relaybalancer+https://relays.example.com", Port: uint16(30_000 + i%32)})
	}
	for range 16 {
		w.places = append(w.places, Location{Lat: float64(w.IntN(18000)-9000) / 100, Lon: float64(w.IntN(36000)-18000) / 100})
	}
	return w
}

func (w *world) resource(i int) Resource {
	zone := zones[w.IntN(len(zones))]
	r := Resource{
		Address: fmt.Sprintf("host-%d.%s", i, zone),
		ID:      strconv.Itoa(2_200_000 + i),
		IP:      flowtrail.Some(netip.AddrFrom4([4]byte{10, byte(w.IntN(256)), byte(w.IntN(256)), byte(1 + w.IntN(254))})),
		Port:    []uint16{22, 80, 443, 3389, 5432, 8443}[w.IntN(6)],
	}
	r.AppliedRule = r.Address
	switch w.IntN(8) {
	case 0:
		r.AppliedRule = "*." + zone
	case 1: // direct to the address
		r.Address, r.AppliedRule = r.IP.String(), "10.0.0.0/8"
	case 2:
		r.IP = flowtrail.Some(netip.MustParseAddr("2001:db8::" + strconv.FormatInt(int64(i+1), 16)))
	}
	return r
}

// next makes e the next event.
func (w *world) next(e *Event) {
	w.Tick(120_000)
	who, where := w.Few(len(w.users)), w.Few(len(w.connectors))
	relays := e.Relays[:0]
	*e = Event{
		Type: TypeNetworkAccess, Version: 1, Time: w.Time(time.Microsecond), Status: StatusClosedConnection,
		Connection: Connection{
			ClientIP:         w.ClientIP(who),
			Protocol:         ProtocolTCP,
			BytesReceived:    w.Bytes(40_000),
			BytesTransferred: w.Bytes(6_000),
		},
		Connector:     w.connectors[where],
		RemoteNetwork: w.networks[where],
		Resource:      w.resources[w.Few(len(w.resources))],
		Device:        Device{ID: strconv.Itoa(1_200_000 + who*4 + w.IntN(2))},
		User:          w.users[who],
	}
	if n := w.IntN(100); n < 12 {
		e.Connection.Protocol = ProtocolUDP
	} else if n < 14 {
		e.Connection.Protocol, e.Resource.Port = ProtocolICMP, 0
	}
	if w.IntN(3) > 0 {
		for range 1 + w.IntN(4) {
			relays = append(relays, w.relays[w.Few(len(w.relays))])
		}
	}
	e.Relays = relays
	w.outcome(e)
	w.variety(e)
}

// outcome gives some events a status other than closed.
func (w *world) outcome(e *Event) {
	c := &e.Connection
	switch n := w.IntN(100); {
	case n < 92:
		return
	case n < 94:
		e.Status = StatusEstablishedConnection
		return
	case n < 96:
		e.Status, c.ErrorMessage = StatusDeniedAccess, flowtrail.Some("ACCESS_DENIED")
	case n < 98:
		e.Status, c.ErrorMessage = StatusFailedToConnect, flowtrail.Some("DNS_ERROR")
		e.Resource.IP = flowtrail.Optional[netip.Addr]{}
	default:
		e.Status, c.ErrorMessage = StatusFailedToConnect, flowtrail.Some("CONNECTION_FAILED")
	}
	c.BytesReceived, c.BytesTransferred = 0, 0
	e.Relays = e.Relays[:0]
}

// variety gives events the optional parts.
func (w *world) variety(e *Event) {
	if w.IntN(20) == 0 {
		e.User, e.ServiceAccount = User{}, w.accounts[w.Few(len(w.accounts))]
	}
	if w.IntN(10) == 0 { // the older version
		e.Type, e.Version, e.Time = TypeNetwork, 0, e.Time.Truncate(time.Minute)
	} else if w.IntN(4) > 0 {
		e.Location = flowtrail.Some(w.places[w.Few(len(w.places))])
	}
	e.Extra = w.Extra()
}
