package validator

import (
	"slices"
	"strconv"
	"strings"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A nameWalk finds members whose names differ only in case from one that the schema names, and members that it does not name.
type nameWalk struct {
	names  *names
	strict bool
	found  []record.Finding
}

// value looks at the names in the value n at path.
func (w *nameWalk) value(p *place, n *jsonsyntax.Node, path string) {
	if !n.HasChildren() {
		return
	}
	p = w.names.choose(p, n)
	for i := range n.Members() {
		m := &n.Members()[i]
		below, known := p.members[string(m.Name)]
		if !known {
			w.unnamed(p, n, m, path)
		} else if m.Value.HasChildren() {
			w.value(below(), &m.Value, path+"/"+jsonsyntax.EscapePointer(string(m.Name)))
		}
	}
	if p.items == nil {
		return
	}
	for i := range n.Items() {
		if item := &n.Items()[i]; item.HasChildren() {
			w.value(p.items(), item, path+"/"+strconv.Itoa(i))
		}
	}
}

// unnamed looks at the member m of the object n, which the schema does not name.
func (w *nameWalk) unnamed(p *place, n *jsonsyntax.Node, m *jsonsyntax.Member, path string) {
	var variants []string
	for known := range p.members {
		if strings.EqualFold(known, string(m.Name)) {
			variants = append(variants, known)
		}
	}
	if len(variants) > 0 {
		w.found = append(w.found, record.Finding{Offset: m.Start, Path: path + "/" + jsonsyntax.EscapePointer(string(m.Name)),
			Rule: record.RuleCase, Message: "differs only in case from " + slices.Min(variants)})
	}
	if w.strict && p.closed && m == n.Member(string(m.Name)) {
		w.found = append(w.found, unknown(record.Finding{Path: path, Rule: record.RuleAdditionalProperties, Schema: p.at}, m))
	}
}
