// Package jsonsyntax knows the grammar of JSON: tokens, and whole texts with the place of every value.
package jsonsyntax

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Escape says what an escape sequence stands for.
type Escape uint8

const (
	Whole     Escape = iota // a character
	Half                    // half a surrogate pair, which is no character
	Malformed               // nothing: it is no escape sequence
)

const escapes = `"\/bfnrt`

// Unescape appends the character that is escaped at data[i:], after a backslash, and returns where the sequence ends.
func Unescape(text, data []byte, i int) ([]byte, int, Escape) {
	if i < len(data) {
		if k := strings.IndexByte(escapes, data[i]); k >= 0 {
			return append(text, "\"\\/\b\f\n\r\t"[k]), i + 1, Whole
		}
	}
	r, ok := codeUnit(data, i)
	if !ok {
		return text, i, Malformed
	}
	i += len("uXXXX")
	if utf16.IsSurrogate(r) {
		low, ok := rune(0), false
		if i < len(data) && data[i] == '\\' {
			low, ok = codeUnit(data, i+1)
		}
		if r = utf16.DecodeRune(r, low); !ok || r == utf8.RuneError {
			return utf8.AppendRune(text, utf8.RuneError), i, Half
		}
		i += len(`\uXXXX`)
	}
	return utf8.AppendRune(text, r), i, Whole
}

// codeUnit reads "uXXXX" at data[i:].
func codeUnit(data []byte, i int) (rune, bool) {
	if len(data) < i+5 || data[i] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range data[i+1 : i+5] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

var pointerEscape = strings.NewReplacer("~", "~0", "/", "~1")

// EscapePointer returns name as a reference token of a JSON Pointer.
func EscapePointer(name string) string {
	if !strings.ContainsAny(name, "~/") {
		return name
	}
	return pointerEscape.Replace(name)
}

// IsSpace reports whether c is white space between tokens.
func IsSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

var pointerUnescape = strings.NewReplacer("~1", "/", "~0", "~")

// UnescapePointer returns what a reference token of a JSON Pointer stands for.
func UnescapePointer(token string) string {
	if strings.IndexByte(token, '~') < 0 {
		return token
	}
	return pointerUnescape.Replace(token)
}
