package auditlog

import (
	_ "embed"
	"encoding/json"
	"time"

	"github.com/flowtrail/flowtrail"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/jsonrec"
	"github.com/flowtrail/flowtrail/internal/sample"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

//go:embed schema/event.json
var eventSchema []byte

// JSON is the codec of the audit log, in both documented forms: in the envelope of the records that are synced to S3, and bare, as
// the Admin Console exports them. A record is bare if it has neither of the envelope's members, event_type and event.
//
// A record must have version, time, action, actor and targets; a documented target must have version, type, id and name. What else
// it has may be absent, since the documents disagree about it. Members that are not documented are allowed and kept in Event.Extra;
// [flowtrail.Strict] makes them findings.
//
// Written are compact JSON Lines, each record in the form that its Form says, which is how it came, with the members in the order of
// the document that has them so.
var JSON = flowtrail.NewCodec(jsonrec.New(document))

var document = jsonrec.Document[Event]{
	Name:    "auditlog.json",
	Title:   "Twingate audit log, synced to S3 or exported from the Admin Console",
	Schema:  eventSchema,
	Stream:  "event_type",
	Bare:    []string{"time", "action", "actor", "targets"},
	Record:  j.NewObject(j.Constant[Event]("event_type", "audit_log"), j.Same("event", event)).OrBare(event, isBare),
	Extra:   func(e *Event) *map[string]json.RawMessage { return &e.Extra },
	Samples: sample.Endless(newWorld, (*world).next),
}

// mostVersion is the largest version that is read.
const mostVersion = 999_999_999

var event = j.NewObject(version, at, action, targets, actor).
	WrittenAs(func(e *Event) bool { return e.Form.TextVersion }, version, at, actor, action, targets)

var (
	version = j.Noted("version", func(e *Event) *int { return &e.Version }, j.Int(1, mostVersion),
		func(e *Event) *bool { return &e.Form.TextVersion }, j.IntText(1, mostVersion))
	at = j.Noted("time", func(e *Event) *time.Time { return &e.Time }, j.Time(timefmt.RFC3339),
		func(e *Event) *bool { return &e.Form.MinuteTime }, j.Time(timefmt.Minute))
	action  = j.Required("action", func(e *Event) *Action { return &e.Action }, j.Open[Action]())
	targets = j.Required("targets", func(e *Event) *[]Target { return &e.Targets }, j.Array(target))
	actor   = j.Required("actor", func(e *Event) *Actor { return &e.Actor }, j.Of(j.NewObject(
		j.Required("type", func(a *Actor) *ActorType { return &a.Type }, j.Enum(ActorUser, ActorAPI, ActorTwingateSupport)),
		j.Optional("id", func(a *Actor) *flowtrail.Optional[string] { return &a.ID }, j.String),
		j.OrNull("info", func(a *Actor) *flowtrail.Optional[Info] { return &a.Info }, func(a *Actor) *bool { return &a.NullInfo },
			j.Recurring(j.NewObject(
				j.Optional("email", func(i *Info) *flowtrail.Optional[string] { return &i.Email }, j.String),
				j.Required("name", func(i *Info) *string { return &i.Name }, j.String),
			))),
	).Check(hasIDIfCustomer)))
)

func isBare(e *Event) *bool { return &e.Form.Bare }

// hasIDIfCustomer reports whether an actor has an id, unless it is Twingate itself.
func hasIDIfCustomer(a *Actor) bool { return a.ID.Valid || a.Type == ActorTwingateSupport }
