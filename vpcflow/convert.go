package vpcflow

// ToBare returns the event without the entry of Cloud Logging around it, as buckets and data streams have it. A bare event has no place
// for the other members of the entry: see [Event.LostInBare]. The event that is returned shares the resource path with e and, if e is
// bare already, Extra.
func (e *Event) ToBare() Event { return delivered.ToBare(e) }

// LostInBare returns the members, as JSON Pointers, that have no place in the Event that [Event.ToBare] returns.
func (e *Event) LostInBare() []string { return delivered.LostInBare(e) }
