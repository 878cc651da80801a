package dlp

import (
	_ "embed"
	"encoding/json"
	"math"
	"time"

	"github.com/flowtrail/flowtrail"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/jsonrec"
	"github.com/flowtrail/flowtrail/internal/sample"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

//go:embed schema/event.json
var eventSchema []byte

// JSON is the codec of data loss prevention events as synced to S3.
//
// All members that the documented payload has must be there. Members that it does not have are allowed and kept in Event.Extra;
// [flowtrail.Strict] makes them findings.
//
// Written are compact JSON Lines, the members in the order of the document.
var JSON = flowtrail.NewCodec(jsonrec.New(jsonrec.Document[Event]{
	Name:    "dlp.json",
	Title:   "Twingate data loss prevention events, synced to S3",
	Schema:  eventSchema,
	Stream:  "event_type",
	Record:  record,
	Extra:   func(e *Event) *map[string]json.RawMessage { return &e.Extra },
	Samples: sample.Endless(newWorld, (*world).next),
}))

var record = j.NewObject(
	j.Constant[Event]("event_type", "data_loss_prevention"),
	j.Same("event", j.NewObject(
		j.Required("version", func(e *Event) *int { return &e.Version }, j.Int(1, math.MaxInt32)),
		j.Required("time", func(e *Event) *time.Time { return &e.Time }, j.Time(timefmt.RFC3339)),
		j.Required("action", func(e *Event) *Action { return &e.Action }, j.Open[Action]()),
		j.Required("status", func(e *Event) *Status { return &e.Status }, j.Open[Status]()),
		j.Required("data_loss_prevention_policies", func(e *Event) *[]Policy { return &e.Policies }, j.Array(j.Recurring(policy))),
		j.Required("device", func(e *Event) *Device { return &e.Device }, j.Recurring(device)),
		j.Required("user", func(e *Event) *User { return &e.User }, j.Recurring(user)),
		j.Required("resource", func(e *Event) *Resource { return &e.Resource }, j.Recurring(resource)),
	)),
)

var policy = j.NewObject(
	j.Required("id", func(p *Policy) *string { return &p.ID }, j.String),
	j.Required("name", func(p *Policy) *string { return &p.Name }, j.String),
)

var device = j.NewObject(
	j.Required("id", func(d *Device) *string { return &d.ID }, j.String),
	j.Required("name", func(d *Device) *string { return &d.Name }, j.String),
)

var user = j.NewObject(
	j.Required("id", func(u *User) *string { return &u.ID }, j.String),
	j.Required("email", func(u *User) *string { return &u.Email }, j.String),
)

var resource = j.NewObject(
	j.Required("address", func(r *Resource) *string { return &r.Address }, j.String),
	j.Required("applied_rule", func(r *Resource) *string { return &r.AppliedRule }, j.String),
	j.Required("id", func(r *Resource) *string { return &r.ID }, j.String),
)
