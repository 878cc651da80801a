// Package twin has the records of documents once more, as users of other libraries write them: the same fields of the same
// types, with tags and hooks, and without a schema. What is absent is not told from what is empty.
package twin

import (
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail/networkevent"
)

// Without easyjson's own UnmarshalJSON methods, which encoding/json would call as well.
//go:generate go tool easyjson -no_std_marshalers -output_filename event_easyjson.go event.go

// Record is a record as synced to S3.
//
//easyjson:json
type Record struct {
	Type  networkevent.Type `json:"event_type"`
	Event Event             `json:"event"`
}

type Event struct {
	Version        int                 `json:"version,omitempty"`
	Time           Time                `json:"time"`
	Status         networkevent.Status `json:"status"`
	Connection     Connection          `json:"connection"`
	Connector      Connector           `json:"connector"`
	RemoteNetwork  RemoteNetwork       `json:"remote_network"`
	Resource       Resource            `json:"resource"`
	Relays         []Relay             `json:"relays"`
	Device         Device              `json:"device"`
	User           User                `json:"user,omitzero"`
	ServiceAccount ServiceAccount      `json:"service_account,omitzero"`
	Location       Location            `json:"location,omitzero"`
}

type Connection struct {
	ClientIP         netip.Addr            `json:"client_ip"`
	Protocol         networkevent.Protocol `json:"protocol"`
	BytesReceived    int64                 `json:"bytes_received"`
	BytesTransferred int64                 `json:"bytes_transferred"`
	ErrorMessage     string                `json:"error_message,omitempty"`
}

type Connector struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type RemoteNetwork struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type Resource struct {
	Address     string     `json:"address"`
	AppliedRule string     `json:"applied_rule"`
	ID          string     `json:"id"`
	IP          netip.Addr `json:"ip,omitzero"`
	Port        uint16     `json:"port"`
}

type Relay struct {
	IP   netip.Addr `json:"ip"`
	Name string     `json:"name"`
	Port uint16     `json:"port"`
}

type Device struct {
	ID string `json:"id"`
}

type User struct {
	ID    string `json:"id"`
	Email string `json:"email"`
}

type ServiceAccount struct {
	Name  string `json:"name"`
	ID    string `json:"id"`
	Key   string `json:"key"`
	KeyID string `json:"key_id"`
}

type Location struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// Reset makes r the zero Record, but keeps the memory of its relays.
func (r *Record) Reset() { *r = Record{Event: Event{Relays: r.Event.Relays[:0]}} }

// Time is a time in RFC 3339 or, in the older document, without seconds.
type Time struct{ time.Time }

func (t *Time) UnmarshalJSON(data []byte) (err error) {
	if len(data) == len(`"2021-08-15T14:30Z"`) {
		t.Time, err = time.Parse(`"2006-01-02T15:04Z"`, string(data))
		return err
	}
	return t.Time.UnmarshalJSON(data)
}
