package cases

import (
	"slices"
	"strings"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// A broken is a record in JSON that is being broken.
type broken struct {
	Choices
	text  []byte
	spots []spot
	fault Fault
	at    int // of the fault, in text
}

// object returns a record that is to be broken.
func (s *Source) object(text []byte, c Choices) *broken {
	return &broken{Choices: c, text: text, spots: s.spots(parsed(text))}
}

// pick picks one of the spots that will do.
func (b *broken) pick(will func(spot) bool) (spot, bool) {
	var all []spot
	for _, s := range b.spots {
		if will(s) {
			all = append(all, s)
		}
	}
	if len(all) == 0 {
		return spot{}, false
	}
	return one(b.Choices, all), true
}

// member picks a member that is declared and will do.
func (b *broken) member(will func(*jsonsyntax.Member) bool) (spot, *jsonsyntax.Member, bool) {
	declared := func(s spot) (all []*jsonsyntax.Member) {
		for i := range s.Members() {
			if m := &s.Members()[i]; fieldOf(s.fields, string(m.Name)) != nil && will(m) {
				all = append(all, m)
			}
		}
		return all
	}
	at, ok := b.pick(func(s spot) bool { return len(declared(s)) > 0 })
	if !ok {
		return at, nil, false
	}
	return at, one(b.Choices, declared(at)), true
}

// splice puts text between two places. What is wrong is at a place in what then stands there.
func (b *broken) splice(from, to int, text string, at int, path string, rule flowtrail.Rule) bool {
	b.text = slices.Concat(b.text[:from], []byte(text), b.text[to:])
	b.at, b.fault = from+at, Fault{Path: path, Rule: rule}
	return true
}

// replace puts another value in the place of one.
func (b *broken) replace(s spot, text string, rule flowtrail.Rule) bool {
	return b.splice(s.Start, s.End, text, 0, s.path, rule)
}

// add adds a member to an object that has some.
func (b *broken) add(object spot, member string, at int, path string, rule flowtrail.Rule) bool {
	members := object.Members()
	end := members[len(members)-1].Value.End
	return b.splice(end, end, ","+member, 1+at, path, rule)
}

// wrongText replaces a value by a text that is not what is declared.
func (b *broken) wrongText(will func(spot) bool) bool {
	at, ok := b.pick(will)
	if !ok {
		return false
	}
	texts, rule := wrongTexts(at.value)
	return b.replace(at, quoted(one(b.Choices, texts)), rule)
}

// inText puts something into a string. What is wrong is there, or with the whole string.
func (b *broken) inText(text string, rule flowtrail.Rule, there bool) bool {
	at, ok := b.pick(func(s spot) bool { return s.Kind == jsonsyntax.String && !s.value.Stream })
	if !ok {
		return false
	}
	begin := at.Start + 1
	if b.OneIn(2) {
		begin = at.End - 1
	}
	b.splice(begin, begin, text, 0, at.path, rule)
	if !there {
		b.at = at.Start
	}
	return true
}

// missing leaves out a member that must be there. Without its only member an envelope would be none, and lack other ones.
func (b *broken) missing() bool {
	required := func(m *jsonsyntax.Member, s spot) bool {
		f := fieldOf(s.fields, string(m.Name))
		return f != nil && f.Required && !(s.value.Kind == declare.Envelope && len(s.fields) == 1)
	}
	at, ok := b.pick(func(s spot) bool {
		return len(s.Members()) > 1 && slices.ContainsFunc(s.Members(), func(m jsonsyntax.Member) bool { return required(&m, s) })
	})
	if !ok {
		return false
	}
	var all []int
	for i := range at.Members() {
		if required(&at.Members()[i], at) {
			all = append(all, i)
		}
	}
	i, members := one(b.Choices, all), at.Members()
	from, to := members[i].Start, members[i].Value.End
	if i > 0 {
		from = members[i-1].Value.End
	} else {
		to = members[1].Start
	}
	path, rule := at.path+"/"+jsonsyntax.EscapePointer(string(members[i].Name)), flowtrail.RuleRequired
	if fieldOf(at.fields, string(members[i].Name)).Also != "" { // one of two names must be there
		path, rule = at.path, flowtrail.RuleAnyOf
	}
	b.splice(from, to, "", 0, path, rule)
	b.at = at.Start
	return true
}

// truncate cuts the record off, within a string or after a value.
func (b *broken) truncate() bool {
	at, ok := b.pick(func(s spot) bool { return s.path != "" && s.Kind != jsonsyntax.Object && s.Kind != jsonsyntax.Array })
	if !ok {
		return false
	}
	if at.Kind == jsonsyntax.String && b.OneIn(2) {
		b.splice(at.End-1, len(b.text), "", 0, at.path, flowtrail.RuleSyntax)
		b.at = at.Start
		return true
	}
	return b.splice(at.End, len(b.text), "", 0, at.path[:strings.LastIndexByte(at.path, '/')], flowtrail.RuleSyntax)
}

// variant returns a name in other case.
func variant(name string) string {
	if upper := strings.ToUpper(name); upper != name {
		return upper
	}
	return strings.ToLower(name)
}
