package main

import "github.com/flowtrail/flowtrail"

// A change says what became of a field of a record that was converted: "field of 1 record what".
type change struct {
	field, what string
	read        bool // the field is called so in the input: it is a JSON Pointer or a column
}

// told returns the changes for fields of the input of which the same is to be told.
func told(what string, fields ...string) []change {
	changed := make([]change, len(fields), len(fields)+1)
	for i, field := range fields {
		changed[i] = change{field, what, true}
	}
	return changed
}

// changes counts, per change, the records of a file of which it must be told.
type changes struct {
	order  []change // as they were met first
	counts map[change]int64
	first  map[change]flowtrail.Position
}

func (c *changes) add(changed []change, pos func() flowtrail.Position) {
	if len(changed) > 0 && c.counts == nil {
		c.counts, c.first = make(map[change]int64), make(map[change]flowtrail.Position)
	}
	for _, one := range changed {
		if c.counts[one]++; c.counts[one] == 1 {
			c.order = append(c.order, one)
			c.first[one] = pos()
		}
	}
}

func (c *changes) say(f *file) {
	for _, one := range c.order {
		at, field := c.first[one], one.field
		if one.read {
			field = f.tally.Name(field)
		}
		f.out.say("%s: %s of %s %s (first: record %d, line %d)",
			f.name, field, plural(c.counts[one], "record"), one.what, at.Record, at.Line)
	}
}
