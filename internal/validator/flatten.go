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

// A leaf is what one keyword of the schema finds wrong with a value, or with values of one class.
type leaf struct {
	*keyword
	instance string // JSON Pointer, from the value that was asked about
	message  string
}

// flatten appends the leaves of a verdict on value. Alternatives are one leaf, because it is not known which of them the value is
// meant to be; but if the value says so by a tag, the leaves are those of that branch.
func (c *compiled) flatten(leaves []leaf, verdict *jsonschema.ValidationError, value *jsonsyntax.Node) []leaf {
	k := c.keyword(verdict.AbsoluteKeywordLocation)
	instance := unescape(verdict.InstanceLocation)
	node, _ := value.Find(instance)
	causes := verdict.Causes
	switch k.rule {
	case "minContains", record.RuleFormat:
		causes = nil
	case record.RuleAnyOf, record.RuleOneOf:
		if branch := meant(k.branches, node); branch >= 0 && len(k.branches) == len(causes) {
			causes = causes[branch : branch+1]
		} else {
			causes = nil
		}
	}
	if len(causes) == 0 {
		return append(leaves, leaf{k, instance, k.message(node, verdict)})
	}
	for _, cause := range causes {
		leaves = c.flatten(leaves, cause, value)
	}
	return leaves
}

// place appends the findings of a leaf about the value n at path.
func (l *leaf) place(found []record.Finding, n *jsonsyntax.Node, path string) []record.Finding {
	node, there := n.Find(l.instance)
	f := record.Finding{Offset: node.Start, Path: path + l.instance, Rule: l.rule, Schema: l.location, Message: l.message}
	switch {
	case there && node.Kind == jsonsyntax.Number && !jsonsyntax.Computable(node.Text):
		return found // a finding for the number says so
	case l.rule == record.RuleRequired:
		return l.missing(found, f, node)
	case l.rule == record.RuleAdditionalProperties:
		return l.unexpected(found, f, node)
	case there && l.rule != unevaluatedProperties:
		f.Value = shown(node, l.rule)
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
