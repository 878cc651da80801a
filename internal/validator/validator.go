// Package validator validates values against an embedded JSON Schema. santhosh-tekuri/jsonschema gives every verdict. Because it
// is slow, it is asked as little as possible: the schema is taken apart into what it says of each value, and of the
// members of each object together, and only the parts that are in question are asked. Each thing that is wrong becomes one
// finding, in the words of this package.
package validator

import (
	"errors"
	"fmt"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A Validator validates by one schema, which it compiles when it is first needed. It is safe for concurrent use.
type Validator struct {
	compiled func() *compiled
	formats  []Format
}

// A Request says what is asked of a Validator.
type Request struct {
	// Strict makes members that the schema does not name findings.
	Strict bool

	// Named says that there is known to be nothing wrong with the names of members: they need not be checked.
	Named bool

	// Unsure is what of the value is in question: see [record.Unsure].
	Unsure []record.Unsure

	// Findings is how many findings are enough in one array, and how many of the names of members: after so many, no further
	// item of the array, or no further name, is checked. 0 means all.
	Findings int
}

// New returns the Validator for a schema. The formats that it asserts are ipv4, ipv6, those of the [timefmt.Layout]s of
// documents, such as date-time, and those given.
func New(schema []byte, formats ...Format) *Validator {
	return &Validator{sync.OnceValue(func() *compiled { return compile(schema, formats) }), formats}
}

// Of returns the Validator for another schema with the same formats. Tests compare the two.
func (v *Validator) Of(schema []byte) *Validator { return New(schema, v.formats...) }

// Validate appends what is wrong with the value to found, in no certain order. Unless they are known, names of members are checked in
// all of the value: those that differ only in case from one that the schema names and, with Strict, all that it does not name.
func (v *Validator) Validate(found []record.Finding, value *jsonsyntax.Node, r Request) []record.Finding {
	return v.check(found, func(c *compiled) []record.Finding {
		w := walk{compiled: c, limit: r.Findings, found: found}
		w.part(c.root, value, r.Unsure)
		return append(w.found, c.wrongNames(value, r)...)
	})
}

// Alone returns what Validate finds if all of the value is in question, but asks only once, about the whole value. It is slow;
// tests compare Validate with it.
func (v *Validator) Alone(value *jsonsyntax.Node, strict bool) []record.Finding {
	return v.check(nil, func(c *compiled) (found []record.Finding) {
		for _, wrong := range c.ask(c.root.schema, value.Any(), value) {
			found = wrong.place(found, value, "")
		}
		return append(found, c.wrongNames(value, Request{Strict: strict})...)
	})
}

// check returns found with what find adds to it, or with the finding that there is no verdict.
func (v *Validator) check(found []record.Finding, find func(*compiled) []record.Finding) (result []record.Finding) {
	defer func() {
		if r := recover(); r != nil {
			result = append(found, internal(fmt.Errorf("panic: %v", r)))
		}
	}()
	c := v.compiled()
	if c.err != nil {
		return append(found, internal(c.err))
	}
	return find(c)
}

// wrongNames returns what is wrong with the names of members in a value.
func (c *compiled) wrongNames(value *jsonsyntax.Node, r Request) []record.Finding {
	names := nameWalk{names: c.names, strict: r.Strict, limit: r.Findings}
	if !r.Named {
		names.value(c.place, value)
	}
	return names.found
}

// ask returns what the schema finds wrong with the value n, of which it is shown only what is in the view v.
func (c *compiled) ask(schema *jsonschema.Schema, v any, n *jsonsyntax.Node) []leaf {
	err := schema.Validate(v)
	if err == nil {
		return nil
	}
	var verdict *jsonschema.ValidationError
	if !errors.As(err, &verdict) {
		panic(err)
	}
	return c.flatten(nil, verdict, n)
}

// internal is the finding for a value about which there is no verdict: it must not pass as valid.
func internal(err error) record.Finding {
	return record.Finding{Rule: record.RuleInternal, Message: "the record could not be validated: " + err.Error()}
}
