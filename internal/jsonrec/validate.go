package jsonrec

import (
	"strconv"
	"strings"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// judge finds all that is wrong with the record in text, which begins at offset base of the data.
func (p *Parser[T]) judge(text []byte, base int) {
	p.findings = p.findings[:0]
	if len(text) > p.limits.Size {
		p.findings = append(p.findings, record.TooLarge(base, p.limits))
		return
	}
	root, problems := p.tree.Parse(text, p.limits.Depth, p.limits.Findings)
	uncomputable := map[string]bool{}
	fatal := false
	for _, problem := range problems {
		p.findings = append(p.findings, record.Finding{
			Offset: problem.Offset, Path: problem.Path, Rule: problem.Rule, Message: problem.Message})
		uncomputable[problem.Path] = problem.Rule == record.RuleNumber
		fatal = fatal || problem.Fatal
	}
	if !fatal {
		p.variants(root, p.format.validator.Names(), "")
		for _, v := range p.violations(root) {
			if !uncomputable[v.Path] {
				p.findings = append(p.findings, place(root, text, v))
			}
		}
		if len(p.findings) == 0 && !p.decoder.Representable() {
			p.findings = append(p.findings, record.Finding{Rule: record.RuleValue, Message: "a value of the record cannot be represented"})
		}
	}
	record.Sort(p.findings)
	for i := range p.findings {
		p.findings[i].Offset += base
	}
	p.findings = record.Limit(p.findings, p.limits.Findings)
}

// place turns a violation into a finding, at the value or, where that is missing, at the object that lacks it.
func place(root *jsonsyntax.Node, text []byte, v validator.Violation) record.Finding {
	node, there := root.Find(v.Path)
	f := record.Finding{Offset: node.Start, Path: v.Path, Rule: v.Rule, Schema: v.Schema, Message: v.Message}
	if there {
		if node.Kind == jsonsyntax.String {
			f.Value = validator.Quote(node.Text)
		} else {
			f.Value = validator.Shorten(string(text[node.Start:node.End]))
		}
	}
	return f
}

// variants finds members whose names differ only in case from members that the schema names.
func (p *Parser[T]) variants(n *jsonsyntax.Node, names validator.Names, path string) {
	for i := range n.Members {
		m := &n.Members[i]
		if known, ok := names.Variant(m.Name); ok {
			at := path + "/" + jsonsyntax.EscapePointer(m.Name)
			p.findings = append(p.findings, record.Finding{Offset: m.Start, Path: at, Rule: record.RuleCase,
				Message: "differs only in case from " + known})
		}
		if !m.Value.HasChildren() {
			continue
		}
		if below, ok := names.Member(m.Name); ok {
			p.variants(&m.Value, below, path+"/"+jsonsyntax.EscapePointer(m.Name))
		}
	}
	if below, ok := names.Items(); ok {
		for i := range n.Items {
			p.variants(&n.Items[i], below, path+"/"+strconv.Itoa(i))
		}
	}
}

// doubtful returns how much of the value at path is in doubt.
func (p *Parser[T]) doubtful(path string) record.Doubt {
	if p.next < 0 {
		return record.Wholly
	}
	doubt := record.Nothing
	for _, u := range p.decoder.Unsure() {
		switch {
		case u.Whole && (u.Path == path || u.Path == ""):
			return record.Wholly
		case u.Path == path || strings.HasPrefix(u.Path, path+"/"):
			doubt = record.Partly
		}
	}
	return doubt
}
