package networkevent

import (
	"strconv"

	"github.com/flowtrail/flowtrail/internal/jsontext"
)

// appendEvent appends e as compact JSON.
func appendEvent(w *jsontext.Writer, e *Event) {
	w.Extra = e.Extra
	w.String(`{"event_type":`, string(e.Type))
	w.Raw(`,"event":{`)
	if e.Version == 0 {
		appendOlder(w, e)
	} else {
		appendNewer(w, e)
	}
	w.Close("/event")
	w.Close("")
}

// appendNewer appends the members of the event object in the order of the newer document.
func appendNewer(w *jsontext.Writer, e *Event) {
	appendVersion(w, e)
	appendTime(w, e)
	appendStatus(w, e)
	appendConnection(w, e)
	appendConnector(w, e)
	appendRemoteNetwork(w, e)
	appendResource(w, e)
	appendRelays(w, e)
	appendDevice(w, e)
	appendUser(w, e)
	appendServiceAccount(w, e)
	appendLocation(w, e)
}

// appendOlder does the same in the order of the older document.
func appendOlder(w *jsontext.Writer, e *Event) {
	appendStatus(w, e)
	appendConnection(w, e)
	appendConnector(w, e)
	appendDevice(w, e)
	appendRelays(w, e)
	appendRemoteNetwork(w, e)
	appendResource(w, e)
	appendServiceAccount(w, e)
	appendTime(w, e)
	appendUser(w, e)
	appendLocation(w, e)
}

func appendVersion(w *jsontext.Writer, e *Event) { w.Int(`"version":`, int64(e.Version)) }

func appendTime(w *jsontext.Writer, e *Event) {
	w.Comma()
	w.Time(`"time":`, e.Time, e.Version == 0)
}

func appendStatus(w *jsontext.Writer, e *Event) {
	w.Comma()
	w.String(`"status":`, string(e.Status))
}

func appendConnection(w *jsontext.Writer, e *Event) {
	w.Comma()
	c := &e.Connection
	w.Addr(`"connection":{"client_ip":`, c.ClientIP)
	w.String(`,"protocol":`, string(c.Protocol))
	w.Int(`,"bytes_received":`, c.BytesReceived)
	w.Int(`,"bytes_transferred":`, c.BytesTransferred)
	if c.ErrorMessage != "" {
		w.String(`,"error_message":`, c.ErrorMessage)
	}
	w.Close("/event/connection")
}

func appendConnector(w *jsontext.Writer, e *Event) {
	w.Comma()
	w.String(`"connector":{"id":`, e.Connector.ID)
	w.String(`,"name":`, e.Connector.Name)
	w.Close("/event/connector")
}

func appendRemoteNetwork(w *jsontext.Writer, e *Event) {
	w.Comma()
	w.String(`"remote_network":{"id":`, e.RemoteNetwork.ID)
	w.String(`,"name":`, e.RemoteNetwork.Name)
	w.Close("/event/remote_network")
}

func appendResource(w *jsontext.Writer, e *Event) {
	w.Comma()
	r := &e.Resource
	w.String(`"resource":{"address":`, r.Address)
	w.String(`,"applied_rule":`, r.AppliedRule)
	w.String(`,"id":`, r.ID)
	if r.IP.IsValid() {
		w.Addr(`,"ip":`, r.IP)
	}
	w.Int(`,"port":`, int64(r.Port))
	w.Close("/event/resource")
}

func appendRelays(w *jsontext.Writer, e *Event) {
	w.Comma()
	w.Raw(`"relays":[`)
	for i := range e.Relays {
		r := &e.Relays[i]
		if i > 0 {
			w.Raw(",")
		}
		w.Addr(`{"ip":`, r.IP)
		w.String(`,"name":`, r.Name)
		w.Int(`,"port":`, int64(r.Port))
		if w.Extra == nil {
			w.Raw("}")
		} else {
			w.Close("/event/relays/" + strconv.Itoa(i))
		}
	}
	w.Raw("]")
}

func appendDevice(w *jsontext.Writer, e *Event) {
	w.Comma()
	w.String(`"device":{"id":`, e.Device.ID)
	w.Close("/event/device")
}

func appendUser(w *jsontext.Writer, e *Event) {
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

func appendServiceAccount(w *jsontext.Writer, e *Event) {
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

func appendLocation(w *jsontext.Writer, e *Event) {
	if !e.Location.Valid {
		return
	}
	w.Comma()
	w.Float(`"location":{"lat":`, e.Location.Lat)
	w.Float(`,"lon":`, e.Location.Lon)
	w.Close("/event/location")
}
