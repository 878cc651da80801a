// Package validator validates values against an embedded JSON Schema. santhosh-tekuri/jsonschema gives every verdict. It
// is asked about as little as needed, because asking is slow: the schema is taken apart into what it says of each
// value and of the members of each object together, and only that is asked which is in question. What is wrong becomes
// findings, one for each thing that is wrong, in words of this package.
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
}

// A Request says what is asked of a Validator.
type Request struct {
	// Strict makes members that the schema does not name findings.
	Strict bool

	// Unsure is what of the value is in question: see [record.Unsure].
	Unsure []record.Unsure

	// Findings is how many findings are enough, of one array or of the names of members: no more of its items, or no more
	// names, are checked after that. 0 means all.
	Findings int
}

// New returns the Validator for a schema. The formats that it asserts are date-time, ipv4, ipv6 and those given.
func New(schema []byte, formats ...Format) *Validator {
	return &Validator{sync.OnceValue(func() *compiled { return compile(schema, formats) })}
}

// Validate appends what is wrong with the value to found, in no certain order. Names of members are checked in all of the
// value: those that differ only in case from one that the schema names and, with Strict, all that it does not name.
func (v *Validator) Validate(found []record.Finding, value *jsonsyntax.Node, r Request) []record.Finding {
	return append(found, v.check(value, r, func(c *compiled) []record.Finding {
		w := walk{compiled: c, limit: r.Findings}
		w.part(c.root, value, r.Unsure)
		return w.found
	})...)
}

// Alone returns what Validate finds where all is in question, by asking only once, about the whole value. It is slow, and
// there to be compared with Validate.
func (v *Validator) Alone(value *jsonsyntax.Node, strict bool) []record.Finding {
	return v.check(value, Request{Strict: strict}, func(c *compiled) []record.Finding {
		return placeAll(nil, c.ask(c.root.schema, value.Any(), value), value, nil)
	})
}

// check returns what values finds wrong with the values, and what is wrong with the names.
func (v *Validator) check(value *jsonsyntax.Node, r Request, values func(*compiled) []record.Finding) (found []record.Finding) {
	defer func() {
		if r := recover(); r != nil {
			found = []record.Finding{internal(fmt.Errorf("panic: %v", r))}
		}
	}()
	c := v.compiled()
	if c.err != nil {
		return []record.Finding{internal(c.err)}
	}
	names := nameWalk{names: c.names, strict: r.Strict, limit: r.Findings}
	names.value(c.place, value)
	return append(values(c), names.found...)
}

// ask returns what the schema says is wrong with the value n, of which v has what the schema looks at.
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

// internal says that there is no verdict, which must not pass for a good one.
func internal(err error) record.Finding {
	return record.Finding{Rule: record.RuleInternal, Message: "the record could not be validated: " + err.Error()}
}
