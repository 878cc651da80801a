package auditlog

import (
	"encoding/json"
	"time"

	"github.com/flowtrail/flowtrail"
)

// Action is what was done to the targets. The vocabulary is open: Twingate documents these three, and speaks of connecting and of adding
// and removing relations as well.
type Action string

// The documented actions.
const (
	ActionCreate Action = "create"
	ActionEdit   Action = "edit"
	ActionDelete Action = "delete"
)

// ActorType says what kind of actor did something. The vocabulary is closed.
type ActorType string

// The documented types of actors.
const (
	ActorUser            ActorType = "User"
	ActorAPI             ActorType = "API" // somebody with an API key
	ActorTwingateSupport ActorType = "Twingate Support"
)

// Event is one record of the audit log.
//
// An Event that is copied shares its Targets, and what they refer to, and the map Extra with the copy. Reading with
// [flowtrail.Reader.Into] uses the memory of all of these again, that of each target for one of the same kind.
type Event struct {
	Version int       // 1 is the only one documented
	Time    time.Time // in UTC
	Action  Action
	Targets []Target // what it was done to
	Actor   Actor    // who did it

	// Form is how the record is written where the documents differ. The zero Form is what Twingate syncs to S3 since 2025.
	Form Form

	// Extra holds what the document does not name, as compact JSON, keyed by JSON Pointer ("/event/targets/0/note"; "/targets/0/note"
	// in a bare record). It is written back. It is nil when there is none.
	Extra map[string]json.RawMessage
}

// Form is how a record is written where that does not change what it says.
type Form struct {
	Bare        bool // without the envelope that names the stream, as the Admin Console exports it
	TextVersion bool // "version":"1", not 1, and the members in the order of the page that has it so
	MinuteTime  bool // "2021-08-15T14:30Z", without seconds unless they are needed
}

// Actor is who did something.
type Actor struct {
	Type ActorType
	ID   flowtrail.Optional[string] // in base64; may be absent for ActorTwingateSupport only
	Info flowtrail.Optional[Info]

	// NullInfo says that info is there and null, as for ActorTwingateSupport, when Info has no value. Otherwise it is ignored.
	NullInfo bool
}

// Info is what is known of an actor.
type Info struct {
	Email flowtrail.Optional[string] // of a user
	Name  string                     // of the user, or of the API key
}
