package auditlog

import (
	"encoding/json"
	"slices"
	"strings"
)

// ToBare returns the event as a bare record, as the Admin Console exports it. Its Form is otherwise the same, and so is what it says,
// but a bare record has no place for members of the envelope that are not documented: see [Event.LostInBare]. The event that is
// returned shares Targets with e and, if e is bare already, Extra.
func (e *Event) ToBare() Event {
	bare := *e
	if !e.Form.Bare {
		bare.Form.Bare = true
		bare.Extra = repointed(e.Extra, bared)
	}
	return bare
}

// LostInBare returns the members, as JSON Pointers, that have no place in the Event that [Event.ToBare] returns.
func (e *Event) LostInBare() []string {
	var lost []string
	for pointer := range e.Extra {
		if _, stays := bared(pointer); !stays && !e.Form.Bare {
			lost = append(lost, pointer)
		}
	}
	slices.Sort(lost)
	return lost
}

// ToEnvelope returns the event in the envelope that records synced to S3 have. Its Form is otherwise the same, and nothing is lost. The
// event that is returned shares Targets with e and, if e is in the envelope already, Extra.
func (e *Event) ToEnvelope() Event {
	wrapped := *e
	if e.Form.Bare {
		wrapped.Form.Bare = false
		wrapped.Extra = repointed(e.Extra, func(pointer string) (string, bool) { return envelope + pointer, true })
	}
	return wrapped
}

// envelope points to the event in its envelope.
const envelope = "/event"

// bared returns where a member of a record in the envelope stands in a bare one, and whether it has a place there. One that is called
// like a member of the envelope has none: a record with it would not be read as bare.
func bared(pointer string) (string, bool) {
	inner, stays := strings.CutPrefix(pointer, envelope+"/")
	return "/" + inner, stays && inner != "event_type" && inner != "event"
}

// repointed returns members under other pointers, without those that have none.
func repointed(extra map[string]json.RawMessage, to func(string) (string, bool)) map[string]json.RawMessage {
	var moved map[string]json.RawMessage
	for pointer, value := range extra {
		if pointer, ok := to(pointer); ok {
			if moved == nil {
				moved = make(map[string]json.RawMessage, len(extra))
			}
			moved[pointer] = value
		}
	}
	return moved
}
