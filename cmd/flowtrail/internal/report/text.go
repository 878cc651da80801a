package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/inert"
)

// Text returns the finding on a line for people: file:line:column: path: value message [rule].
func (f *Finding) Text() string {
	text := f.place() + ": "
	if f.Path != "" {
		text += inert.Text(f.Path) + ": "
	}
	return text + f.said() + " [" + f.label() + "]"
}

// Styled returns the finding as [Finding.Text] does, for a terminal that shows colours. Nothing but the colours are sequences.
func (f *Finding) Styled() string {
	colour := "31" // red
	if f.Severity == Warning {
		colour = "33" // yellow
	}
	style := func(code, text string) string { return "\x1b[" + code + "m" + text + "\x1b[0m" }
	text := style("1", f.place()) + ": "
	if f.Path != "" {
		text += style("36", inert.Text(f.Path)) + ": "
	}
	return text + f.said() + " " + style(colour, "["+f.label()+"]")
}

// place returns where the finding is, as file:line:column.
func (f *Finding) place() string {
	return fmt.Sprintf("%s:%d:%d", inert.Name(f.File), f.Line, f.Column)
}

// said returns the value and the message, which reads on after it. Objects and arrays are left out.
func (f *Finding) said() string {
	if f.Value == "" || f.Value[0] == '{' || f.Value[0] == '[' {
		return inert.Text(f.Message)
	}
	return f.Value + " " + inert.Text(f.Message)
}

// label returns the rule, and the severity where it is not that of most findings.
func (f *Finding) label() string {
	if f.Severity == Warning {
		return "warning: " + string(f.Rule)
	}
	return string(f.Rule)
}

// Lines returns what the file held, and why it was not read, or not to its end, on a line each.
func (f *File) Lines() (lines []string) {
	switch {
	case f.Note != "":
		lines = append(lines, inert.Name(f.Name)+": "+inert.Text(f.Note))
	case f.Read:
		lines = append(lines, inert.Name(f.Name)+": "+f.Type+", "+f.held())
	}
	if f.Failure != nil {
		lines = append(lines, f.Failure.text(f.Name))
	}
	return lines
}

// text returns the failure of the file with a name on a line.
func (f *Failure) text(name string) string {
	if f.Line == 0 {
		return inert.Name(name) + ": " + inert.Text(f.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", inert.Name(name), f.Line, f.Column, inert.Text(f.Message))
}

// held says what the file held.
func (f *File) held() string {
	var parts []string
	if f.WrongHeader {
		parts = append(parts, "the header is wrong")
	}
	switch {
	case f.Records > 0:
		parts = append(parts, plural(f.Records, "record"), fmt.Sprintf("%d invalid", f.Invalid))
	case f.WrongHeader:
		parts = append(parts, "no records read")
	case f.Failure != nil:
	case strings.HasSuffix(f.Type, ".csv"):
		parts = append(parts, "has a header but no records")
	default:
		parts = append(parts, "no records")
	}
	if f.Warnings > 0 {
		parts = append(parts, plural(f.Warnings, "warning"))
	}
	if f.Refused > 0 {
		parts = append(parts, fmt.Sprintf("%d not converted", f.Refused))
	}
	if f.Unwanted > 0 {
		parts = append(parts, fmt.Sprintf("%d not selected", f.Unwanted))
	}
	if f.Skipped > 0 {
		parts = append(parts, fmt.Sprintf("%d of other streams skipped", f.Skipped))
	}
	if f.Failure != nil || f.Cut {
		parts = append(parts, "not read to its end")
	}
	return strings.Join(parts, ", ")
}

// Line returns the summary on one line.
func (s *Summary) Line() string {
	parts := []string{plural(s.Files, "file"), plural(s.Records, "record"), fmt.Sprintf("%d invalid", s.Invalid)}
	if n := s.Findings(); n > 0 {
		parts = append(parts, plural(n, "finding"))
	}
	if s.Warnings > 0 {
		parts = append(parts, fmt.Sprintf("%d of them warnings", s.Warnings))
	}
	if s.Skipped > 0 {
		parts = append(parts, fmt.Sprintf("%d of other streams skipped", s.Skipped))
	}
	if s.Unreadable > 0 {
		parts = append(parts, plural(s.Unreadable, "file")+" that cannot be read")
	}
	if s.LeftOut > 0 {
		parts = append(parts, plural(s.LeftOut, "file")+" left out")
	}
	if s.Empties > 0 {
		parts = append(parts, plural(s.Empties, "path")+" without records")
	}
	if s.Cut != "" {
		parts = append(parts, "not all was read: "+s.Cut)
	}
	return strings.Join(parts, ", ")
}

// Lines returns the totals, one on each line: all, or at most so many if most is not 0.
func (s *Summary) Lines(most int) []string {
	totals := s.Totals
	if most > 0 && len(totals) > most {
		totals = totals[:most]
	}
	lines := make([]string, len(totals))
	for i, t := range totals {
		lines[i] = "  " + t.text()
	}
	if n := len(s.Totals) - len(totals); n > 0 {
		lines = append(lines, "  "+plural(int64(n), "more total")+" not shown")
	}
	return lines
}

func (t *Total) text() string {
	label := string(t.Rule)
	if t.Severity == Warning {
		label = "warning: " + label
	}
	if t.Other {
		return fmt.Sprintf("%s at other paths: %d", label, t.Count)
	}
	return fmt.Sprintf("%s at %s: %d in %s", label, pathName(t.Path), t.Count, plural(t.Files, "file"))
}

// pathName returns a path of a group or a total on a line of text.
func pathName(path string) string {
	if path == "" {
		return "the record"
	}
	return inert.Text(path)
}

// NotShown says how many findings a report does not list.
func NotShown(n int64) string {
	return plural(n, "more finding") + " not shown; --max-findings 0 shows all"
}

// plural returns n of something, such as "1 record" or "2 records".
func plural(n int64, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// text is the report for people.
type text struct {
	w   io.Writer
	cap limited
}

func (t *text) Finding(f *Finding) {
	if t.cap.shows() {
		t.line(f.Text())
	}
}

func (t *text) File(f *File) {
	for _, line := range f.Lines() {
		t.line(line)
	}
}

func (t *text) End(s *Summary) {
	for _, path := range s.Empty {
		t.line(inert.Name(path) + ": no records")
	}
	t.line(s.Line())
	if n := s.Findings() - t.cap.shown; n > 0 {
		t.line(NotShown(n))
	}
	for _, line := range s.Lines(0) {
		t.line(line)
	}
}

func (t *text) line(s string) { io.WriteString(t.w, s+"\n") }

// A limited counts the findings that a report lists, which are the first ones.
type limited struct{ most, shown int64 } // most is 0 for no limit

// shows reports whether one more is listed.
func (l *limited) shows() bool {
	if l.most > 0 && l.shown == l.most {
		return false
	}
	l.shown++
	return true
}
