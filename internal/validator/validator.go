// Package judge validates values against an embedded JSON Schema with santhosh-tekuri/jsonschema and turns its verdict
// into findings: one for each thing that is wrong, in words of its own.
package validator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// A Validator validates by one schema, which it compiles when it is first needed. It is safe for concurrent use.
type Validator struct {
	open, closed func() *compiled
}

// A Violation is one way in which a value does not keep to the schema.
type Violation struct {
	Path    string // JSON Pointer; of a missing member, where it would be
	Rule    record.Rule
	Schema  string // JSON Pointer into the schema
	Message string
}

type compiled struct {
	schema   *jsonschema.Schema
	document map[string]any
	err      error
}

// New returns the Validator for a schema. The formats that it asserts are date-time, ipv4, ipv6 and those that documents
// have besides: date-time-minute ("2021-08-15T14:30Z"), report-time ("2024-02-20 20:16:05.92 UTC") and addresses (IP
// addresses joined by commas).
func New(schema []byte) *Validator {
	return &Validator{
		open:   sync.OnceValue(func() *compiled { return compile(schema, false) }),
		closed: sync.OnceValue(func() *compiled { return compile(schema, true) }),
	}
}

func (j *Validator) compiled(strict bool) *compiled {
	if strict {
		return j.closed()
	}
	return j.open()
}

// Validate returns what is wrong with v, a value of JSON with numbers as [json.Number], in no certain order. If strict, members
// that the schema does not name are wrong.
//
// What doubtful calls right, by its JSON Pointer, is not judged by itself. If doubtful is nil, all is judged.
func (j *Validator) Validate(v any, strict bool, doubtful func(path string) record.Doubt) (found []Violation) {
	c := j.compiled(strict)
	defer func() {
		if r := recover(); r != nil {
			found = append(found, internal(fmt.Errorf("panic: %v", r)))
		}
	}()
	if c.err != nil {
		return []Violation{internal(c.err)}
	}
	schema := c.schema
	if doubtful != nil {
		schema = narrow(schema, "", doubtful)
	}
	err := schema.Validate(v)
	if err == nil {
		return nil
	}
	var verdict *jsonschema.ValidationError
	if !errors.As(err, &verdict) {
		return []Violation{internal(err)}
	}
	return flatten(nil, c.document, v, verdict)
}

// internal says that there is no verdict, which must not pass for a good one.
func internal(err error) Violation {
	return Violation{Rule: record.RuleInternal, Message: "the record could not be judged: " + err.Error()}
}

func compile(schema []byte, closed bool) *compiled {
	c := &compiled{}
	decoder := json.NewDecoder(bytes.NewReader(schema))
	decoder.UseNumber()
	if c.err = decoder.Decode(&c.document); c.err != nil {
		return c
	}
	if closed {
		closeObjects(c.document)
		schema, c.err = json.Marshal(c.document)
		if c.err != nil {
			return c
		}
	}
	compiler := jsonschema.NewCompiler()
	compiler.LoadURL = func(url string) (io.ReadCloser, error) {
		return nil, fmt.Errorf("the schema refers to %s, which is not embedded", url)
	}
	compiler.AssertFormat = true
	compiler.Formats = map[string]func(any) bool{
		"date-time":        timeFormat(timefmt.ParseISO),
		"date-time-minute": timeFormat(timefmt.ParseMinute),
		"report-time":      timeFormat(timefmt.ParseReport),
		"ipv4":             addrFormat(4),
		"ipv6":             addrFormat(6),
		"addresses":        addressesFormat,
	}
	url, _ := c.document["$id"].(string)
	if c.err = compiler.AddResource(url, bytes.NewReader(schema)); c.err == nil {
		c.schema, c.err = compiler.Compile(url)
	}
	return c
}

// closeObjects forbids the members that the objects of the schema do not name.
func closeObjects(schema map[string]any) {
	if properties, ok := schema["properties"].(map[string]any); ok {
		if _, said := schema["additionalProperties"]; !said {
			schema["additionalProperties"] = false
		}
		for _, property := range properties {
			if property, ok := property.(map[string]any); ok {
				closeObjects(property)
			}
		}
	}
	if items, ok := schema["items"].(map[string]any); ok {
		closeObjects(items)
	}
}
