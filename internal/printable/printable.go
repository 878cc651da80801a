// Package printable makes text of unknown origin safe to print: on a terminal, and in the log of a build system.
package printable

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxShown is how many bytes of a value are shown.
const maxShown = 80

// Text escapes what must not reach a terminal, and what would make a line a command to a build system.
func Text(s string) string {
	if strings.HasPrefix(s, "::") {
		return `\x3a` + Text(s[1:])
	}
	for _, r := range s {
		if !strconv.IsPrint(r) || r == utf8.RuneError {
			quoted := strconv.Quote(s)
			return strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`)
		}
	}
	return s
}

// Quote returns text in quotes, cut to 80 bytes, with all that a terminal might obey escaped.
func Quote(text []byte) string {
	short, whole := cut(text)
	if whole {
		return strconv.Quote(short)
	}
	return strconv.Quote(short) + "…"
}

// Short returns text cut to 80 bytes, with all that a terminal might obey escaped.
func Short(text []byte) string {
	short, whole := cut(text)
	if whole {
		return Text(short)
	}
	return Text(short) + "…"
}

// cut cuts text to at most maxShown bytes, between characters, and reports whether that is all of it.
func cut(text []byte) (string, bool) {
	if len(text) <= maxShown {
		return string(text), true
	}
	n := maxShown
	for n > maxShown-utf8.UTFMax && !utf8.RuneStart(text[n]) {
		n--
	}
	return string(text[:n]), false
}
