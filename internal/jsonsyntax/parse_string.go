package jsonsyntax

import (
	"bytes"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/record"
)

// name reads the name of a member and the colon after it.
func (p *parser) name(m *Member) bool {
	m.Start = p.pos
	if p.pos >= len(p.text) || p.text[p.pos] != '"' {
		return p.outside("the name of a member")
	}
	whole := p.path
	p.path = whole[:len(whole)-1] // what is wrong with the name is with the object
	if !p.str(&m.Name) {
		return false
	}
	if p.space(); !p.next(':') {
		return p.unexpected("a colon")
	}
	p.path = whole
	p.space()
	return true
}

// str reads a string.
func (p *parser) str(text *[]byte) bool {
	start := p.pos
	p.pos++
	if end := plainLen(p.text[p.pos:]); p.pos+end < len(p.text) && p.text[p.pos+end] == '"' {
		*text = p.text[p.pos : p.pos+end]
		p.pos += end + 1
		return true
	}
	b := []byte{}
	for p.pos < len(p.text) {
		c := p.text[p.pos]
		switch {
		case c == '"':
			p.pos++
			if !utf8.Valid(b) {
				p.report(start, record.RuleUTF8, "the string is not UTF-8")
			}
			*text = bytes.ToValidUTF8(b, []byte("\ufffd"))
			return true
		case c < ' ':
			return p.fatal(p.pos, p.found(), "is a control character, which a string cannot hold as it is")
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
			p.report(at, record.RuleSurrogate, "the escape sequence is half a character")
		case Malformed:
			return p.fatal(at, "", "this is not a JSON escape sequence")
		}
	}
	return p.fatal(start, "", "the string does not end")
}
