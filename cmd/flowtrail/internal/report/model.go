// Package report tells in several formats what a run of validate finds: one model of the run, and a reporter for each format.
//
// Findings come in the order of the input, each once, and files in their order after their findings. What is kept of a run is
// bounded, however many findings there are: of a file, groups of findings with the same rule and path; of all files, how often each
// rule was broken at each path.
package report

import (
	"github.com/flowtrail/flowtrail"
)

// A Severity says what follows from a finding.
type Severity string

const (
	Error   Severity = "error"   // exit code 1
	Warning Severity = "warning" // it is reported
	Off     Severity = "off"     // it is as if there were none
)

// A Finding is what is wrong in one place of an input, as reports may show it: its file's name, path, message and value have gone
// through a [Redactor]. Its value is escaped; the rest is not.
type Finding struct {
	flowtrail.Violation
	Severity Severity
}

// A File is an input after it was read, or could not be read.
type File struct {
	Name        string
	Type        string // name of the document; empty if it is not known
	Records     int64
	Invalid     int64 // records with an error
	Skipped     int64 // records of other streams that were left out
	Refused     int64 // valid records that could not be converted
	Unwanted    int64 // valid records that were not to be converted
	Errors      int64
	Warnings    int64
	Read        bool   // to its end, or until Failure
	WrongHeader bool   // of a CSV
	Note        string // why it was not read, though nothing is wrong with that; or empty
	Empty       bool   // it holds no record, which may be wrong
	Failure     *Failure
	Cut         bool // reading ended at the first error, as was asked for

	Groups []*Group // of its findings, in the order of their first ones
	Rest   []*Group // those of findings at other paths
}

// Good reports whether there is nothing to tell of the file.
func (f *File) Good() bool {
	return f.Errors+f.Warnings+f.Refused == 0 && f.Failure == nil && !f.Empty
}

// A Failure says why a file could not be read, or not to its end.
type Failure struct {
	flowtrail.Position        // of where reading ended, if it is known: then the line is not 0
	Message            string // without the position
}

// A Group is all findings of a file that break one rule at one path, whose array indices are "*".
type Group struct {
	Rule     flowtrail.Rule
	Path     string // empty if Other
	Other    bool   // the findings are at other paths than those that have groups of their own
	Severity Severity
	Count    int64
	First    []Finding // the first ones, at most [mostPlaces]; none if Other
}

// How much is kept.
const (
	mostPlaces = 5     // of a group
	mostGroups = 1000  // of a file
	mostTotals = 10000 // of a run
)

// A Total is all findings of a run that break one rule at one path.
type Total struct {
	Rule     flowtrail.Rule
	Path     string // whose array indices are "*"; empty if Other
	Other    bool   // the findings are at other paths than those that have totals of their own
	Severity Severity
	Count    int64
	Files    int64   // that have some; 0 if Other
	First    Finding // in the first file; none if Other
}

// A Summary is what a run found in all.
type Summary struct {
	Files      int64 // that were read
	Unreadable int64 // that could not be read, or not to their ends
	LeftOut    int64 // that were not read, though nothing is wrong with that
	Records    int64
	Invalid    int64
	Skipped    int64
	Refused    int64
	Errors     int64
	Warnings   int64
	Faulty     int64    // files with errors, or unreadable
	Empty      []string // PATHs without a record, the first ones
	Empties    int64    // PATHs without a record
	Cut        string   // why not all was read, such as "after the first error (--fail-fast)"; or empty
	Totals     []*Total // most findings first
	ExitCode   int
}

// Findings returns how many findings there are.
func (s *Summary) Findings() int64 { return s.Errors + s.Warnings }

// A Reporter writes a report. Its methods are called by one goroutine at a time.
type Reporter interface {
	Finding(*Finding) // each, in the order of the input
	File(*File)       // after its findings
	End(*Summary)     // once, at the end
}
