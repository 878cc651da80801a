// Package inert writes text of unknown origin, such as the names of files and members and values, into reports of several formats,
// so that nobody who shows or reads the report takes it for anything but text: no terminal for a sequence, no build system for a
// command, no spreadsheet for a formula, no page for markup.
package inert

import (
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/printable"
)

// Name returns the name of a file as a line of text may begin with it: a name that begins as a formula, an option or a command
// does is given the directory that it is in. It is still the name of the file.
func Name(name string) string {
	if trimmed := strings.TrimLeft(name, " "); trimmed != "" && strings.IndexByte("=+-@:#", trimmed[0]) >= 0 {
		name = "./" + name
	}
	return printable.Text(name)
}

// JSON returns v as JSON on one line. Beyond what JSON asks for, it escapes what must not reach a terminal, a page or a build system.
func JSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // reports are made of strings and numbers
	}
	s := strings.ReplaceAll(string(text), "##", `#\u0023`)
	plain := 0
	for plain < len(s) && (s[plain] >= ' ' && s[plain] < 0x7f) {
		plain++
	}
	if plain == len(s) {
		return s
	}
	b := strings.Builder{}
	b.WriteString(s[:plain])
	for _, r := range s[plain:] {
		switch {
		case strconv.IsPrint(r):
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

var codeReplacer = strings.NewReplacer("`", `\x60`, "|", `\x7c`)

// Code returns text as a code span of Markdown, which may stand in a table. Of an empty text nothing is left.
func Code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + codeReplacer.Replace(printable.Text(text)) + "`"
}

// Data returns text as the data of a workflow command of GitHub. Ends of lines in it are escaped as other control characters.
func Data(text string) string { return strings.ReplaceAll(printable.Text(text), "%", "%25") }

var propertyReplacer = strings.NewReplacer("%", "%25", ":", "%3A", ",", "%2C")

// Property returns text as a property of a workflow command of GitHub.
func Property(text string) string { return propertyReplacer.Replace(printable.Text(text)) }

var messageReplacer = strings.NewReplacer("[", `\[`, "]", `\]`, "{", "{{", "}", "}}")

// Message returns text as a message of SARIF, in which brackets would be links and braces placeholders (section 3.11 of SARIF 2.1.0).
func Message(text string) string { return messageReplacer.Replace(printable.Text(text)) }

// Slashed returns the name of a file with slashes between directories, and without "./" and the like.
func Slashed(name string) string { return path.Clean(filepath.ToSlash(name)) }

// URI returns the name of a file as a URI: relative to the directory that the tool runs in, unless the name is absolute.
func URI(name string) (uri string, relative bool) {
	slashed := Slashed(name)
	relative = !filepath.IsAbs(name)
	if relative {
		return (&url.URL{Path: slashed}).String(), true
	}
	if slashed[0] != '/' {
		slashed = "/" + slashed // such as C:/logs
	}
	return (&url.URL{Scheme: "file", Path: slashed}).String(), false
}

// Cut returns text cut to so many bytes, between characters.
func Cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	n := most - len("…")
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n] + "…"
}

// Text returns text as a part of a line.
func Text(text string) string { return printable.Text(text) }
