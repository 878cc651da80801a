package networkevent

import (
	"net/netip"
	"slices"
	"strconv"

	"github.com/flowtrail/flowtrail"
)

// ToEvent returns the row as an Event of the newer version:
//
//   - Time is what [Row.Time] returns; an Event has no other.
//   - NORMAL becomes closed_connection; DNS_ERROR and CONNECTION_FAILED become failed_to_connect, with the row's status as
//     error message.
//   - The resource's address is the domain, or the IP address of a row without one.
//   - An empty byte count or port becomes 0.
//   - A single relay is kept. Several are left out, because it is not documented how a cell separates them.
//   - Extra is left out.
//
// [Row.LostInEvent] says what is lost. A row with neither a user nor a service account gives an Event that is not valid by
// the schema.
func (r *Row) ToEvent() Event {
	e := Event{
		Type: TypeNetworkAccess, Version: 1, Time: r.Time(), Status: StatusClosedConnection,
		Connection: Connection{
			ClientIP: r.ClientIP, Protocol: r.Protocol,
			BytesReceived: r.BytesReceived.V, BytesTransferred: r.BytesTransferred.V,
		},
		Connector:     Connector{ID: r.ConnectorID, Name: r.Connector},
		RemoteNetwork: RemoteNetwork{ID: r.RemoteNetworkID, Name: r.RemoteNetwork},
		Resource: Resource{
			Address: r.ResourceDomain, AppliedRule: r.AppliedRule, ID: r.ResourceID, Port: r.ResourcePort.V,
			IP: flowtrail.Optional[netip.Addr]{V: r.ResourceIP, Valid: r.ResourceIP.IsValid()},
		},
		Device: Device{ID: r.DeviceID},
		User:   User{ID: r.UserID, Email: r.User},
		ServiceAccount: ServiceAccount{
			Name: r.ServiceAccount, ID: r.ServiceAccountID, Key: r.ServiceAccountKey, KeyID: r.ServiceAccountKeyID,
		},
	}
	if r.Failed() {
		e.Status, e.Connection.ErrorMessage = StatusFailedToConnect, flowtrail.Some(string(r.Status))
	}
	if e.Resource.Address == "" && r.ResourceIP.IsValid() {
		e.Resource.Address = r.ResourceIP.String()
	}
	if relay, ok := r.relay(); ok {
		e.Relays = []Relay{relay}
	}
	return e
}

// relay returns the relay of a row that has exactly one.
func (r *Row) relay() (Relay, bool) {
	ip, err := netip.ParseAddr(r.RelayIPs)
	var port flowtrail.Optional[uint16]
	portErr := port.UnmarshalCSV(r.RelayPorts)
	return Relay{IP: ip, Name: r.Relays, Port: port.V}, err == nil && portErr == nil && port.Valid
}

// LostInEvent returns the columns whose cells have no place in the Event that [Row.ToEvent] returns.
func (r *Row) LostInEvent() []string {
	var lost []string
	if !r.EndTime.IsZero() {
		lost = append(lost, "start_time")
	}
	if _, single := r.relay(); !single && r.Relays+r.RelayIPs+r.RelayPorts != "" {
		lost = append(lost, "relays")
	}
	for column := range r.Extra {
		lost = append(lost, column)
	}
	slices.Sort(lost[len(lost)-len(r.Extra):])
	return lost
}

// ToRow returns the event as a row of the report:
//
//   - The event's time becomes both the start time and the end time, because an Event has no other; for a failed event it
//     becomes the start time only.
//   - closed_connection and established_connection become NORMAL, which a report counts as a success; failed_to_connect becomes DNS_ERROR or
//     CONNECTION_FAILED as [Event.DNSFailed] says; denied_access becomes CONNECTION_FAILED.
//   - Byte counts of a failed event are empty if they are 0.
//   - Only the first relay is kept, because it is not documented how a cell separates several.
//   - Location and Extra are left out.
//
// [Event.LostInRow] says what is lost.
func (e *Event) ToRow() Row {
	c := &e.Connection
	r := Row{
		StartTime: flowtrail.Time{Time: e.Time}, EndTime: flowtrail.Time{Time: e.Time}, Status: RowStatusNormal,
		User: e.User.Email, UserID: e.User.ID, DeviceID: e.Device.ID, ClientIP: c.ClientIP,
		Connector: e.Connector.Name, ConnectorID: e.Connector.ID,
		ResourceIP: e.Resource.IP.V, ResourcePort: flowtrail.Some(e.Resource.Port), ResourceID: e.Resource.ID,
		Protocol:         c.Protocol,
		BytesTransferred: flowtrail.Some(c.BytesTransferred), BytesReceived: flowtrail.Some(c.BytesReceived),
		RemoteNetwork: e.RemoteNetwork.Name, RemoteNetworkID: e.RemoteNetwork.ID, AppliedRule: e.Resource.AppliedRule,
		ServiceAccount: e.ServiceAccount.Name, ServiceAccountID: e.ServiceAccount.ID,
		ServiceAccountKey: e.ServiceAccount.Key, ServiceAccountKeyID: e.ServiceAccount.KeyID,
	}
	if e.Failed() {
		r.Status, r.EndTime = RowStatusConnectionFailed, flowtrail.Time{}
		if e.DNSFailed() {
			r.Status = RowStatusDNSError
		}
		r.BytesTransferred.Valid, r.BytesReceived.Valid = c.BytesTransferred > 0, c.BytesReceived > 0
	}
	var ip [48]byte // the longest address has 39 bytes
	if string(e.Resource.IP.V.AppendTo(ip[:0])) != e.Resource.Address {
		r.ResourceDomain = e.Resource.Address
	}
	if len(e.Relays) > 0 {
		relay := e.Relays[0]
		r.Relays, r.RelayIPs, r.RelayPorts = relay.Name, relay.IP.String(), strconv.Itoa(int(relay.Port))
	}
	return r
}

// LostInRow returns the members, as JSON Pointers, that have no place in the Row that [Event.ToRow] returns.
func (e *Event) LostInRow() []string {
	var lost []string
	if e.Version != 1 || e.Type != TypeNetworkAccess {
		lost = append(lost, "/event/version")
	}
	if e.Failed() {
		if message := e.Connection.ErrorMessage.V; message != string(RowStatusDNSError) && message != string(RowStatusConnectionFailed) {
			lost = append(lost, "/event/connection/error_message")
		}
	}
	if e.Status == StatusEstablishedConnection || e.Status == StatusDeniedAccess {
		lost = append(lost, "/event/status")
	}
	if len(e.Relays) > 1 {
		lost = append(lost, "/event/relays/1")
	}
	if e.Location.Valid {
		lost = append(lost, "/event/location")
	}
	for pointer := range e.Extra {
		lost = append(lost, pointer)
	}
	slices.Sort(lost[len(lost)-len(e.Extra):])
	return lost
}
