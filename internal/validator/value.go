package validator

import (
	"slices"
	"strings"

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
	before := len(found)
	found = v.check(found, func(c *compiled) []record.Finding {
		var room [128]byte
		key := c.appendPath(room[:0], path)
		said, known := c.values.find(key)
		if !known {
			said = c.saying(path)
			c.values.add(key, said)
		}
		w := walk{compiled: c, above: path, limit: findings, found: found}
		if ok = said.all; ok {
			for _, p := range said.parts {
				w.part(p, n, record.Everything)
			}
		}
		return w.found
	})
	return found, ok || len(found) > before
}

// saying returns what the schema says of the value at path, and whether it can be asked alone.
func (c *compiled) saying(path string) (said saying) {
	said.all = c.root.about(record.Unsure{Path: path, Whole: true}, func(p *part, _ record.Unsure) bool {
		said.parts = append(said.parts, p)
		return true
	})
	return said
}

// about calls visit with each part of p that is about the value at u.Path, and with u as seen from there. It returns false if visit does, if
// a question about a value around that one shows u, or if a fork decides what is said of it.
func (p *part) about(u record.Unsure, visit func(*part, record.Unsure) bool) bool {
	if u.Path == "" {
		return visit(p, u)
	}
	if slices.ContainsFunc(p.questions(), func(q *question) bool { return q.looks.showsOne(u) }) {
		return false
	}
	for _, one := range p.all {
		if !one.about(u, visit) {
			return false
		}
	}
	token, below := next(u)
	name := jsonsyntax.UnescapePointer(token)
	if p.fork != nil && !p.fork.about(name, u, visit) {
		return false
	}
	child := p.properties[name]
	if p.items != nil && isIndex(token) {
		if child != nil {
			return false
		}
		child = p.items
	}
	return child == nil || child.about(below, visit)
}

// about does what the part's does. The value at u.Path is in the member with a name, which is there.
func (f *forkPart) about(name string, u record.Unsure, visit func(*part, record.Unsure) bool) bool {
	if slices.Contains(f.names, name) {
		return f.then == nil || f.then.about(u, visit)
	}
	if f.condition != nil && f.condition.looks.showsOne(u) {
		return false
	}
	for _, branch := range f.branches() {
		if !branch.about(u, func(*part, record.Unsure) bool { return false }) {
			return false
		}
	}
	return true
}

// appendPath appends a JSON Pointer with one index for all, unless that might be the name of a member.
func (c *compiled) appendPath(key []byte, path string) []byte {
	for i := 0; i < len(path); i++ {
		key = append(key, path[i])
		if path[i] == '/' && i+1 < len(path) && path[i+1] <= '9' && !c.numbered {
			if token, _, _ := strings.Cut(path[i+1:], "/"); isIndex(token) {
				key = append(key, '0')
				i += len(token)
			}
		}
	}
	return key
}

// isIndex reports whether a reference token may be the index of an item.
func isIndex(token string) bool {
	return token != "" && strings.Trim(token, "0123456789") == ""
}
