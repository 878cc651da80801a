package cases

import (
	"slices"
	"strings"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// A cellBreaker breaks a row. It returns false if the row has nothing that can be broken in its way.
type cellBreaker struct {
	kind Kind
	run  func(*brokenRow) bool
}

// A brokenRow is a row that is being broken.
type brokenRow struct {
	Choices
	columns []declare.Field // of the cells
	cells   []string        // as they are written
	fault   Fault
	cell    int // of the fault
	at      int // in the cell
}

var cellBreakers = []cellBreaker{
	{OutOfRange, func(b *brokenRow) bool {
		i, ok := b.pick(func(v *declare.Value, _ string) bool { return v.Kind == declare.Integer })
		if !ok {
			return false
		}
		bad := one(b.Choices, outOfRange(&b.columns[i].Value, true))
		return b.replace(i, bad.text, bad.rule)
	}},
	{OutsideWords, func(b *brokenRow) bool { return b.wrongText(declare.Words) }},
	{NotInFormat, func(b *brokenRow) bool {
		return b.wrongText(declare.Time, declare.Address, declare.Addresses, declare.Percent)
	}},
	{NotANumber, func(b *brokenRow) bool { return b.wrongText(declare.Integer) }},
	{Empty, func(b *brokenRow) bool {
		i, ok := b.pick(func(v *declare.Value, text string) bool { return emptyRule(v) != "" })
		return ok && b.replace(i, "", emptyRule(&b.columns[i].Value))
	}},
	{BadUTF8, func(b *brokenRow) bool {
		i, ok := b.pick(func(*declare.Value, string) bool { return true })
		return ok && b.replace(i, one(b.Choices, []string{"\xff", "caf\xe9", "\xc3", "\xed\xa0\x80"}), flowtrail.RuleUTF8)
	}},
	{NUL, func(b *brokenRow) bool {
		i, ok := b.pick(func(v *declare.Value, text string) bool { return v.Kind != declare.Text })
		if !ok {
			return false
		}
		_, rule := wrongTexts(&b.columns[i].Value)
		return b.replace(i, "\x00", rule)
	}},
	{SurplusCell, func(b *brokenRow) bool {
		b.cells = append(b.cells, one(b.Choices, []string{"x", "", `"x"`}))
		return b.found(len(b.cells)-1, 0, "", flowtrail.RuleCells)
	}},
	{MissingCell, func(b *brokenRow) bool {
		last := len(b.cells) - 1
		if last == 1 && b.cells[0] == "" {
			return false // an empty line would be left, which is no row
		}
		b.cells = b.cells[:last]
		return b.found(0, 0, "", flowtrail.RuleCells)
	}},
	{BareQuote, func(b *brokenRow) bool {
		i, ok := b.pick(func(_ *declare.Value, text string) bool { return text != "" && text[0] != '"' })
		if !ok || b.severalLines() {
			return false
		}
		at := 1 + b.Pick(len(b.cells[i]))
		b.cells[i] = b.cells[i][:at] + `"` + b.cells[i][at:]
		return b.found(i, at, b.path(i), flowtrail.RuleSyntax)
	}},
	{AfterQuote, func(b *brokenRow) bool {
		if b.severalLines() {
			return false
		}
		i := b.Pick(len(b.cells))
		if b.cells[i] == "" || b.cells[i][0] != '"' {
			b.cells[i] = `"` + b.cells[i] + `"`
		}
		b.cells[i] += one(b.Choices, []string{"x", " ", ` "`, "\x00"})
		return b.found(i, strings.LastIndexByte(strings.TrimSuffix(b.cells[i], ` "`), '"')+1, b.path(i), flowtrail.RuleSyntax)
	}},
	{OpenQuote, func(b *brokenRow) bool {
		if b.severalLines() {
			return false
		}
		last := len(b.cells) - 1
		b.cells[last] = `"` + strings.NewReplacer(`"`, "", "\n", " ").Replace(b.cells[last])
		return b.found(last, 0, b.path(last), flowtrail.RuleSyntax)
	}},
	{SwappedColumns, (*brokenRow).swap},
	{Oversized, func(b *brokenRow) bool {
		i, ok := b.pick(func(v *declare.Value, _ string) bool { return v.Kind == declare.Text })
		if !ok || b.severalLines() {
			return false
		}
		b.cells[i] = strings.Repeat("x", maxSize+1)
		return b.found(0, 0, "", flowtrail.RuleRecordSize)
	}},
}

// breakRow breaks a row in the way of a kind, or in that of the first kind after it that can be. It returns the row and the place of
// the fault in it.
func (s *Source) breakRow(cells []string, order []int, kind Kind, c Choices) (string, Fault, int) {
	b := s.row(cells, order, c)
	first := slices.IndexFunc(cellBreakers, func(one cellBreaker) bool { return one.kind == kind })
	for i := range cellBreakers {
		one := cellBreakers[(first+i)%len(cellBreakers)]
		if (i == 0 || one.kind != OpenQuote) && one.run(b) {
			b.fault.Kind = one.kind
			break
		}
	}
	at := b.at
	for _, cell := range b.cells[:b.cell] {
		at += len(cell) + len(",")
	}
	return strings.Join(b.cells, ","), b.fault, at
}

func (s *Source) row(cells []string, order []int, c Choices) *brokenRow {
	b := &brokenRow{Choices: c, cells: cells}
	for _, k := range order {
		b.columns = append(b.columns, s.record.Fields[k])
	}
	return b
}

// pick picks one of the cells that will do.
func (b *brokenRow) pick(will func(v *declare.Value, text string) bool) (int, bool) {
	var all []int
	for i := range b.columns {
		if will(&b.columns[i].Value, b.cells[i]) {
			all = append(all, i)
		}
	}
	if len(all) == 0 {
		return 0, false
	}
	return one(b.Choices, all), true
}

func (b *brokenRow) path(i int) string { return "/" + jsonsyntax.EscapePointer(b.columns[i].Name) }

// severalLines reports whether a cell has a newline. A row that cannot be split into cells ends with its first line, for all that a
// reader can tell.
func (b *brokenRow) severalLines() bool { return strings.Contains(strings.Join(b.cells, ""), "\n") }

func (b *brokenRow) found(cell, at int, path string, rule flowtrail.Rule) bool {
	b.cell, b.at, b.fault = cell, at, Fault{Path: path, Rule: rule}
	return true
}

// replace puts another text in the place of a cell.
func (b *brokenRow) replace(i int, text string, rule flowtrail.Rule) bool {
	b.cells[i] = cellText(text, b.OneIn(4))
	return b.found(i, 0, b.path(i), rule)
}

// wrongText replaces a cell of one of some kinds by a text that is not what is declared.
func (b *brokenRow) wrongText(kinds ...declare.Kind) bool {
	i, ok := b.pick(func(v *declare.Value, _ string) bool { return slices.Contains(kinds, v.Kind) })
	if !ok {
		return false
	}
	texts, rule := wrongTexts(&b.columns[i].Value)
	return b.replace(i, one(b.Choices, texts), rule)
}

// swap swaps two cells of kinds of which none is the other.
func (b *brokenRow) swap() bool {
	typed := func(v *declare.Value, text string) bool {
		return v.Kind != declare.Text && v.Kind != declare.Addresses && strings.Trim(text, `"`) != ""
	}
	i, ok := b.pick(typed)
	if !ok {
		return false
	}
	k, ok := b.pick(func(v *declare.Value, text string) bool { return typed(v, text) && v.Kind != b.columns[i].Value.Kind })
	if !ok {
		return false
	}
	b.cells[i], b.cells[k] = b.cells[k], b.cells[i]
	first := min(i, k)
	_, rule := wrongTexts(&b.columns[first].Value)
	return b.found(first, 0, b.path(first), rule)
}
