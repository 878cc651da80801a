package cases

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// A speller writes one record in JSON in another way.
type speller struct {
	Choices
	how   Spelling
	src   []byte
	out   []byte
	space [3]string // before and after a colon, and around what is in brackets
	line  string    // what a line of a record that is indented begins with, with the end of the one before it
}

// spelled appends a record in JSON as it is spelled. If it is indented, all lines but the first begin as the first does, with margin.
func (s *Source) spelled(dst, text []byte, how Spelling, margin string, c Choices) []byte {
	root := parsed(text)
	p := &speller{Choices: c, how: how, src: text, out: dst}
	spaces := []string{"", " ", "\t", "  "}
	if how&Space != 0 {
		space := c.of(Part(Space))
		p.space = [3]string{one(space, spaces), one(space, spaces), one(space, spaces)}
	}
	if how&Pretty != 0 {
		p.space[1], p.line = " ", lineEnd(how)+margin
	}
	p.value(&s.record, root)
	return p.out
}

// parsed returns the tree of what is JSON.
func parsed(text []byte) *jsonsyntax.Node {
	root, found := jsonsyntax.Parse(text, 1000, 1)
	if len(found) > 0 {
		panic(fmt.Sprintf("cases: a sample is no JSON: %s: %s", text, found[0].Message))
	}
	return root
}

func (p *speller) text(text string) { p.out = append(p.out, text...) }

// value writes a value that is declared as v.
func (p *speller) value(v *declare.Value, n *jsonsyntax.Node) {
	switch {
	case n.Kind == jsonsyntax.Object && v.Kind != declare.Any && !verbatim(v, n):
		p.object(v, n)
	case n.Kind == jsonsyntax.Array && v.Kind == declare.Array:
		p.list("[]", len(n.Items()), func(i int) { p.value(v.Items, &n.Items()[i]) })
	case n.Kind == jsonsyntax.Number && (v.Kind == declare.Integer || v.Kind == declare.Number) && p.how&Values != 0:
		p.text(respelledNumber(string(n.Text), p.of(Part(Values))))
	case n.Kind == jsonsyntax.String && v.Kind != declare.Any:
		text := string(n.Text)
		if p.how&Values != 0 {
			text = respelled(v, text, p.of(Part(Values)))
		}
		p.str(text)
	default:
		p.out = append(p.out, p.src[n.Start:n.End]...)
	}
}

func (p *speller) object(v *declare.Value, n *jsonsyntax.Node) {
	all, members := fields(v, n), n.Members()
	order := p.order(len(members))
	p.list("{}", len(members), func(i int) {
		m := &members[order[i]]
		p.str(string(m.Name))
		p.text(p.space[0] + ":" + p.space[1])
		switch f := fieldOf(all, string(m.Name)); {
		case f != nil:
			p.value(&f.Value, &m.Value)
		case v.Kind == declare.Union && string(m.Name) == v.Tag:
			p.value(&declare.Value{Kind: declare.Text}, &m.Value)
		default:
			p.value(&declare.Value{Kind: declare.Any}, &m.Value)
		}
	})
}

// order returns the numbers below n in some order.
func (p *speller) order(n int) []int {
	if p.how&Order == 0 {
		return sequence(n)
	}
	return shuffled(n, p.of(Part(Order)))
}

func sequence(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}

func shuffled(n int, c Choices) []int {
	order := sequence(n)
	for i := n - 1; i > 0; i-- {
		k := i - c.Pick(i+1)
		order[i], order[k] = order[k], order[i]
	}
	return order
}

// list writes n members or items within brackets.
func (p *speller) list(brackets string, n int, write func(i int)) {
	p.text(brackets[:1])
	outer := p.line
	if p.line != "" && n > 0 {
		p.line += "  "
	}
	for i := range n {
		if i > 0 {
			p.text(p.space[2] + ",")
		}
		p.text(p.line + p.space[2])
		write(i)
	}
	p.line = outer
	if n > 0 {
		p.text(p.line)
	}
	p.text(p.space[2] + brackets[1:])
}

// str writes a string.
func (p *speller) str(text string) {
	every := 0
	if p.how&Escapes != 0 {
		every = one(p.of(Part(Escapes)), []int{0, 1, 3})
	}
	if every == 0 {
		p.text(quoted(text))
		return
	}
	p.text(`"`)
	for i, r := range []rune(text) {
		switch {
		case i%every > 0:
			q := quoted(string(r))
			p.text(q[1 : len(q)-1])
		case r == '/':
			p.text(`\/`)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			p.text(fmt.Sprintf(`\u%04x\u%04X`, high, low))
		default:
			p.text(fmt.Sprintf(`\u%04x`, r))
		}
	}
	p.text(`"`)
}

// quoted returns a string with the escape sequences that it needs.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ':
			b.WriteString(`\u00` + string("0123456789abcdef"[r>>4]) + strconv.FormatInt(int64(r&15), 16))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// lineEnd returns what lines end in.
func lineEnd(how Spelling) string {
	if how&CRLF != 0 {
		return "\r\n"
	}
	return "\n"
}
