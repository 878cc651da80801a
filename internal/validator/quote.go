package validator

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxShown is how many bytes of a value are shown.
const maxShown = 80

// Quote returns text in quotes, cut to 80 bytes, with all that a terminal might obey escaped.
func Quote(text string) string {
	if short := cut(text); short != text {
		return strconv.Quote(short) + "…"
	}
	return strconv.Quote(text)
}

// Shorten returns text cut to 80 bytes, with all that a terminal might obey escaped.
func Shorten(text string) string {
	short := cut(text)
	quoted := strconv.Quote(short)
	shown := strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`)
	if short != text {
		shown += "…"
	}
	return shown
}

// cut cuts text to at most maxShown bytes, between characters.
func cut(text string) string {
	if len(text) <= maxShown {
		return text
	}
	n := maxShown
	for n > maxShown-utf8.UTFMax && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}
