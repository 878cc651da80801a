package cases

import (
	"bytes"
	"slices"
	"strings"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// An objectBreaker breaks a record in JSON. It returns false if the record has nothing that can be broken in its way.
type objectBreaker struct {
	kind Kind
	run  func(*broken) bool
}

var objectBreakers = []objectBreaker{
	{WrongType, func(b *broken) bool {
		at, ok := b.pick(func(s spot) bool { return s.path != "" && len(wrongTypes(s.value)) > 0 })
		return ok && b.replace(at, one(b.Choices, wrongTypes(at.value)), typeRule(at.value))
	}},
	{OutOfRange, func(b *broken) bool {
		at, ok := b.pick(func(s spot) bool { return s.value.Kind == declare.Integer })
		if !ok {
			return false
		}
		bad := one(b.Choices, outOfRange(at.value, false))
		if at.value.Notation == declare.AsText || at.Kind == jsonsyntax.String {
			bad.text = quoted(bad.text)
		}
		return b.replace(at, bad.text, bad.rule)
	}},
	{NotInteger, func(b *broken) bool {
		at, ok := b.pick(func(s spot) bool { return s.value.Kind == declare.Integer && s.Kind == jsonsyntax.Number })
		return ok && b.replace(at, one(b.Choices, []string{"1.5", "-0.1", "1e-3", `"x"`}), typeRule(at.value))
	}},
	{OutsideWords, func(b *broken) bool {
		return b.wrongText(func(s spot) bool { return s.value.Kind == declare.Words && !s.value.Stream })
	}},
	{OtherStream, func(b *broken) bool {
		at, ok := b.pick(func(s spot) bool { return s.value.Stream })
		return ok && b.replace(at, one(b.Choices, []string{`"unheard-of"`, `""`, `"NETWORK"`}), flowtrail.RuleOtherStream)
	}},
	{NotInFormat, func(b *broken) bool {
		return b.wrongText(func(s spot) bool {
			return s.value.Kind == declare.Time || s.value.Kind == declare.Address || s.value.Kind == declare.Integer && s.Kind == jsonsyntax.String
		})
	}},
	{Empty, func(b *broken) bool {
		at, ok := b.pick(func(s spot) bool { return s.Kind == jsonsyntax.String && !s.value.Stream && emptyRule(s.value) != "" })
		return ok && b.replace(at, `""`, emptyRule(at.value))
	}},
	{MissingMember, (*broken).missing},
	{DuplicateMember, func(b *broken) bool {
		at, m, ok := b.member(func(*jsonsyntax.Member) bool { return true })
		if !ok {
			return false
		}
		copied := string(b.text[m.Start:m.Value.End])
		return b.add(at, copied, 0, at.path+"/"+jsonsyntax.EscapePointer(string(m.Name)), flowtrail.RuleDuplicate)
	}},
	{CaseVariant, func(b *broken) bool {
		at, m, ok := b.member(func(m *jsonsyntax.Member) bool { return variant(string(m.Name)) != string(m.Name) })
		if !ok {
			return false
		}
		name := variant(string(m.Name))
		return b.add(at, quoted(name)+":"+string(b.text[m.Value.Start:m.Value.End]), 0, at.path+"/"+jsonsyntax.EscapePointer(name), flowtrail.RuleCase)
	}},
	{BadUTF8, func(b *broken) bool {
		return b.inText(one(b.Choices, []string{"\xff", "\xc3", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80"}), flowtrail.RuleUTF8, false)
	}},
	{HalfCharacter, func(b *broken) bool {
		return b.inText(one(b.Choices, []string{`\ud83c`, `\udfe0`, `\ud83c\ud83c`}), flowtrail.RuleSurrogate, true)
	}},
	{ControlByte, func(b *broken) bool {
		return b.inText(one(b.Choices, []string{"\x00", "\x1b", "\t", "\x1f"}), flowtrail.RuleSyntax, true)
	}},
	{BadEscape, func(b *broken) bool {
		return b.inText(one(b.Choices, []string{`\x41`, `\'`, `\u12G4`, `\0`}), flowtrail.RuleSyntax, true)
	}},
	{NotANumber, func(b *broken) bool {
		at, ok := b.pick(func(s spot) bool { return isNumber(s.value) })
		return ok && b.replace(at, one(b.Choices, []string{"010", "+1", "1.", ".5", "NaN", "0x1F", "1_000", "-", "1e", "Infinity"}), flowtrail.RuleSyntax)
	}},
	{HostileNumber, func(b *broken) bool {
		at, ok := b.pick(func(s spot) bool { return isNumber(s.value) })
		return ok && b.replace(at, one(b.Choices, []string{"1e1000001", "1e-1000001", strings.Repeat("9", 65), "0." + strings.Repeat("0", 70) + "1", "1E99999999999999999999"}), flowtrail.RuleNumber)
	}},
	{DeepNesting, func(b *broken) bool {
		const levels = 70
		nested := `"nested":` + strings.Repeat("[", levels) + strings.Repeat("]", levels)
		return b.add(b.spots[0], nested, len(`"nested":`)+maxDepth-1, "/nested"+strings.Repeat("/0", maxDepth-1), flowtrail.RuleDepth)
	}},
	{Oversized, func(b *broken) bool {
		b.add(b.spots[0], `"padding":"`+strings.Repeat("x", maxSize)+`"`, 0, "", flowtrail.RuleRecordSize)
		b.at = 0
		return true
	}},
	{TrailingComma, func(b *broken) bool {
		at, ok := b.pick(func(s spot) bool { return s.HasChildren() && s.Kind == jsonsyntax.Object })
		return ok && b.splice(at.End-1, at.End-1, ",", 1, at.path, flowtrail.RuleSyntax)
	}},
	{MissingComma, func(b *broken) bool {
		at, ok := b.pick(func(s spot) bool { return len(s.Members()) > 1 })
		if !ok {
			return false
		}
		i := b.Pick(len(at.Members()) - 1)
		end, next := at.Members()[i].Value.End, at.Members()[i+1].Start
		comma := end + bytes.IndexByte(b.text[end:next], ',')
		return b.splice(comma, comma+1, " ", next-comma, at.path, flowtrail.RuleSyntax)
	}},
	{Comment, func(b *broken) bool {
		at, ok := b.pick(func(s spot) bool { return s.HasChildren() && s.Kind == jsonsyntax.Object })
		return ok && b.splice(at.Start+1, at.Start+1, one(b.Choices, []string{"/* */", "// ", "# ", "\x00"}), 0, at.path, flowtrail.RuleSyntax)
	}},
	{SingleQuotes, func(b *broken) bool {
		at, ok := b.pick(func(s spot) bool { return s.Kind == jsonsyntax.String })
		return ok && b.replace(at, "'"+strings.Trim(quoted(string(at.Text)), `"`)+"'", flowtrail.RuleSyntax)
	}},
	{Truncated, (*broken).truncate},
	{NotAnObject, func(b *broken) bool {
		return b.replace(b.spots[0], one(b.Choices, []string{`7`, `null`, `"x"`, `true`, `-0.5`}), flowtrail.RuleType)
	}},
	{NotJSON, func(b *broken) bool {
		return b.replace(b.spots[0], one(b.Choices, []string{"nonsense", "<event/>", "a,b,c", "'", "event_type=network"}), flowtrail.RuleSyntax)
	}},
}

// The limits that readers have unless they are told otherwise.
const (
	maxDepth = 64
	maxSize  = 1 << 20
)

// breakObject breaks a record in JSON in the way of a kind, or in that of the first kind after it that can be.
func (s *Source) breakObject(text []byte, kind Kind, c Choices) ([]byte, Fault, int) {
	b := s.object(text, c)
	first := slices.IndexFunc(objectBreakers, func(one objectBreaker) bool { return one.kind == kind })
	for i := range objectBreakers {
		one := objectBreakers[(first+i)%len(objectBreakers)]
		if (i == 0 || !slices.Contains(onLines, one.kind)) && one.run(b) {
			b.fault.Kind = one.kind
			return b.text, b.fault, b.at
		}
	}
	panic("cases: a record cannot be broken in any way")
}
