package jsonsyntax_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// TestFindings checks what is said of texts that are wrong, and where.
func TestFindings(t *testing.T) {
	for text, want := range map[string]string{
		``:                           `0 "" syntax: the record ends where a value is expected`,
		`{"a":[1,x]}`:                `8 "/a/1" syntax: 'x' stands where a value is expected`,
		"{\"a\":[1,\xff]}":           `8 "/a/1" syntax: byte 0xff stands where a value is expected`,
		"[\x00]":                     `1 "/0" syntax: '\x00' stands where a value is expected`,
		"[\u202e]":                   `1 "/0" syntax: '\u202e' stands where a value is expected`,
		"[�]":                        `1 "/0" syntax: '�' stands where a value is expected`,
		`{"a":{"b":1 "c":2}}`:        `12 "/a" syntax: '"' stands where a comma or the end of the object is expected`,
		`{"a":[1 2]}`:                `8 "/a" syntax: '2' stands where a comma or the end of the array is expected`,
		`{"a":[1`:                    `7 "/a" syntax: the record ends where a comma or the end of the array is expected`,
		`{"a":{`:                     `6 "/a" syntax: the record ends where the name of a member is expected`,
		`{"a":{b:1}}`:                `6 "/a" syntax: 'b' stands where the name of a member is expected`,
		`{"a":{"b" 1}}`:              `10 "/a" syntax: '1' stands where a colon is expected`,
		`{"a":1}x`:                   `7 "" syntax: 'x' stands where the end of the record is expected`,
		"{\"a/~\":\"b\nc\"}":         `9 "/a~1~0" syntax: '\n' is a control character, which a string cannot hold as it is`,
		`{"a":"b\qc"}`:               `7 "/a" syntax: this is not a JSON escape sequence`,
		`{"a":"b`:                    `5 "/a" syntax: the string does not end`,
		`{"a":01}`:                   `5 "/a" syntax: this is not a JSON number`,
		`{"a":1x}`:                   `5 "/a" syntax: this is not a JSON number`,
		`{"a":"\u0041`:               `5 "/a" syntax: the string does not end`,
		`{"a":{"b":1},"a":2}`:        `13 "/a" duplicate: the object has this member twice`,
		`{"a":["\ud83c","\udfe0x"]}`: `7 "/a/0" surrogate: the escape sequence is half a character; 16 "/a/1" surrogate: the escape sequence is half a character`,
		"{\"a\":\"b\xff\"}":          `5 "/a" utf-8: the string is not UTF-8`,
		"{\"a\":{\"b\xff\":1}}":      `6 "/a" utf-8: the string is not UTF-8`,
		`{"a":[7,1e401]}`:            `8 "/a/1" number: the number is longer than 64 bytes or its exponent beyond 400`,
	} {
		var lines []string
		_, found := jsonsyntax.Parse([]byte(text), 64, 100)
		for _, f := range found {
			lines = append(lines, fmt.Sprintf("%d %q %s: %s", f.Offset, f.Path, f.Rule, strings.TrimSpace(f.Value+" "+f.Message)))
		}
		if diff := cmp.Diff(want, strings.Join(lines, "; ")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// TestFewFindings checks that about as many findings are made as are asked for, and that the text is read to its end all the same.
func TestFewFindings(t *testing.T) {
	text := "[" + strings.Repeat(`"\ud83c",`, 50) + "7]"
	for most := range 60 {
		root, found := jsonsyntax.Parse([]byte(text), 64, most)
		if root == nil || len(root.Items()) != 51 || len(found) != min(50, most+1) {
			t.Errorf("at most %d: %d findings", most, len(found))
		}
	}
}

// TestNotCutShort checks which texts are wrong whatever might follow.
func TestNotCutShort(t *testing.T) {
	far := strings.Repeat(" ", 20)
	for text, want := range map[string]bool{
		`{"a":x` + far: false, `{"a":01` + far: false, `{"a" 1` + far: false, `[1 2` + far: false, `{"a":"\q` + far: false, "[\"\n" + far: false, `{"a":1}x` + far: false,
		`{"a":x` + far[:11]: false, `{"a":x` + far[:10]: true,
		`{"a":-`: true, `{"a":1.`: true, `{"a":1e`: true, `{"a":1e+`: true, `[tru`: true, `["\ud83`: true, `[123456789012345678901234567890.`: true, `[0123456789012345678901234567890`: true,
	} {
		var p jsonsyntax.Parser
		if root, _ := p.Parse([]byte(text), 64, 100); root != nil || p.CutShort() != want {
			t.Errorf("%q is cut short: %v", text, p.CutShort())
		}
	}
}
