package report

import (
	"fmt"
	"io"

	"github.com/flowtrail/flowtrail"
)

// Formats returns the names of all formats.
func Formats() []string {
	return []string{"text", "json", "sarif", "junit", "github", "markdown", "gitlab"}
}

// Options say what reporters tell besides what was found.
type Options struct {
	Version    string // of the tool
	Most       int64  // how many findings reports list that list each, the first ones; 0 for all
	Severities map[flowtrail.Rule]Severity
}

// New returns a reporter of a format, which is one of [Formats]. It writes to w until its End. It knows no errors: w should keep
// the first one.
func New(format string, w io.Writer, o Options) Reporter {
	switch format {
	case "text":
		return &text{w: w, cap: limited{most: o.Most}}
	case "json":
		return &lines{w: w, cap: limited{most: o.Most}}
	case "sarif":
		return newSARIF(w, o.Version, o.Severities)
	case "junit":
		return newJUnit(w)
	case "github":
		return newGitHub(w)
	case "markdown":
		return &markdown{w: w}
	case "gitlab":
		return newGitLab(w)
	}
	panic(fmt.Sprintf("there is no format %q", format))
}
