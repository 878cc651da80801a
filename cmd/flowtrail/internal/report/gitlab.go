package report

import (
	"fmt"
	"io"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/inert"
)

// A gitlab writes a Code Quality report, a JSON array with an issue for each group of findings.
type gitlab struct {
	w      io.Writer
	issues int64
	left   int64  // issues that are left out
	first  string // file that has one
}

type gitlabIssue struct {
	Description string         `json:"description"`
	Rule        flowtrail.Rule `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    struct {
		Path  string `json:"path"`
		Lines struct {
			Begin int `json:"begin"`
		} `json:"lines"`
	} `json:"location"`
}

func newGitLab(w io.Writer) *gitlab {
	io.WriteString(w, "[")
	return &gitlab{w: w}
}

func (l *gitlab) Finding(*Finding) {}

func (l *gitlab) File(f *File) {
	if f.Failure != nil {
		l.issue(f, "the file cannot be read, or not to its end: "+inert.Text(f.Failure.Message), ruleUnreadable, "", "critical", f.Failure.line())
	}
	for _, g := range f.all() {
		severity := "major"
		if g.Severity == Warning {
			severity = "minor"
		}
		l.issue(f, g.summed(true), g.Rule, g.id(), severity, g.place(f).Line)
	}
}

func (l *gitlab) issue(f *File, text string, rule flowtrail.Rule, path, severity string, line int) {
	if l.issues == mostResults {
		if l.left++; l.left == 1 {
			l.first = f.Name
		}
		return
	}
	l.write(f.Name, text, rule, fingerprint(f, rule, path), severity, line)
}

func (l *gitlab) write(file, text string, rule flowtrail.Rule, fingerprint, severity string, line int) {
	var i gitlabIssue
	i.Description, i.Rule, i.Fingerprint, i.Severity = inert.Cut(text, mostMessage), rule, fingerprint, severity
	i.Location.Path, i.Location.Lines.Begin = inert.Slashed(file), line
	between := "\n"
	if l.issues > 0 {
		between = ",\n"
	}
	io.WriteString(l.w, between+inert.JSON(i))
	l.issues++
}

func (l *gitlab) End(s *Summary) {
	for _, path := range s.Empty {
		l.write(path, "no records", ruleNoRecords, fingerprint(&File{Name: path}, ruleNoRecords, ""), "critical", 1)
	}
	said := func(what, text string) { // of the run; an issue has to have a place
		l.write(".", text, ruleUnreadable, fingerprint(&File{Name: "."}, ruleUnreadable, what), "info", 1)
	}
	if n := s.Empties - int64(len(s.Empty)); n > 0 {
		said("empty", plural(n, "more path")+" without records")
	}
	if l.left > 0 {
		said("left", fmt.Sprintf("%s not in this report, the first in %s", plural(l.left, "more issue"), inert.Name(l.first)))
	}
	if s.Cut != "" {
		said("cut", "not all was read: "+s.Cut)
	}
	io.WriteString(l.w, "\n]\n")
}
