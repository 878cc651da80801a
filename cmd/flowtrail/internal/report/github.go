package report

import (
	"fmt"
	"io"

	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/inert"
)

// mostAnnotations is how many annotations of a kind GitHub keeps of a step.
const mostAnnotations = 10

// A github writes workflow commands, which GitHub shows as annotations: for files that cannot be read, and for the rules and paths
// with most findings, at the first one.
type github struct {
	w       io.Writer
	failed  []*File // the first ones
	written map[Severity]int
	left    map[Severity]int64
}

func newGitHub(w io.Writer) *github {
	return &github{w: w, written: map[Severity]int{}, left: map[Severity]int64{}}
}

func (h *github) Finding(*Finding) {}

func (h *github) File(f *File) {
	if f.Failure != nil && len(h.failed) < mostAnnotations {
		h.failed = append(h.failed, &File{Name: f.Name, Failure: f.Failure})
	}
}

func (h *github) End(s *Summary) {
	for _, f := range h.failed {
		h.annotate(Error, f.Name, f.Failure.line(), max(f.Failure.Column, 1), "unreadable", f.Failure.Message)
	}
	h.left[Error] += s.Unreadable - int64(len(h.failed))
	for _, path := range s.Empty {
		h.annotate(Error, "", 0, 0, "no records", path+": no records")
	}
	h.left[Error] += s.Empties - int64(len(s.Empty))
	for _, t := range s.Totals {
		if t.Other {
			h.left[t.Severity]++
			continue
		}
		f := t.First
		text := fmt.Sprintf("%s: %s (%s in %s)", pathName(t.Path), f.said(), plural(t.Count, "finding"), plural(t.Files, "file"))
		h.annotate(t.Severity, f.File, f.Line, f.Column, string(t.Rule), text)
	}
	note := s.Line()
	for _, severity := range []Severity{Error, Warning} {
		if n := h.left[severity]; n > 0 {
			note += fmt.Sprintf("; %s not shown", plural(n, "more "+string(severity)+" annotation"))
		}
	}
	io.WriteString(h.w, "::notice title=flowtrail::"+inert.Data(note)+"\n")
}

// annotate writes an annotation of a severity, if GitHub would keep it.
func (h *github) annotate(severity Severity, file string, line, column int, title, text string) {
	if h.written[severity] == mostAnnotations {
		h.left[severity]++
		return
	}
	h.written[severity]++
	place := ""
	if file != "" {
		place = fmt.Sprintf("file=%s,line=%d,col=%d,", inert.Property(inert.Slashed(file)), line, column)
	}
	fmt.Fprintf(h.w, "::%s %stitle=%s::%s\n", severity, place, inert.Property("flowtrail: "+title), inert.Data(inert.Cut(text, mostMessage)))
}
