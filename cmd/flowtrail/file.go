package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
)

// A file is an input, and what it turned out to hold.
type file struct {
	input
	index   int  // among all inputs
	alone   bool // it is the only input, and one file
	out     *section
	doc     flowtrail.Document // nil if that is not known
	text    io.Reader          // all of it
	opts    []flowtrail.Option
	pos     func() flowtrail.Position // of the current record
	stopped func() bool               // reports whether there is no point in reading on
	as      flowtrail.Document        // what it is; nil if that is to be found by looking

	tally    *report.Tally // of its findings; nil until there may be some
	failFast bool          // reading ends at the first error
	cut      bool          // it did
	harmless int64         // records that have findings but no error

	flowtrail.Counts
	wrongHeader bool
	refused     int64  // valid records that could not be converted
	unwanted    int64  // valid records that were not to be converted
	unread      string // why it was not read, though nothing is wrong with that
	empty       bool   // that is because it holds no record
	void        bool   // it is a file of the sync to S3 without a single byte
	err         error  // why it could not be read, or not to its end
}

// options returns the options to read the file with. Its records are counted.
func (f *file) options(more ...flowtrail.Option) []flowtrail.Option {
	return append(append(slices.Clip(f.opts), flowtrail.FileName(f.name), flowtrail.Gunzip(gunzip), flowtrail.Count(&f.Counts)), more...)
}

// take takes note of an error of a reader: what is wrong with a record, or with the header, or why reading ends. It returns an
// error if reading is to end.
func (f *file) take(err error) error {
	wrong := false
	if bad, ok := errors.AsType[*flowtrail.RecordError](err); ok {
		if wrong = f.tell(bad.Violations); !wrong {
			f.harmless++
		}
	} else if header, ok := errors.AsType[*flowtrail.HeaderError](err); ok {
		f.wrongHeader = true
		wrong = f.tell(header.Violations)
	} else if err != nil {
		f.err = err
	}
	if f.cut = wrong && f.failFast; f.cut || f.stopped() {
		return errStopped
	}
	return nil
}

// tell tells of findings, and reports whether one is an error.
func (f *file) tell(violations []flowtrail.Violation) (wrong bool) {
	for i := range violations {
		severity := f.tally.Severity(&violations[i])
		if severity == report.Off {
			continue
		}
		wrong = wrong || severity == report.Error
		f.out.add(f.tally, &violations[i])
	}
	return wrong
}

// reason returns why the file could not be read. A stream error says where.
func (f *file) reason() error {
	var known *fs.PathError
	if errors.As(f.err, &known) {
		return known.Err // it has the name of the file, as its line has
	}
	return f.err
}

// about returns what the file held, with texts as hide makes them.
func (f *file) about(hide func(string) string) *report.File {
	about := &report.File{
		Name: f.name, Records: f.Records, Invalid: f.Invalid - f.harmless, Skipped: f.Skipped, Refused: f.refused, Unwanted: f.unwanted, Read: f.text != nil,
		WrongHeader: f.wrongHeader, Note: hide(f.unread), Empty: f.Records == 0 && (f.text != nil || f.empty), Cut: f.cut,
	}
	if f.doc != nil {
		about.Type = f.doc.Name()
	}
	var broken *flowtrail.StreamError
	switch reason := f.reason(); {
	case errors.As(reason, &broken):
		about.Failure = &report.Failure{Position: broken.Position, Message: hide(broken.Err.Error())}
	case reason != nil:
		about.Failure = &report.Failure{Message: hide(reason.Error())}
	}
	return about
}

// plural returns n of something, such as "1 record" or "2 records".
func plural(n int64, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
