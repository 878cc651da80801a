package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/inert"
)

// mostMessage is how many bytes of a message code hosts show.
const mostMessage = 1000

// mostResults is how many results code hosts take in one report.
const mostResults = 25000

// fingerprint identifies what breaks a rule at a path of a file: it stays the same when records before it come or go.
func fingerprint(f *File, rule flowtrail.Rule, path string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{f.Type, inert.Slashed(f.Name), string(rule), path}, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// otherPaths is the id of groups of other paths. It is no path itself.
const otherPaths = "other paths"

// id returns what tells the group from others of its file with the same rule.
func (g *Group) id() string {
	if g.Other {
		return otherPaths
	}
	return g.Path
}

// summed says what a group is about: path, value and message of its first finding, and how many there are. Other places
// follow if they are wanted.
func (g *Group) summed(places bool) string {
	if g.Other {
		return fmt.Sprintf("%s at other paths", plural(g.Count, "finding"))
	}
	text := pathName(g.Path) + ": " + g.First[0].said()
	if g.Count > 1 {
		text += fmt.Sprintf(" (%s", plural(g.Count, "time"))
		if places {
			text += ", also at " + g.also()
		}
		text += ")"
	}
	return text
}

// also returns the places after the first one, as line:column.
func (g *Group) also() string {
	places := make([]string, 0, mostPlaces)
	for _, f := range g.First[1:] {
		places = append(places, fmt.Sprintf("%d:%d", f.Line, f.Column))
	}
	if int(g.Count) > len(g.First) {
		places = append(places, "…")
	}
	return strings.Join(places, ", ")
}

// all returns all groups of a file.
func (f *File) all() []*Group {
	if len(f.Rest) == 0 {
		return f.Groups
	}
	return append(f.Groups[:len(f.Groups):len(f.Groups)], f.Rest...)
}

// place returns where a group is first, or the beginning of the file.
func (g *Group) place(f *File) flowtrail.Position {
	if g.Other {
		return flowtrail.Position{File: f.Name, Line: 1, Column: 1}
	}
	return g.First[0].Position
}

// line returns the line of a failure, or the first one.
func (f *Failure) line() int { return max(f.Line, 1) }
