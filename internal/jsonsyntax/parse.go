package jsonsyntax

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/flowtrail/flowtrail/internal/record"
)

// Parse reads the value that text holds, with nothing but white space around it. The findings, of what no schema can
// forbid, come in the order of the text, about as many as maxFindings at the most. If there is no value, because the text
// is not JSON or nested deeper than maxDepth levels, the last finding says so and the node is nil.
func Parse(text []byte, maxDepth, maxFindings int) (*Node, []record.Finding) {
	return new(Parser).Parse(text, maxDepth, maxFindings)
}

// A Parser parses one text after the other in the same memory.
type Parser struct {
	root       Node
	used, free []*children
	findings   []record.Finding
	path       []step
	short      bool
}

// A step is a part of a path: the name of a member, or the index of an item if there is no name.
type step struct {
	name  []byte
	index int
}

// Parse does what the function Parse does. What it returns lies in the memory of text and of the Parser: it is valid
// until the text changes or the next call.
func (m *Parser) Parse(text []byte, maxDepth, maxFindings int) (*Node, []record.Finding) {
	m.reclaim()
	m.root = Node{}
	p := parser{memory: m, text: text, maxDepth: maxDepth, maxFindings: maxFindings, findings: m.findings[:0], path: m.path[:0]}
	p.space()
	ok := p.value(&m.root)
	if p.space(); ok && p.pos < len(text) {
		ok = p.unexpected("the end of the record")
	}
	m.short, m.findings, m.path = p.short, p.findings, p.path
	if !ok {
		return nil, p.findings
	}
	return &m.root, p.findings
}

// CutShort reports whether the last text has no value only because it ended too early.
func (m *Parser) CutShort() bool { return m.short }

// What is kept for the next text is bounded.
const (
	maxKept  = 1024 // objects and arrays
	maxWidth = 64   // members or items in one of them
)

// reclaim makes what the last text used free, unless it is large.
func (m *Parser) reclaim() {
	for _, c := range m.used {
		if len(m.free) < maxKept && cap(c.members) <= maxWidth && cap(c.items) <= maxWidth {
			clear(c.members) // they may refer to what is large
			clear(c.items)
			*c = children{members: c.members[:0], items: c.items[:0]}
			m.free = append(m.free, c)
		}
	}
	clear(m.used)
	if m.used = m.used[:0]; cap(m.used) > maxKept {
		m.used = nil
	}
}

// room returns room for what an object or array holds.
func (m *Parser) room() *children {
	var c *children
	if last := len(m.free) - 1; last >= 0 {
		c, m.free[last] = m.free[last], nil
		m.free = m.free[:last]
	} else {
		c = new(children)
	}
	m.used = append(m.used, c)
	return c
}

func (p *parser) space() {
	for p.pos < len(p.text) && IsSpace(p.text[p.pos]) {
		p.pos++
	}
}

// next reports whether c stands at the current place, and moves after it if so.
func (p *parser) next(c byte) bool {
	if p.pos < len(p.text) && p.text[p.pos] == c {
		p.pos++
		return true
	}
	return false
}

func (p *parser) value(n *Node) bool {
	n.Start = p.pos
	ok := p.token(n)
	n.End = p.pos
	return ok
}

// words are the values that are written as a word.
var words = []struct {
	kind Kind
	word []byte
}{{Null, []byte("null")}, {Bool, []byte("true")}, {Bool, []byte("false")}}

func (p *parser) token(n *Node) bool {
	if p.pos >= len(p.text) {
		return p.unexpected("a value")
	}
	switch c := p.text[p.pos]; {
	case c == '{':
		return p.object(n)
	case c == '[':
		return p.array(n)
	case c == '"':
		n.Kind = String
		return p.str(&n.Text)
	case c == '-' || c-'0' <= 9:
		return p.number(n)
	}
	for _, w := range words {
		if bytes.HasPrefix(p.text[p.pos:], w.word) {
			n.Kind, n.Text = w.kind, w.word
			p.pos += len(w.word)
			return true
		}
	}
	return p.unexpected("a value")
}

func (p *parser) number(n *Node) bool {
	size := NumberLen(p.text[p.pos:])
	if size == 0 || p.pos+size < len(p.text) && strings.IndexByte(" \t\r\n,]}", p.text[p.pos+size]) < 0 {
		return p.fatal(p.pos, "", "this is not a JSON number")
	}
	n.Kind, n.Text = Number, p.text[p.pos:p.pos+size]
	if !Computable(n.Text) {
		p.report(p.pos, record.RuleNumber, fmt.Sprintf("the number is longer than %d bytes or its exponent beyond %d", maxNumber, maxExponent))
	}
	p.pos += size
	return true
}

// nest reports whether one more level is allowed.
func (p *parser) nest() bool {
	if p.depth++; p.depth > p.maxDepth {
		deepest := "1 level"
		if p.maxDepth > 1 {
			deepest = fmt.Sprintf("%d levels", p.maxDepth)
		}
		p.findings = append(p.findings, record.Finding{Offset: p.pos, Path: p.pointer(), Rule: record.RuleDepth,
			Message: "objects and arrays are nested deeper than " + deepest})
		return false
	}
	p.pos++
	return true
}

func (p *parser) array(n *Node) bool {
	n.Kind = Array
	start := p.pos
	if !p.nest() {
		return false
	}
	p.path = append(p.path, step{})
	for p.space(); !p.next(']'); p.space() {
		if n.children == nil {
			n.children = p.memory.room()
		} else {
			if !p.next(',') {
				return p.outside("a comma or the end of the array")
			}
			p.space()
		}
		c := n.children
		last := len(c.items)
		if last == cap(c.items) {
			c.items = slices.Grow(c.items, last) // append grows large slices by less, and copies more
		}
		c.items = append(c.items, Node{})
		p.path[len(p.path)-1].index = last
		if !p.value(&c.items[last]) {
			return false
		}
	}
	p.leave(n, start)
	return true
}

func (p *parser) object(n *Node) bool {
	n.Kind = Object
	start := p.pos
	if !p.nest() {
		return false
	}
	p.path = append(p.path, step{})
	for p.space(); !p.next('}'); p.space() {
		if n.children == nil {
			n.children = p.memory.room()
		} else {
			if !p.next(',') {
				return p.outside("a comma or the end of the object")
			}
			p.space()
		}
		c := n.children
		c.members = append(c.members, Member{})
		m := &c.members[len(c.members)-1]
		if !p.name(m) {
			return false
		}
		p.path[len(p.path)-1].name = m.Name
		if c.repeats() {
			p.report(m.Start, record.RuleDuplicate, "the object has this member twice")
		}
		if !p.value(&m.Value) {
			return false
		}
	}
	p.leave(n, start)
	return true
}

// leave ends an object or array that began at start.
func (p *parser) leave(n *Node, start int) {
	n.Text = p.text[start:p.pos]
	p.path = p.path[:len(p.path)-1]
	p.depth--
}

// outside does what unexpected does, for a place that belongs to the object or array itself.
func (p *parser) outside(expected string) bool {
	p.path = p.path[:len(p.path)-1]
	return p.unexpected(expected)
}
