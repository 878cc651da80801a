package validator

import "strings"

// Names are the members that a schema names at one place.
type Names struct{ schema map[string]any }

// Names returns what the schema names at its root.
func (j *Validator) Names() Names { return Names{j.open().document} }

// Variant returns the member of an object that name differs from only in case, if it is not a member itself.
func (n Names) Variant(name string) (string, bool) {
	properties, _ := n.schema["properties"].(map[string]any)
	if _, known := properties[name]; known {
		return "", false
	}
	for known := range properties {
		if strings.EqualFold(known, name) {
			return known, true
		}
	}
	return "", false
}

// Member returns what the schema names below a member, and whether it names the member.
func (n Names) Member(name string) (Names, bool) {
	properties, _ := n.schema["properties"].(map[string]any)
	member, ok := properties[name].(map[string]any)
	return Names{member}, ok
}

// Items returns what the schema names below the items of an array, if it does.
func (n Names) Items() (Names, bool) {
	items, ok := n.schema["items"].(map[string]any)
	return Names{items}, ok
}
