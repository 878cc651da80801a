package validator

import (
	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// anything is the schema that all values keep to.
var anything = &jsonschema.Schema{Always: new(true)}

// narrow returns what is left of the schema of an object at path, a JSON Pointer, without its members that are right. What the
// schema says of all members together stays.
func narrow(s *jsonschema.Schema, path string, doubtful func(path string) record.Doubt) *jsonschema.Schema {
	narrowed := *s
	narrowed.Properties = make(map[string]*jsonschema.Schema)
	for name, property := range s.Properties {
		at := path + "/" + jsonsyntax.EscapePointer(name)
		switch doubtful(at) {
		case record.Wholly:
			narrowed.Properties[name] = property
		case record.Partly:
			narrowed.Properties[name] = narrow(property, at, doubtful)
		default:
			if s.AdditionalProperties != nil { // it asks what is named
				narrowed.Properties[name] = anything
			}
		}
	}
	return &narrowed
}
