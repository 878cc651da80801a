package jsonsyntax

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/record"
)

type parser struct {
	memory   *Parser
	text     []byte
	pos      int
	maxDepth int
	path     []step // of the value at hand
	depth    int

	maxFindings int
	findings    []record.Finding
	short       bool // the text has no value only because it ends too early
}

// report reports what is wrong with the value at hand, which still has a value.
func (p *parser) report(offset int, rule record.Rule, message string) {
	if len(p.findings) <= p.maxFindings {
		p.findings = append(p.findings, record.Finding{Offset: offset, Path: p.pointer(), Rule: rule, Message: message})
	}
}

// fatal reports that the text is not JSON, and returns false. The message reads on after the value, if there is one.
func (p *parser) fatal(offset int, value, message string) bool {
	p.short = p.nearEnd()
	p.findings = append(p.findings, record.Finding{
		Offset: offset, Path: p.pointer(), Rule: record.RuleSyntax, Message: message, Value: value})
	return false
}

// unexpected reports that something else stands at the current place than what is expected there, and returns false.
func (p *parser) unexpected(expected string) bool {
	if p.pos >= len(p.text) {
		return p.fatal(p.pos, "", "the record ends where "+expected+" is expected")
	}
	return p.fatal(p.pos, p.found(), "stands where "+expected+" is expected")
}

// pointer returns the path of the value at hand as a JSON Pointer.
func (p *parser) pointer() string {
	var pointer strings.Builder
	for _, s := range p.path {
		pointer.WriteByte('/')
		if s.name == nil {
			pointer.WriteString(strconv.Itoa(s.index))
		} else {
			pointer.WriteString(EscapePointer(string(s.name)))
		}
	}
	return pointer.String()
}

// nearEnd reports whether what is wrong at the current place might be right if the text went on.
func (p *parser) nearEnd() bool {
	const longest = len(`\ud83c\udfe0`) // of the tokens that are not numbers
	rest := p.text[min(p.pos, len(p.text)):]
	return len(rest) < longest || len(bytes.TrimLeft(rest, "+-.0123456789Ee")) == 0
}

// found returns the character at the current place as a finding shows it.
func (p *parser) found() string {
	r, size := utf8.DecodeRune(p.text[p.pos:])
	if r == utf8.RuneError && size == 1 {
		return fmt.Sprintf("byte 0x%02x", p.text[p.pos])
	}
	return strconv.QuoteRune(r)
}
