package cases

import (
	"math/big"
	"strconv"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/declare"
)

// wrongTypes returns values of other types than what is declared.
func wrongTypes(v *declare.Value) []string {
	var all []string
	switch {
	case isText(v):
		all = []string{`7`, `true`, `[]`, `{}`, `-0.5`, `["x"]`}
	case v.Kind == declare.Integer, v.Kind == declare.Number:
		all = []string{`true`, `[]`, `{}`, `"x"`, `[7]`, `"1e3"`}
	case v.Kind == declare.Boolean:
		all = []string{`"true"`, `1`, `0`, `[]`, `{}`}
	case v.Kind == declare.Object:
		all = []string{`7`, `"x"`, `[]`, `false`, `[{}]`}
	case v.Kind == declare.Array:
		all = []string{`{}`, `7`, `"x"`, `true`}
	default:
		return nil
	}
	if !v.Null {
		all = append(all, `null`)
	}
	return all
}

// typeRule returns the rule that a value of a wrong type breaks.
func typeRule(v *declare.Value) flowtrail.Rule {
	if v.Kind == declare.Integer && v.Notation == declare.Either {
		return flowtrail.RuleAnyOf
	}
	return flowtrail.RuleType
}

// outOfRange returns the integers next to the least and the largest, and others that are far away, with the rules that they break.
func outOfRange(v *declare.Value, cell bool) (all []wrong) {
	below, above := flowtrail.RuleMinimum, flowtrail.RuleMaximum
	switch {
	case cell || v.Notation == declare.AsText:
		below, above = flowtrail.RulePattern, flowtrail.RulePattern
	case v.Notation == declare.Either:
		below, above = flowtrail.RuleAnyOf, flowtrail.RuleAnyOf
	}
	next := new(big.Int).Add(big.NewInt(v.Max), big.NewInt(1))
	all = append(all, wrong{next.String(), above})
	if v.Max < 1<<32 {
		all = append(all, wrong{"4294967296", above})
	}
	before := new(big.Int).Sub(big.NewInt(v.Min), big.NewInt(1))
	return append(all, wrong{before.String(), below}, wrong{"18446744073709551616", above}, wrong{"-18446744073709551616", below})
}

// A wrong text, and the rule that it breaks.
type wrong struct {
	text string
	rule flowtrail.Rule
}

// wrongTexts returns texts that are not what is declared.
func wrongTexts(v *declare.Value) (texts []string, rule flowtrail.Rule) {
	switch rule = flowtrail.RuleFormat; v.Kind {
	case declare.Words:
		if rule = flowtrail.RuleEnum; len(v.Words) == 1 {
			rule = flowtrail.RuleConst
		}
		first := v.Words[0]
		return []string{"unheard-of", first + " ", first + "s", " " + first, first[:len(first)-1] + "_"}, rule
	case declare.Time:
		return []string{"yesterday", "2025-02-30T10:00:00Z", "2025-07-25 18:19:41", "2025-13-01T00:00:00Z", "25/07/2025 18:19", "1753467581",
			"2025-07-25T24:00:00Z", "2025-07-25T18:60:00Z", "2025-07-25T18:19:41", "2025-07-25T18:19:41,5Z", "0001-01-01T00:00:00Z"}, rule
	case declare.Address:
		return []string{"localhost", "1.2.3", "1.2.3.256", "+1.2.3.4", "01.2.3.4", "1.2.3.4:80", "1.2.3.0/24", "2001:db8:::1", "fe80::1%eth0", "[::1]"}, rule
	case declare.Addresses:
		return []string{"localhost", "1.2.3.4;1.2.3.5", "1.2.3.4,", "1.2.3.256", ",1.2.3.4"}, rule
	case declare.Percent:
		return []string{"100.01", "33.333", "5", "-1.00", "007.00", "50%", "1e1"}, flowtrail.RulePattern
	case declare.Integer: // as text
		if rule = flowtrail.RulePattern; v.Notation == declare.Either {
			rule = flowtrail.RuleAnyOf
		}
		max := strconv.FormatInt(v.Max, 10)
		return []string{"x", "0x1F", "+1", "007", "1.0", "1e3", " 1", "-0", max + "0", "1,000", "1_000", "١"}, rule
	}
	return nil, ""
}

// emptyRule returns the rule that an empty text breaks, or nothing if it may be empty.
func emptyRule(v *declare.Value) flowtrail.Rule {
	if v.Empty {
		return ""
	}
	if v.Kind == declare.Text {
		return flowtrail.RuleMinLength
	}
	if v.Kind == declare.Addresses {
		return flowtrail.RuleMinLength
	}
	_, rule := wrongTexts(v)
	return rule
}
