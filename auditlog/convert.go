package auditlog

// ToBare returns the event as a bare record, as the Admin Console exports it. Its Form is otherwise the same, and so is what it says,
// but a bare record has no place for members of the envelope that are not documented: see [Event.LostInBare]. The event that is
// returned shares Targets with e and, if e is bare already, Extra.
func (e *Event) ToBare() Event { return document.ToBare(e) }

// LostInBare returns the members, as JSON Pointers, that have no place in the Event that [Event.ToBare] returns.
func (e *Event) LostInBare() []string { return document.LostInBare(e) }

// ToEnvelope returns the event in the envelope that records synced to S3 have. Its Form is otherwise the same, and nothing is lost. The
// event that is returned shares Targets with e and, if e is in the envelope already, Extra.
func (e *Event) ToEnvelope() Event { return document.ToEnvelope(e) }
