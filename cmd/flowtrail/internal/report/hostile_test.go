package report_test

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
)

// hostile are texts that do something where they are not taken for text.
var hostile = []string{
	"::error::evil", " ::stop-commands::evil", "\n::error::evil", "\r::error::evil", "##[error]evil", "##vso[task.evil]", "##teamcity[evil]",
	"\x1b[31mevil", "\x9b31mevil", "\u202eevil", "\x07", "%0A::error::evil", "%25evil",
	"=evil()", "+evil", "-evil", "@evil", "\t=evil",
	"<script>evil()</script>", "<!--evil", "]]>evil", "&evil;", "[evil](javascript:evil)", "![evil](//evil)", "`evil`", "``evil", "|evil|", "**evil**", "\\|evil",
	"https://evil.example/", "@evil/team", "{0}evil", "{evil}", "a,line=7,evil", "\xffevil", "\\", `"evil`, "'evil",
}

// hostileInputs have hostile values, names of members and names of files.
func hostileInputs() []input {
	var all []input
	for i, text := range hostile {
		quoted, _ := json.Marshal(text)
		records := strings.Replace(event, `"tcp"`, string(quoted), 1) +
			strings.Replace(event, `"version"`, string(quoted)+`: 1, "version"`, 1) +
			strings.Replace(event, `"version"`, string(quoted)+`: {"a": 1, "a": 1}, "version"`, 1)
		all = append(all, input{text, records}, input{"dir" + strconv.Itoa(i) + "/" + text, `{` + string(quoted) + `: [` + event + `]}`},
			input{text + ".csv", strings.Replace(rows, "user_id", text, 1) + text + "\n"}, input{text + ".json", "[" + event})
	}
	return all
}

// TestHostile checks that no text of an input does anything in any format.
func TestHostile(t *testing.T) {
	for _, values := range []report.Values{report.Full, report.Hash} {
		s := setting{values: values, strict: true, empty: hostile}
		for format, text := range s.reports(report.Formats(), hostileInputs()...) {
			t.Run(format+"/"+string(values), func(t *testing.T) {
				checkLines(t, text, format == "github")
				switch format {
				case "sarif":
					checkSARIF(t, text)
					checkMessages(t, text)
				case "junit":
					checkJUnit(t, text)
				case "gitlab":
					checkGitLab(t, text)
				case "markdown":
					checkMarkdown(t, text)
				case "github":
					checkCommands(t, text)
				}
				if format == "json" || format == "sarif" || format == "gitlab" {
					if strings.ContainsAny(text, "<>&") {
						t.Error("markup is not escaped")
					}
				}
			})
		}
	}
}

// checkLines checks that all characters show, and that no line is a command or begins as a formula.
func checkLines(t *testing.T, text string, commands bool) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		for _, r := range line {
			if !strconv.IsPrint(r) {
				t.Fatalf("%q has what does not show", line)
			}
		}
		start := strings.TrimLeft(line, " ")
		if strings.Contains(line, "##[") || strings.Contains(line, "##vso[") || strings.Contains(line, "##teamcity[") || !commands && strings.HasPrefix(start, "::") {
			t.Fatalf("%q is a command", line)
		}
		if start != "" && strings.IndexByte("=+-@", start[0]) >= 0 {
			t.Fatalf("%q begins as a formula", line)
		}
	}
}

var command = regexp.MustCompile(`^::(error|warning|notice) (?:file=[^,:]+,line=\d+,col=\d+,)?title=[^,:]+::[^\r\n]+$`)

// checkCommands checks that there are only as many annotations as are kept, each a command of its own.
func checkCommands(t *testing.T, text string) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != 11 {
		t.Errorf("%d commands", len(lines))
	}
	for _, line := range lines {
		if !command.MatchString(line) {
			t.Errorf("%q is another command", line)
		}
	}
}

var codeSpan = regexp.MustCompile("`[^`\n]+`")

// checkMarkdown checks that what comes from the input is in code spans, and that no cell of a table ends in one.
func checkMarkdown(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		rest := codeSpan.ReplaceAllStringFunc(line, func(span string) string {
			if strings.Contains(span, "|") {
				t.Errorf("a cell ends in %s", span)
			}
			return ""
		})
		if strings.ContainsAny(rest, "`<>[]&\\@*_") || strings.Contains(rest, "evil") {
			t.Errorf("%q has markup: %q", line, rest)
		}
	}
}

var unescaped = regexp.MustCompile(`(^|[^\\])[\[\]]|(^|[^{])\{([^{]|$)`)

// checkMessages checks that no message of SARIF has a link or a placeholder.
func checkMessages(t *testing.T, text string) {
	t.Helper()
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if message, ok := v["message"].(map[string]any); ok && unescaped.MatchString(strings.ReplaceAll(message["text"].(string), "{{", "")) {
				t.Errorf("%q has a link or a placeholder", message["text"])
			}
			for _, member := range v {
				walk(member)
			}
		case []any:
			for _, item := range v {
				walk(item)
			}
		}
	}
	var sarif any
	if err := json.Unmarshal([]byte(text), &sarif); err != nil {
		t.Fatal(err)
	}
	walk(sarif)
}

// FuzzInert checks that a report of any value and name is well-formed, and that no text of it does anything.
func FuzzInert(f *testing.F) {
	for _, text := range hostile {
		f.Add(text, text, text)
	}
	f.Fuzz(func(t *testing.T, value, name, file string) {
		quoted, _ := json.Marshal(value)
		member, _ := json.Marshal(name)
		text := strings.Replace(strings.Replace(event, `"tcp"`, string(quoted), 1), `"version"`, string(member)+`: 1, "version"`, 1)
		s := setting{values: report.Full, strict: true, empty: []string{file}}
		for format, got := range s.reports(report.Formats(), input{"x" + file, text}, input{"y" + file, "{" + string(member) + ": [" + event + "]}"}) {
			checkLines(t, got, format == "github")
			switch format {
			case "sarif", "gitlab":
				if !json.Valid([]byte(got)) {
					t.Errorf("no JSON: %s", got)
				}
			case "junit":
				for tokens := xml.NewDecoder(strings.NewReader(got)); ; {
					if _, err := tokens.Token(); err == io.EOF {
						break
					} else if err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	})
}
