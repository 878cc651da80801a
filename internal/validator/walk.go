package validator

import (
	"slices"
	"strconv"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A walk goes through a value and the parts of its schema, and asks what is in question.
type walk struct {
	*compiled
	limit int    // findings of one array that are enough; 0 means all
	above string // JSON Pointer to the value that the walk began with
	path  []byte // JSON Pointer from there to the value at hand
	found []record.Finding
}

// part asks of a part of the schema what is in question in the value n; the paths of unsure begin at n.
func (w *walk) part(p *part, n *jsonsyntax.Node, unsure []record.Unsure) {
	here := slices.ContainsFunc(unsure, func(u record.Unsure) bool { return u.Path == "" })
	if p.own != nil && (here || p.own.looks.shows(unsure)) {
		before := len(w.found)
		w.question(p.own, n)
		if len(w.found) > before && w.found[before].Rule == record.RuleType {
			return // of a value of the wrong type nothing else is said
		}
	}
	for _, rule := range p.rules {
		if here || rule.looks.shows(unsure) {
			w.question(rule, n)
		}
	}
	for _, one := range p.all {
		w.part(one, n, unsure)
	}
	if p.fork != nil {
		w.fork(p.fork, n, unsure, here)
	}
	switch all := slices.ContainsFunc(unsure, func(u record.Unsure) bool { return u.Path == "" && u.Whole }); {
	case !n.HasChildren() || p.properties == nil:
	case all && n.Kind == jsonsyntax.Object:
		w.members(p, n)
	case all && p.items != nil:
		w.items(p.items, n)
	default:
		w.below(p, n, unsure)
	}
}

// fork asks of that part of a fork which holds. If a condition on more than which members are there is in question, all is.
func (w *walk) fork(f *forkPart, n *jsonsyntax.Node, unsure []record.Unsure, here bool) {
	holds := f.condition == nil && f.there(n)
	if f.condition != nil {
		if here || f.condition.looks.shows(unsure) {
			unsure = record.Everything
		}
		holds = len(w.answer(f.condition, n)) == 0
	}
	p := f.otherwise
	if holds {
		p = f.then
	}
	if p != nil {
		w.part(p, n, unsure)
	}
}

// question asks one question about the value at hand.
func (w *walk) question(q *question, n *jsonsyntax.Node) {
	wrong := w.answer(q, n)
	if len(wrong) == 0 {
		return
	}
	path := w.above
	if len(w.path) > 0 {
		path += string(w.path)
	}
	for i := range wrong {
		w.found = wrong[i].place(w.found, n, path)
	}
}

// answer returns what a question finds wrong with a value, or recalls it.
func (w *walk) answer(q *question, n *jsonsyntax.Node) []leaf {
	var room [64]byte
	class, ok := q.looks.class(room[:0], n)
	if !ok {
		return w.ask(q.schema, q.looks.of(n), n)
	}
	wrong, known := q.memo.find(class)
	if !known {
		wrong = w.ask(q.schema, q.looks.of(n), n)
		q.memo.add(class, wrong)
	}
	return wrong
}

// members asks all of the members of an object.
func (w *walk) members(p *part, n *jsonsyntax.Node) {
	for i := range n.Members() {
		m := &n.Members()[i]
		if property := p.properties[string(m.Name)]; property != nil && m == n.Member(string(m.Name)) {
			w.at(jsonsyntax.EscapePointer(string(m.Name)), property, &m.Value, record.Everything)
		}
	}
}

// items asks all of the items of an array, until there are enough findings.
func (w *walk) items(item *part, n *jsonsyntax.Node) {
	before := len(w.found)
	for i := range n.Items() {
		w.at(strconv.Itoa(i), item, &n.Items()[i], record.Everything)
		if w.limit > 0 && len(w.found)-before > w.limit {
			return
		}
	}
}

// below asks what is in question in members or items.
func (w *walk) below(p *part, n *jsonsyntax.Node, unsure []record.Unsure) {
	for i, u := range unsure {
		if u.Path == "" {
			continue
		}
		token, _ := next(u)
		var deeper []record.Unsure
		for k, other := range unsure {
			if other.Path == "" {
				continue
			}
			if same, rest := next(other); same == token {
				if k < i {
					deeper = nil // they were asked together
					break
				}
				deeper = append(deeper, rest)
			}
		}
		child, property := n.Child(token), p.items
		if n.Kind == jsonsyntax.Object {
			property = p.properties[jsonsyntax.UnescapePointer(token)]
		}
		if child != nil && property != nil && deeper != nil {
			w.at(token, property, child, deeper)
		}
	}
}

// at does what part does for the member or item of the value at hand that token names.
func (w *walk) at(token string, p *part, n *jsonsyntax.Node, unsure []record.Unsure) {
	length := len(w.path)
	w.path = append(append(w.path, '/'), token...)
	w.part(p, n, unsure)
	w.path = w.path[:length]
}
