package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/inert"
)

// What a summary lists. GitHub shows nothing of a summary above 1,024 KiB.
const (
	mostMarkdown      = 950 << 10
	mostMarkdownRows  = 500
	mostMarkdownBytes = 200 // of a name, a path or a message
)

// A markdown writes a summary of the run, which GitHub shows with a job.
type markdown struct {
	w    io.Writer
	rows []string // of files that are not as they should be
	left int64    // files that have no row
}

func (m *markdown) Finding(*Finding) {}

func (m *markdown) File(f *File) {
	if f.Failure == nil && f.Errors+f.Warnings == 0 && f.Note == "" {
		return
	}
	if len(m.rows) == mostMarkdownRows {
		m.left++
		return
	}
	about, place := f.Note, ""
	switch {
	case f.Failure != nil:
		about = f.Failure.Message
	case len(f.Groups) > 0:
		about = f.Groups[0].summed(false)
	}
	switch {
	case len(f.Groups) > 0:
		place = f.Groups[0].First[0].place()
	case f.Failure != nil && f.Failure.Line > 0:
		place = fmt.Sprintf("%s:%d:%d", f.Name, f.Failure.Line, f.Failure.Column)
	}
	m.rows = append(m.rows, row(code(f.Name), code(f.Type), count(f.Records), count(f.Invalid), count(f.Errors+f.Warnings), code(place), code(about)))
}

func (m *markdown) End(s *Summary) {
	var b strings.Builder
	b.WriteString("### flowtrail\n\n" + s.Line() + "\n")
	for _, path := range s.Empty {
		b.WriteString("\n" + code(path) + ": no records\n")
	}
	if n := s.Empties - int64(len(s.Empty)); n > 0 {
		b.WriteString("\n" + plural(n, "more path") + " without records\n")
	}
	if len(s.Totals) > 0 {
		b.WriteString("\n" + row("Rule", "Path", "Severity", "Findings", "Files", "First", "Message") + row("---", "---", "---", "--:", "--:", "---", "---"))
		left := 0
		for i, t := range s.Totals {
			if i >= mostMarkdownRows || b.Len() > mostMarkdown/2 {
				left = len(s.Totals) - i
				break
			}
			b.WriteString(t.row())
		}
		if left > 0 {
			b.WriteString("\n" + plural(int64(left), "more total") + " not shown\n")
		}
	}
	if len(m.rows) > 0 {
		b.WriteString("\n" + row("File", "Type", "Records", "Invalid", "Findings", "First", "Message") + row("---", "---", "--:", "--:", "--:", "---", "---"))
		for i, r := range m.rows {
			if b.Len()+len(r) > mostMarkdown {
				m.left += int64(len(m.rows) - i)
				break
			}
			b.WriteString(r)
		}
	}
	if m.left > 0 {
		b.WriteString("\n" + plural(m.left, "more file") + " not shown\n")
	}
	io.WriteString(m.w, b.String())
}

func (t *Total) row() string {
	if t.Other {
		return row(code(string(t.Rule)), "other paths", string(t.Severity), count(t.Count), "", "", "")
	}
	return row(code(string(t.Rule)), code(pathName(t.Path)), string(t.Severity), count(t.Count), count(t.Files), code(t.First.place()), code(t.First.said()))
}

func row(cells ...string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

func code(text string) string { return inert.Code(inert.Cut(text, mostMarkdownBytes)) }

func count(n int64) string { return fmt.Sprint(n) }
