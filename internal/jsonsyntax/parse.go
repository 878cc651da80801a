package jsonsyntax

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/record"
)

// A Problem is something in a text that no schema can forbid.
type Problem struct {
	Offset  int
	Path    string
	Rule    record.Rule
	Message string
	Fatal   bool // the text has no value
	Short   bool // it is fatal only because the text ends too early
}

// Parse reads the value that text holds, with nothing but white space around it. Problems come in the order of the
// text, about as many as maxProblems at the most; after a fatal one, which is the last, there is no value.
func Parse(text []byte, maxDepth, maxProblems int) (*Node, []Problem) {
	return new(Parser).Parse(text, maxDepth, maxProblems)
}

// A Parser parses one text after the other in the same memory.
type Parser struct{ used, free [][]Member }

// Parse does what the function Parse does. The value is valid until the next call.
func (m *Parser) Parse(text []byte, maxDepth, maxProblems int) (*Node, []Problem) {
	m.free, m.used = append(m.free, m.used...), m.used[:0]
	p := parser{memory: m, text: text, maxDepth: maxDepth, maxProblems: maxProblems}
	root := new(Node)
	p.space()
	if p.value(root) {
		if p.space(); p.pos < len(text) {
			p.fatal(p.pos, "expected the end of the record, found %s", p.found())
		}
	}
	return root, p.problems
}

// members returns room for the members of an object.
func (m *Parser) members() []Member {
	last := len(m.free) - 1
	if last < 0 {
		return make([]Member, 0, 8)
	}
	room := m.free[last]
	m.free = m.free[:last]
	return room[:0]
}

type parser struct {
	memory   *Parser
	text     []byte
	pos      int
	maxDepth int
	path     []string // of the value at hand: escaped tokens
	depth    int

	maxProblems int
	problems    []Problem
}

// report reports a problem, which is with the member called token if that is not empty.
func (p *parser) report(offset int, token string, rule record.Rule, message string) {
	if len(p.problems) > p.maxProblems {
		return
	}
	path := p.pointer()
	if rule == duplicate {
		path += "/" + token
	}
	p.problems = append(p.problems, Problem{Offset: offset, Path: path, Rule: rule, Message: message})
}

// duplicate is the rule against members with the same name.
const duplicate = record.RuleDuplicate

// fatal reports that the text is not JSON, and returns false.
func (p *parser) fatal(offset int, format string, args ...any) bool {
	p.problems = append(p.problems,
		Problem{Offset: offset, Path: p.pointer(), Rule: record.RuleSyntax, Message: fmt.Sprintf(format, args...),
			Fatal: true, Short: p.nearEnd()})
	return false
}

func (p *parser) pointer() string {
	if len(p.path) == 0 {
		return ""
	}
	return "/" + strings.Join(p.path, "/")
}

// nearEnd reports whether what is wrong at the current place might be right if the text went on.
func (p *parser) nearEnd() bool {
	const longest = len(`\ud83c\udfe0`) // of the tokens that are not numbers
	rest := p.text[min(p.pos, len(p.text)):]
	return len(rest) < longest || len(bytes.TrimLeft(rest, "+-.0123456789Ee")) == 0
}

