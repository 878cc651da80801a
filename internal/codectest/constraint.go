package codectest

import (
	"fmt"
	"maps"
	"slices"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// A constraint is one thing that a schema says of the values at a place, and what of a valid record breaks it.
type constraint struct {
	place   []string // of the value that is changed
	guards  []guard  // all must hold for the schema to say it
	rule    flowtrail.Rule
	schema  string   // JSON Pointer of the keyword
	member  string   // of the value, that the finding is about; empty if it is about the value itself
	changes []change // each of them breaks it
}

func (c constraint) String() string {
	return fmt.Sprintf("%s at %q by %s", c.rule, pointer(c.place)+c.below(), c.schema)
}

// below returns the JSON Pointer from the value to what the finding is about.
func (c constraint) below() string {
	if c.member == "" {
		return ""
	}
	return "/" + jsonsyntax.EscapePointer(c.member)
}

// in returns the first of some records that has a place for the constraint, and the path to that; nil if none has.
func (c constraint) in(records []map[string]any) (r map[string]any, path []string) {
	for _, r := range records {
		for _, path := range occurrences(r, c.place) {
			unheld := func(g guard) bool { return !g.holds(at(r, path[:g.depth])) }
			if !slices.ContainsFunc(c.guards, unheld) && c.changes[0].fits(at(r, path)) {
				return r, path
			}
		}
	}
	return nil, nil
}

// A guard says something of the value at the beginning of a path.
type guard struct {
	depth int // length of that beginning
	holds func(any) bool
}

// A change makes another value of a value: it puts one in its place or, where with or without name members, changes an object.
type change struct {
	value   any
	without []string
	with    []string // those that are missing; they are added
	like    string   // the member that they are copies of; empty for any value
}

// ofMembers reports whether the change is one of an object.
func (c change) ofMembers() bool { return c.with != nil || c.without != nil }

// fits reports whether a value can be changed so.
func (c change) fits(v any) bool {
	_, object := v.(map[string]any)
	return object || !c.ofMembers()
}

func (c change) apply(v any) any {
	if !c.ofMembers() {
		return c.value
	}
	object := maps.Clone(v.(map[string]any))
	for _, name := range c.without {
		delete(object, name)
	}
	for _, name := range c.with {
		if _, there := object[name]; !there {
			object[name] = "x"
			if c.like != "" {
				object[name] = object[c.like]
			}
		}
	}
	return object
}
