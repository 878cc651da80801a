package report

import (
	"strings"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// A Tally sums up the findings of one file while it is read. It is not safe for concurrent use.
type Tally struct {
	run    *Run
	root   func() *place // of the type of the file, which is nil if that is not known
	groups map[key]*Group
	paths  map[string]paths // seen lately
	order  []*Group
	rest   map[flowtrail.Rule]*Group
	others []*Group

	Errors, Warnings int64
}

type key struct {
	rule flowtrail.Rule
	path string
}

// paths are what stands for a path: in a finding, and in a group.
type paths struct{ shown, group string }

// mostPaths is how many paths are remembered.
const mostPaths = 1000

// Severity returns what follows from a finding.
func (t *Tally) Severity(v *flowtrail.Violation) Severity { return t.run.severity(v.Rule) }

// Add counts a finding whose severity is not [Off]. It returns the finding as reports may show it; nil if nobody wants to show it.
func (t *Tally) Add(v *flowtrail.Violation, wanted bool) *Finding {
	severity := t.Severity(v)
	if severity == Warning {
		t.Warnings++
	} else {
		t.Errors++
	}
	p := t.path(v.Path)
	g := t.group(key{v.Rule, p.group}, severity)
	g.Count++
	first := len(g.First) < mostPlaces && !g.Other
	if !first && !wanted {
		return nil
	}
	f := &Finding{t.run.redactor.finding(*v, p.shown), severity}
	if first {
		g.First = append(g.First, *f)
	}
	return f
}

// Show returns a finding that is not counted as reports may show it.
func (t *Tally) Show(v *flowtrail.Violation) *Finding {
	return &Finding{t.run.redactor.finding(*v, t.path(v.Path).shown), t.Severity(v)}
}

// Name returns a JSON Pointer of the input, or the name of a column, as reports may show it.
func (t *Tally) Name(name string) string {
	switch {
	case t.run.redactor.values == Full:
		return name
	case strings.HasPrefix(name, "/"):
		return t.path(name).shown
	}
	return strings.TrimPrefix(t.path("/"+jsonsyntax.EscapePointer(name)).shown, "/")
}

// path returns what stands for a path.
func (t *Tally) path(path string) (p paths) {
	if t.run.redactor.plain(path) {
		return paths{path, path}
	}
	p, ok := t.paths[path]
	if !ok {
		p.shown, p.group = t.run.redactor.path(t.root(), path)
		if len(t.paths) == mostPaths {
			clear(t.paths)
		}
		t.paths[path] = p
	}
	return p
}

// group returns the group of the findings with a rule and a path. If there are too many, one is for all other paths.
func (t *Tally) group(k key, severity Severity) *Group {
	g := t.groups[k]
	switch {
	case g != nil:
	case len(t.order) < mostGroups:
		g = &Group{Rule: k.rule, Path: k.path, Severity: severity}
		t.groups[k] = g
		t.order = append(t.order, g)
	case t.rest[k.rule] != nil:
		g = t.rest[k.rule]
	default:
		g = &Group{Rule: k.rule, Other: true, Severity: severity}
		t.rest[k.rule] = g
		t.others = append(t.others, g)
	}
	return g
}

// Size returns about how many bytes the groups take.
func (t *Tally) Size() int64 { return int64(len(t.order)) * 2000 }
