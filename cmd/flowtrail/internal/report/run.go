package report

import (
	"cmp"
	"slices"
	"sync"

	"github.com/flowtrail/flowtrail"
)

// A Run tells reporters what is found. Its methods may be called by one goroutine at a time, but for Tally.
type Run struct {
	redactor   *Redactor
	severities map[flowtrail.Rule]Severity // where they are not Error
	reporters  []Reporter

	summary Summary
	totals  map[key]*Total
}

// NewRun returns a run with severities of rules that are not Error.
func NewRun(redactor *Redactor, severities map[flowtrail.Rule]Severity, reporters ...Reporter) *Run {
	return &Run{redactor: redactor, severities: severities, reporters: reporters, totals: map[key]*Total{}}
}

func (r *Run) severity(rule flowtrail.Rule) Severity {
	if s, ok := r.severities[rule]; ok {
		return s
	}
	return Error
}

// Tally returns the tally of a file of a type, which is nil if it is not known. It is safe for concurrent use.
func (r *Run) Tally(doc flowtrail.Document) *Tally {
	root := sync.OnceValue(func() *place { return r.redactor.place(doc) })
	return &Tally{run: r, root: root, groups: map[key]*Group{}, paths: map[string]paths{}, rest: map[flowtrail.Rule]*Group{}}
}

// Reason returns why a file is not read, as reports may show it. It is safe for concurrent use.
func (r *Run) Reason(text string) string { return r.redactor.reason(text) }

// Finding tells of a finding that [Tally.Add] has returned.
func (r *Run) Finding(f *Finding) {
	for _, to := range r.reporters {
		to.Finding(f)
	}
}

// File tells of a file after its findings. Its groups and counts of findings are those of the tally, which may be nil.
func (r *Run) File(f *File, t *Tally) {
	if t != nil {
		f.Errors, f.Warnings, f.Groups, f.Rest = t.Errors, t.Warnings, t.order, t.others
	}
	s := &r.summary
	s.Records += f.Records
	s.Invalid += f.Invalid
	s.Skipped += f.Skipped
	s.Refused += f.Refused
	s.Errors += f.Errors
	s.Warnings += f.Warnings
	if f.Read {
		s.Files++
	}
	if f.Failure != nil {
		s.Unreadable++
	}
	if f.Note != "" {
		s.LeftOut++
	}
	if f.Failure != nil || f.Errors > 0 {
		s.Faulty++
	}
	for _, g := range f.all() {
		r.total(g)
	}
	for _, to := range r.reporters {
		to.File(f)
	}
}

// total adds a group of a file to the total of its rule and path, or to that of other paths if there are too many.
func (r *Run) total(g *Group) {
	k := key{g.Rule, g.id()}
	if r.totals[k] == nil && len(r.totals) >= mostTotals {
		k.path = otherPaths
	}
	t := r.totals[k]
	if t == nil {
		t = &Total{Rule: g.Rule, Path: g.Path, Severity: g.Severity}
		if t.Other = k.path == otherPaths; t.Other {
			t.Path = ""
		} else {
			t.First = g.First[0]
		}
		r.totals[k] = t
	}
	t.Count += g.Count
	if !t.Other {
		t.Files++
	}
}

// mostEmpty is how many PATHs without records are named.
const mostEmpty = 100

// Empty tells of a PATH without records.
func (r *Run) Empty(path string) {
	if r.summary.Empties++; len(r.summary.Empty) < mostEmpty {
		r.summary.Empty = append(r.summary.Empty, path)
	}
}

// Summary returns what was found so far.
func (r *Run) Summary() *Summary {
	r.summary.Totals = r.summary.Totals[:0]
	for _, t := range r.totals {
		r.summary.Totals = append(r.summary.Totals, t)
	}
	slices.SortFunc(r.summary.Totals, func(a, b *Total) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Path, b.Path), compareBool(a.Other, b.Other))
	})
	return &r.summary
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// End tells the reporters that nothing follows.
func (r *Run) End(cut string, exitCode int) {
	s := r.Summary()
	s.Cut, s.ExitCode = cut, exitCode
	for _, to := range r.reporters {
		to.End(s)
	}
}
