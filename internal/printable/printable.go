// Package printable makes text of unknown origin safe to print: on a terminal, and in the log of a build system.
package printable

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxShown is how many bytes of a value are shown.
const maxShown = 80

// Text escapes what must not reach a terminal, and what would make a line a command to a build system: "::" that it begins with,
// after spaces or not, and "##" anywhere.
func Text(s string) string {
	if trimmed := strings.TrimLeft(s, " "); strings.HasPrefix(trimmed, "::") {
		return s[:len(s)-len(trimmed)] + `\x3a` + Text(trimmed[1:])
	}
	for _, r := range s {
		if !strconv.IsPrint(r) || r == utf8.RuneError {
			quoted := strconv.Quote(s)
			s = strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`)
			break
		}
	}
	return noCommand(s)
}

// noCommand escapes "##", which begins a command to some build systems wherever it stands in a line: ##[error], ##vso[task].
func noCommand(s string) string { return strings.ReplaceAll(s, "##", `#\x23`) }

// Quote returns text in quotes, cut to 80 bytes, with all that a terminal might obey escaped.
func Quote(text []byte) string {
	if len(text) <= maxShown && isPlain(text) {
		return `"` + string(text) + `"`
	}
	short, whole := cut(text)
	quoted := noCommand(strconv.Quote(short))
	if whole {
		return quoted
	}
	return quoted + "…"
}

// isPlain reports whether nothing in a text need be escaped in quotes. It may say no to a text of which that is so.
func isPlain(text []byte) bool {
	for _, c := range text {
		if c < ' ' || c > '~' || c == '"' || c == '\\' || c == '#' {
			return false
		}
	}
	return true
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
