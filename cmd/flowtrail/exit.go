package main

import (
	"strconv"

	"github.com/flowtrail/flowtrail"
)

// The exit codes. Where several apply, the first of internal, unreadable, findings and empty does.
const (
	exitOK = iota
	exitFindings
	exitUsage
	exitUnreadable
	exitEmpty
	exitInternal
)

const exitHelp = `Exit codes:
  0  all records are valid
  1  there are findings, not just warnings: a record or a header is wrong, or a record
     cannot be converted
  2  wrong usage: an unknown command, flag or argument, or a config, key or report
     FILE that cannot be used
  3  an input cannot be read: missing, cut off, corrupt or of unknown type
  4  a PATH holds no record at all, unless it is excluded itself, or a zero-byte file of
     the S3 sync beside other PATHs that hold some
  5  internal error, or the output cannot be written, as to a pipe whose reader
     ended early
If several apply, 5 comes first, then 3, 1 and 4.`

// exit is an error that has been reported already and only sets the exit code.
type exit int

func (e exit) Error() string { return "exit code " + strconv.Itoa(int(e)) }

// outcome is what a command knows in the end about all its inputs.
type outcome struct {
	flowtrail.Counts
	warnings   int64 // of the findings
	refused    int64
	files      int  // that were read
	unreadable int  // inputs that could not be read to their end
	empty      bool // a PATH holds no record, and that is no fault of its bucket
	excluded   bool // all PATHs are, on purpose
}

func (o *outcome) add(f *file) {
	o.Records += f.Records
	o.Invalid += f.Invalid - f.harmless
	o.Skipped += f.Skipped
	if f.tally != nil {
		o.Findings += f.tally.Errors + f.tally.Warnings
		o.warnings += f.tally.Warnings
	}
	o.refused += f.refused
	if f.text != nil {
		o.files++
	}
	if f.err != nil {
		o.unreadable++
	}
}

// exit returns the outcome as the error that sets the exit code.
func (o *outcome) exit() error {
	switch {
	case o.unreadable > 0:
		return exit(exitUnreadable)
	case o.Findings > o.warnings || o.refused > 0:
		return exit(exitFindings)
	case o.empty || o.Records == 0 && !o.excluded:
		return exit(exitEmpty)
	}
	return nil
}
