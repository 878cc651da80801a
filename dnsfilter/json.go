package dnsfilter

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

// JSON is the codec of DNS filtering events as synced to S3, in both documented forms: with the model of the device, and without.
//
// All other members that the documents show must be there. Members that are not documented are allowed and kept in Event.Extra;
// [flowtrail.Strict] makes them findings.
//
// Written are compact JSON Lines, the members in the order of the documents.
var JSON = flowtrail.NewCodec(jsonrec.New(jsonrec.Document[Event]{
	Name:    "dnsfilter.json",
	Title:   "Twingate DNS filtering events, synced to S3",
	Schema:  eventSchema,
	Stream:  "event_type",
	Record:  record,
	Extra:   func(e *Event) *map[string]json.RawMessage { return &e.Extra },
	Samples: sample.Endless(newWorld, (*world).next),
}))

var record = j.NewObject(
	j.Constant[Event]("event_type", "dns_filtering"),
	j.Same("event", j.NewObject(
		j.Required("version", func(e *Event) *int { return &e.Version }, j.Int(1, math.MaxInt32)),
		j.Required("time", func(e *Event) *time.Time { return &e.Time }, j.Time(timefmt.RFC3339)),
		j.Required("domain", func(e *Event) *string { return &e.Domain }, j.String),
		j.Required("root", func(e *Event) *string { return &e.Root }, j.String),
		j.Required("device", func(e *Event) *Device { return &e.Device }, j.Recurring(device)),
		j.Required("connection", func(e *Event) *Connection { return &e.Connection }, j.Of(connection)),
		j.Required("status", func(e *Event) *Status { return &e.Status }, j.Enum(StatusDefault, StatusBlocked, StatusAllowed)),
		j.Required("reasons", func(e *Event) *[]Reason { return &e.Reasons }, j.Array(j.Recurring(reason))),
	)),
)

var device = j.NewObject(
	j.Required("id", func(d *Device) *string { return &d.ID }, j.String),
	j.Required("name", func(d *Device) *string { return &d.Name }, j.String),
	j.Optional("model", func(d *Device) *flowtrail.Optional[Model] { return &d.Model }, j.Of(model)),
)

var model = j.NewObject(
	j.Required("hostname", func(m *Model) *string { return &m.Hostname }, j.String),
	j.Required("local_name", func(m *Model) *string { return &m.LocalName }, j.String),
	j.Required("serial_number", func(m *Model) *string { return &m.SerialNumber }, j.String),
)

var connection = j.NewObject(
	j.Required("client_ip", func(c *Connection) *netip.Addr { return &c.ClientIP }, j.Addr(j.IPv4, j.IPv6)),
	j.Required("protocol", func(c *Connection) *Protocol { return &c.Protocol }, j.Open[Protocol]()),
)

var reason = j.NewObject(
	j.Required("id", func(r *Reason) *string { return &r.ID }, j.String),
	j.Required("name", func(r *Reason) *string { return &r.Name }, j.String),
)
