package validator

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/printable"
	"github.com/flowtrail/flowtrail/internal/record"
)

// flatten appends the leaves of a verdict on value, which is at path. Alternatives are a leaf, as no one of their branches is what
// is wrong, unless the value says by a tag which of them it means to be.
func (c *compiled) flatten(found []record.Finding, verdict *jsonschema.ValidationError, value *jsonsyntax.Node, path string) []record.Finding {
	if len(verdict.Causes) == 0 {
		return c.leaf(found, verdict, value, path)
	}
	k := c.keyword(verdict.AbsoluteKeywordLocation)
	causes := verdict.Causes
	switch k.rule {
	case "minContains", record.RuleFormat:
		return c.leaf(found, verdict, value, path)
	case record.RuleAnyOf, record.RuleOneOf:
		at, _ := value.Find(unescape(verdict.InstanceLocation))
		branch := meant(k.branches, at)
		if branch < 0 || len(k.branches) != len(causes) {
			return c.leaf(found, verdict, value, path)
		}
		causes = causes[branch : branch+1]
	}
	for _, cause := range causes {
		found = c.flatten(found, cause, value, path)
	}
	return found
}

// leaf appends what one keyword of the schema finds wrong.
func (c *compiled) leaf(found []record.Finding, verdict *jsonschema.ValidationError, value *jsonsyntax.Node, path string) []record.Finding {
	k := c.keyword(verdict.AbsoluteKeywordLocation)
	instance := unescape(verdict.InstanceLocation)
	node, there := value.Find(instance)
	f := record.Finding{Offset: node.Start, Path: path + instance, Rule: k.rule, Schema: k.location}
	switch {
	case there && node.Kind == jsonsyntax.Number && !jsonsyntax.Computable(node.Text):
		return found // a finding for the number says so
	case k.rule == record.RuleRequired:
		return k.missing(found, f, node)
	case k.rule == record.RuleAdditionalProperties:
		return k.unexpected(found, f, node)
	}
	f.Message = k.message(node, verdict)
	if there {
		f.Value = shown(node, k.rule)
	}
	return append(found, f)
}

// missing appends one finding for each required member that an object lacks.
func (k *keyword) missing(found []record.Finding, f record.Finding, object *jsonsyntax.Node) []record.Finding {
	names, _ := k.schema["required"].([]any)
	for _, name := range names {
		if name, _ := name.(string); object.Member(name) == nil {
			one := f
			one.Path += "/" + jsonsyntax.EscapePointer(name)
			one.Message = "is missing"
			found = append(found, one)
		}
	}
	return found
}

// unexpected appends one finding for each member of an object that additionalProperties forbids.
func (k *keyword) unexpected(found []record.Finding, f record.Finding, object *jsonsyntax.Node) []record.Finding {
	named, _ := k.schema["properties"].(map[string]any)
	patterns, _ := k.schema["patternProperties"].(map[string]any)
	for i := range object.Members() {
		m := &object.Members()[i]
		name := string(m.Name)
		_, known := named[name]
		for pattern := range patterns {
			known = known || regexp.MustCompile(pattern).MatchString(name)
		}
		if !known && m == object.Member(name) {
			found = append(found, unknown(f, m))
		}
	}
	return found
}

// unknown returns the finding f, about an object, for its member m that the schema does not name.
func unknown(f record.Finding, m *jsonsyntax.Member) record.Finding {
	f.Path += "/" + jsonsyntax.EscapePointer(string(m.Name))
	f.Offset = m.Value.Start
	f.Message = "is not known"
	return f
}

// shown returns the value of a finding. An object or array is shown only where its type is wrong.
func shown(n *jsonsyntax.Node, rule record.Rule) string {
	switch {
	case n.Kind == jsonsyntax.String:
		return printable.Quote(n.Text)
	case n.Kind < jsonsyntax.Array || rule == record.RuleType:
		return printable.Short(n.Text)
	}
	return ""
}

// unescape undoes the URL escaping of the validator's pointers.
func unescape(pointer string) string {
	if strings.IndexByte(pointer, '%') < 0 {
		return pointer
	}
	if plain, err := url.PathUnescape(pointer); err == nil {
		return plain
	}
	return pointer
}
