package validator

import (
	"slices"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// ValidateLacks appends what is wrong with an object because of the members that it lacks, as u says, to found, if that depends on nothing
// but which members are there. Otherwise it returns found as it was, and false.
func (v *Validator) ValidateLacks(found []record.Finding, u record.Unsure) (_ []record.Finding, ok bool) {
	before := len(found)
	found = v.check(found, func(c *compiled) []record.Finding {
		var room [128]byte
		key := append(append(c.appendPath(room[:0], u.Path), '\n'), u.Lacks...)
		wrong, known := c.lacking.find(key)
		if !known {
			wrong = c.lacks(u)
			c.lacking.add(key, wrong)
		}
		for _, f := range wrong {
			f.Offset, f.Path = f.Offset+u.At, u.Path+f.Path
			found = append(found, f)
		}
		return found
	})
	return found, len(found) > before
}

// lacks returns the findings of an object, with offsets and paths from the object; none if it cannot be asked about alone.
func (c *compiled) lacks(u record.Unsure) []record.Finding {
	var questions []*question
	ok := c.root.about(u, func(p *part, u record.Unsure) (ok bool) {
		questions, ok = p.requiring(questions, u)
		return ok
	})
	if !ok {
		return nil
	}
	w := walk{compiled: c}
	for _, q := range questions {
		var there []jsonsyntax.Member
		for _, name := range q.schema.Required {
			if !slices.Contains(tokens(u.Lacks), name) {
				there = append(there, jsonsyntax.Member{Name: []byte(name)})
			}
		}
		w.question(q, jsonsyntax.NewObject(there))
	}
	return w.found
}

// requiring appends the questions of p that look at the members that u lacks. It returns false if one of them looks at anything else, or if a
// fork depends on them.
func (p *part) requiring(questions []*question, u record.Unsure) (_ []*question, ok bool) {
	for _, q := range p.questions() {
		if q.looks.showsOne(u) {
			if !q.onlyRequires() {
				return nil, false
			}
			questions = append(questions, q)
		}
	}
	for _, one := range p.all {
		if questions, ok = one.requiring(questions, u); !ok {
			return nil, false
		}
	}
	return questions, p.fork == nil || p.fork.ignores(u)
}

// ignores reports whether nothing that the fork says depends on the members that u lacks.
func (f *forkPart) ignores(u record.Unsure) bool {
	named := func(name string) bool { return slices.Contains(f.names, name) }
	if slices.ContainsFunc(tokens(u.Lacks), named) || f.condition != nil && f.condition.looks.showsOne(u) {
		return false
	}
	for _, branch := range f.branches() {
		if asked, ok := branch.requiring(nil, u); !ok || len(asked) > 0 {
			return false
		}
	}
	return true
}

// onlyRequires reports whether a question looks at nothing in an object but whether the members are there that it requires.
func (q *question) onlyRequires() bool {
	if q.looks.whole || q.looks.all || q.looks.opaque {
		return false
	}
	for name, below := range q.looks.members {
		if !below.onlyThere() || !slices.Contains(q.schema.Required, name) {
			return false
		}
	}
	return true
}
