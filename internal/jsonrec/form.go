package jsonrec

import (
	"encoding/json"
	"slices"
)

// ToEnvelope returns v in the form of a record in its envelope, which has a place for all of it. It shares with v what a copy of v does,
// but for the Extra of a bare one.
func (doc *Document[T]) ToEnvelope(v *T) T {
	return doc.toForm(v, true, func(pointer string) (string, bool) { return doc.Record.Wrapped(pointer), true })
}

// ToBare returns v in the form of a bare record, without what [Document.LostInBare] returns. It shares with v what a copy of v does, but
// for the Extra of one in its envelope.
func (doc *Document[T]) ToBare(v *T) T { return doc.toForm(v, false, doc.Record.Bared) }

// LostInBare returns the members, as JSON Pointers, that have no place in a bare record, in their order.
func (doc *Document[T]) LostInBare(v *T) []string {
	if !doc.Record.InEnvelope(v) {
		return nil
	}
	var lost []string
	for pointer := range *doc.Extra(v) {
		if _, stays := doc.Record.Bared(pointer); !stays {
			lost = append(lost, pointer)
		}
	}
	slices.Sort(lost)
	return lost
}

// toForm returns v in one of the two forms, with its Extra members under the pointers that they have there, if any.
func (doc *Document[T]) toForm(v *T, inEnvelope bool, there func(string) (string, bool)) T {
	other := *v
	if doc.Record.InEnvelope(v) == inEnvelope {
		return other
	}
	doc.Record.SetInEnvelope(&other, inEnvelope)
	extra := doc.Extra(&other)
	var moved map[string]json.RawMessage
	for pointer, value := range *extra {
		if pointer, ok := there(pointer); ok {
			if moved == nil {
				moved = make(map[string]json.RawMessage, len(*extra))
			}
			moved[pointer] = value
		}
	}
	*extra = moved
	return other
}
