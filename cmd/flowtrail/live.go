package main

import (
	"io"

	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
)

// mostTotals is how many totals are printed on stderr.
const mostTotals = 20

// A live reporter prints while the inputs are read: findings, if they are for people, and what there is to tell of the inputs on
// stderr.
type live struct {
	*console
	to     *output // for findings: stdout or stderr
	format string  // of what goes to stdout, if findings do
	quiet  bool    // but for files with which something is wrong, there is one line in all
	most   int64   // findings that are listed; 0 for all
	shown  int64
}

func (l *live) Finding(f *report.Finding) {
	if l.most > 0 && l.shown == l.most {
		return
	}
	if l.shown++; l.format != "text" {
		return
	}
	if l.to != l.stderr {
		l.stderr.flush() // the order is kept where both are the same file
	}
	if l.to.coloured() {
		l.to.raw([]byte(f.Styled() + "\n"))
	} else {
		io.WriteString(l.to, f.Text()+"\n")
	}
}

func (l *live) File(f *report.File) {
	if l.quiet && f.Good() {
		return
	}
	for _, line := range f.Lines() {
		l.say("%s", line)
	}
}

func (l *live) End(s *report.Summary) {
	if s.Cut != "" {
		l.say("not all was read: %s", s.Cut)
	}
	if l.quiet {
		l.say("%s", s.Line())
	}
	if n := s.Findings() - l.shown; n > 0 && (l.format == "text" || l.format == "json") {
		l.say("%s", report.NotShown(n))
		for _, line := range s.Lines(mostTotals) {
			l.say("%s", line)
		}
	}
}

// ordered writes a report to stdout, after all that was printed on stderr. Reports are harmless as they are, and in some of them is what
// would be escaped elsewhere, such as commands for a build system.
type ordered struct{ *console }

func (o ordered) Write(p []byte) (int, error) {
	o.stderr.flush()
	if err := o.stdout.raw(p); err != nil {
		return 0, err
	}
	return len(p), nil
}