// found describes what stands at the current place.
func (p *parser) found() string {
	if p.pos >= len(p.text) {
		return "the end of the record"
	}
	r, size := utf8.DecodeRune(p.text[p.pos:])
	if r == utf8.RuneError && size == 1 {
		return fmt.Sprintf("byte 0x%02x", p.text[p.pos])
	}
	return strconv.QuoteRune(r)
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

func (p *parser) token(n *Node) bool {
	if p.pos >= len(p.text) {
		return p.fatal(p.pos, "expected a value, found the end of the record")
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
	for kind, words := range [][]string{Null: {"null"}, Bool: {"true", "false"}} {
		for _, word := range words {
			if strings.HasPrefix(string(p.text[p.pos:min(len(p.text), p.pos+5)]), word) {
				n.Kind, n.Text = Kind(kind), word
				p.pos += len(word)
				return true
			}
		}
	}
	return p.fatal(p.pos, "expected a value, found %s", p.found())
}

func (p *parser) number(n *Node) bool {
	size := NumberLen(p.text[p.pos:])
	if size == 0 || p.pos+size < len(p.text) && strings.IndexByte(" \t\r\n,]}", p.text[p.pos+size]) < 0 {
		return p.fatal(p.pos, "this is not a JSON number")
	}
	text := p.text[p.pos : p.pos+size]
	if !Computable(text) {
		p.report(p.pos, "", record.RuleNumber, fmt.Sprintf("the number is longer than %d bytes or its exponent beyond %d", maxNumber, maxExponent))
	}
	n.Kind, n.Text = Number, string(text)
	p.pos += size
	return true
}

// nest reports whether one more level is allowed.
func (p *parser) nest() bool {
	if p.depth++; p.depth > p.maxDepth {
		p.problems = append(p.problems, Problem{Offset: p.pos, Path: p.pointer(), Rule: record.RuleDepth,
			Message: fmt.Sprintf("objects and arrays are nested deeper than %d levels", p.maxDepth), Fatal: true})
		return false
	}
	p.pos++
	return true
}

// child reads a value at token below the current path.
func (p *parser) child(token string, n *Node) bool {
	p.path = append(p.path, token)
	ok := p.value(n)
	p.path = p.path[:len(p.path)-1]
	return ok
}

func (p *parser) array(n *Node) bool {
	n.Kind = Array
	if !p.nest() {
		return false
	}
	for p.space(); !p.next(']'); p.space() {
		if len(n.Items) > 0 {
			if !p.next(',') {
				return p.fatal(p.pos, "expected a comma or the end of the array, found %s", p.found())
			}
			p.space()
		}
		n.Items = append(n.Items, Node{})
		if last := len(n.Items) - 1; !p.child(strconv.Itoa(last), &n.Items[last]) {
			return false
		}
	}
	p.depth--
	return true
}

func (p *parser) object(n *Node) bool {
	n.Kind = Object
	if !p.nest() {
		return false
	}
	n.Members = p.memory.members()
	for p.space(); !p.next('}'); p.space() {
		if len(n.Members) > 0 {
			if !p.next(',') {
				return p.fatal(p.pos, "expected a comma or the end of the object, found %s", p.found())
			}
			p.space()
		}
		n.Members = append(n.Members, Member{})
		m := &n.Members[len(n.Members)-1]
		if !p.name(m) {
			return false
		}
		token := EscapePointer(m.Name)
		if n.repeats() {
			p.report(m.Start, token, duplicate, "the object has this member twice")
		}
		if !p.child(token, &m.Value) {
			return false
		}
	}
	if cap(n.Members) <= 64 {
		p.memory.used = append(p.memory.used, n.Members)
	}
	p.depth--
	return true
}

// name reads the name of a member and the colon after it.
func (p *parser) name(m *Member) bool {
	m.Start = p.pos
	if p.pos >= len(p.text) || p.text[p.pos] != '"' {
		return p.fatal(p.pos, "expected the name of a member, found %s", p.found())
	}
	if !p.str(&m.Name) {
		return false
	}
	if p.space(); !p.next(':') {
		return p.fatal(p.pos, "expected a colon, found %s", p.found())
	}
	p.space()
	return true
}

// str reads a string.
func (p *parser) str(text *string) bool {
	start := p.pos
	p.pos++
	if end := plainLen(p.text[p.pos:]); p.pos+end < len(p.text) && p.text[p.pos+end] == '"' {
		*text = string(p.text[p.pos : p.pos+end])
		p.pos += end + 1
		return true
	}
	var b []byte
	for p.pos < len(p.text) {
		c := p.text[p.pos]
		switch {
		case c == '"':
			p.pos++
			if !utf8.Valid(b) {
				p.report(start, "", record.RuleUTF8, "the string is not UTF-8")
			}
			*text = strings.ToValidUTF8(string(b), "\ufffd")
			return true
		case c < ' ':
			return p.fatal(p.pos, "the string holds a control character: found %s", p.found())
		case c != '\\':
			b = append(b, c)
			p.pos++
			continue
		}
		var escape Escape
		at := p.pos
		b, p.pos, escape = Unescape(b, p.text, p.pos+1)
		switch escape {
		case Half:
			p.report(at, "", record.RuleSurrogate, "the escape sequence is half a character")
		case Malformed:
			return p.fatal(at, "this is not a JSON escape sequence")
		}
	}
	return p.fatal(start, "the string does not end")
}
