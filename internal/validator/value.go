package validator

import (
	"slices"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A saying is what a schema says of the value at a path.
type saying struct {
	parts []*part
	all   bool // these say all that depends on the value
}

// ValidateValue appends what is wrong with the value n, which is at path in a larger one, to found, if all that the schema says of it can
// be asked without what is around it. Otherwise it returns false. All of the value is in question but the names in it, and after so many
// findings in one array no further item of that is checked.
func (v *Validator) ValidateValue(found []record.Finding, path string, n *jsonsyntax.Node, findings int) (_ []record.Finding, ok bool) {
	wrong := v.check(func(c *compiled) []record.Finding {
		w := walk{compiled: c, path: []byte(path), limit: findings}
		said, known := c.values.find(w.path)
		if !known {
			said.parts, said.all = c.root.partsOf(nil, path)
			c.values.add(w.path, said)
		}
		if ok = said.all; ok {
			for _, p := range said.parts {
				w.part(p, n, record.Everything)
			}
		}
		return w.found
	})
	return append(found, wrong...), ok || len(wrong) > 0
}

// partsOf appends the parts of p that speak of the value at path. It returns false if that value also matters to what is said of a value
// around it, or if what is said of it depends on another one.
func (p *part) partsOf(parts []*part, path string) ([]*part, bool) {
	if path == "" {
		return append(parts, p), true
	}
	value := record.Unsure{Path: path, Whole: true}
	shown := func(q *question) bool { return q.looks.showsOne(value) }
	if p.own != nil && shown(p.own) || slices.ContainsFunc(p.rules, shown) {
		return parts, false
	}
	ok := true
	for i := 0; ok && i < len(p.all); i++ {
		parts, ok = p.all[i].partsOf(parts, path)
	}
	if f := p.fork; ok && f != nil {
		ok = f.condition == nil || !shown(f.condition)
		for _, branch := range [...]*part{f.then, f.otherwise} {
			if branch != nil && ok {
				said, sure := branch.partsOf(nil, path)
				ok = sure && len(said) == 0
			}
		}
	}
	token, below := next(value)
	if property := p.properties[jsonsyntax.UnescapePointer(token)]; ok && property != nil {
		return property.partsOf(parts, below.Path)
	}
	return parts, ok
}
