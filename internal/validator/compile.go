package validator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// A Format is a format of strings. It should be the function that decodes the strings, or one that always agrees with it, as decoding
// and validating must not differ.
type Format struct {
	Name  string
	Valid func(string) bool
}

// commonFormats are those that any schema may use: of addresses, and of times in the layouts of the documents. That of
// [timefmt.Proto] is the one of RFC 3339.
var commonFormats = []Format{
	timeFormat(timefmt.RFC3339), timeFormat(timefmt.Minute), timeFormat(timefmt.Report),
	{"ipv4", func(s string) bool { addr, ok := intern.ParseAddr([]byte(s)); return ok && addr.Is4() }},
	{"ipv6", func(s string) bool { addr, ok := intern.ParseAddr([]byte(s)); return ok && !addr.Is4() }},
}

func timeFormat(layout timefmt.Layout) Format {
	return Format{layout.Format, func(text string) bool { _, ok := layout.Parse([]byte(text)); return ok }}
}

// compiled is a schema that is ready to be used.
type compiled struct {
	document map[string]any
	root     *part
	values   memo[saying]           // by appendPath
	lacking  memo[[]record.Finding] // by appendPath, and what an object lacks
	numbered bool                   // a member is named as the items of arrays are
	names    *names
	place    *place                        // of the names of the root
	schemas  map[string]*jsonschema.Schema // by location
	keywords sync.Map                      // by location: *keyword
	err      error
}

func compile(schema []byte, formats []Format) *compiled {
	c := &compiled{}
	decoder := json.NewDecoder(bytes.NewReader(schema))
	decoder.UseNumber()
	if c.err = decoder.Decode(&c.document); c.err != nil {
		return c
	}
	compiler := jsonschema.NewCompiler()
	compiler.LoadURL = func(url string) (io.ReadCloser, error) {
		return nil, fmt.Errorf("the schema refers to %s, which is not embedded", url)
	}
	compiler.AssertFormat = true
	compiler.Formats = make(map[string]func(any) bool)
	for _, f := range slices.Concat(commonFormats, formats) {
		compiler.Formats[f.Name] = func(v any) bool {
			text, ok := v.(string)
			return !ok || f.Valid(text) // a format says nothing about values that are no strings
		}
	}
	url, _ := c.document["$id"].(string)
	if c.err = compiler.AddResource(url, bytes.NewReader(schema)); c.err != nil {
		return c
	}
	root, err := compiler.Compile(url)
	if err != nil {
		c.err = err
		return c
	}
	c.root = (&parts{compiler.Formats, map[*jsonschema.Schema]*part{}}).of(root)
	c.names = &names{places: map[string]*place{}}
	c.place = c.names.of([]*jsonschema.Schema{root})
	c.schemas = map[string]*jsonschema.Schema{}
	c.index(root)
	return c
}

// index adds a schema, and all that are reached from it, to c.schemas.
func (c *compiled) index(s *jsonschema.Schema) {
	if s == nil || c.schemas[s.Location] != nil {
		return
	}
	c.schemas[s.Location] = s
	for _, one := range inPlace(s) {
		c.index(one)
	}
	c.index(s.Not)
	for name, property := range s.Properties {
		c.numbered = c.numbered || isIndex(name)
		c.index(property)
	}
	for _, item := range items(s) {
		c.index(item)
	}
}
