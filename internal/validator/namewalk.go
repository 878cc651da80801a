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
	limit  int    // findings that are enough; 0 means all
	path   []byte // JSON Pointer to the value at hand
	found  []record.Finding
}

// value looks at the names in the value at hand.
func (w *nameWalk) value(p *place, n *jsonsyntax.Node) {
	p = w.names.choose(p, n)
	length := len(w.path)
	for i := range n.Members() {
		m := &n.Members()[i]
		below, known := p.members[string(m.Name)]
		if !known {
			w.unnamed(p, n, m)
		} else if m.Value.HasChildren() {
			w.path = append(append(w.path, '/'), jsonsyntax.EscapePointer(string(m.Name))...)
			w.value(below(), &m.Value)
			w.path = w.path[:length]
		}
	}
	if p.items == nil {
		return
	}
	for i := range n.Items() {
		if item := &n.Items()[i]; item.HasChildren() {
			w.path = strconv.AppendInt(append(w.path, '/'), int64(i), 10)
			w.value(p.items(), item)
			w.path = w.path[:length]
		}
	}
}

// unnamed looks at the member m of the object n, which the schema does not name.
func (w *nameWalk) unnamed(p *place, n *jsonsyntax.Node, m *jsonsyntax.Member) {
	if w.limit > 0 && len(w.found) > w.limit {
		return // the first ones are reported, and these are found in the order of the text
	}
	name := string(m.Name)
	var variants []string
	for known := range p.members {
		if strings.EqualFold(known, name) {
			variants = append(variants, known)
		}
	}
	if len(variants) > 0 {
		w.found = append(w.found, record.Finding{Offset: m.Start, Path: string(w.path) + "/" + jsonsyntax.EscapePointer(name),
			Rule: record.RuleCase, Message: "differs only in case from " + slices.Min(variants)})
	}
	if w.strict && p.closed && m == n.Member(name) {
		w.found = append(w.found, unknown(record.Finding{Path: string(w.path), Rule: record.RuleAdditionalProperties, Schema: p.at}, m))
	}
}
