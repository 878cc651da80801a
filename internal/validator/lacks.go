package validator

import (
	"slices"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// ValidateLacks appends what is wrong with an object because of the members that it lacks, as u says, to found, if that does not depend on
// more than which members are there. Otherwise it returns false.
func (v *Validator) ValidateLacks(found []record.Finding, u record.Unsure) (_ []record.Finding, ok bool) {
	before := len(found)
	found = v.check(found, func(c *compiled) []record.Finding {
		var room [128]byte
		key := append(append(append(room[:0], u.Path...), '\n'), u.Lacks...)
		wrong, known := c.lacking.find(key)
		if !known {
			wrong = c.lacks(u)
			c.lacking.add(key, wrong)
		}
		for _, f := range wrong {
			f.Offset += u.At
			found = append(found, f)
		}
		return found
	})
	return found, len(found) > before
}

// lacks returns the findings of an object that begins at 0; none if the questions to ask look at more than which members are there.
func (c *compiled) lacks(u record.Unsure) []record.Finding {
	var questions []*question
	ok := c.root.about(u.Path, u, func(p *part, u record.Unsure) (ok bool) {
		questions, ok = p.requiring(questions, u)
		return ok
	})
	if !ok {
		return nil
	}
	w := walk{compiled: c, above: u.Path}
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

// requiring appends the questions of p to which it matters what an object lacks. It returns false if one of them asks for more than certain
// members, or if what else is said depends on it.
func (p *part) requiring(questions []*question, u record.Unsure) (_ []*question, ok bool) {
	asked := p.rules
	if p.own != nil {
		asked = append(slices.Clip(asked), p.own)
	}
	for _, q := range asked {
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

// ignores reports whether nothing depends on what an object lacks.
func (f *forkPart) ignores(u record.Unsure) bool {
	named := func(name string) bool { return slices.Contains(f.names, name) }
	if slices.ContainsFunc(tokens(u.Lacks), named) || f.condition != nil && f.condition.looks.showsOne(u) {
		return false
	}
	for _, branch := range [...]*part{f.then, f.otherwise} {
		if branch != nil {
			if asked, ok := branch.requiring(nil, u); !ok || len(asked) > 0 {
				return false
			}
		}
	}
	return true
}

// onlyRequires reports whether a question looks at nothing in an object but whether the members are there that it requires.
func (q *question) onlyRequires() bool {
	v := q.looks
	if v.whole || v.all || v.opaque {
		return false
	}
	for name, below := range v.members {
		if !slices.Contains(q.schema.Required, name) || below.whole || below.all || below.own || below.opaque || len(below.members) > 0 {
			return false
		}
	}
	return true
}
