package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/flowtrail/flowtrail"
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

	flowtrail.Counts
	wrongHeader bool
	refused     int64  // valid records that could not be converted
	unread      string // why it was not read, though nothing is wrong with that
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
	var bad *flowtrail.RecordError
	var header *flowtrail.HeaderError
	switch {
	case err == nil:
	case errors.As(err, &bad):
		f.tell(bad.Violations)
	case errors.As(err, &header):
		f.wrongHeader = true
		f.tell(header.Violations)
	default:
		f.err = err
	}
	if f.stopped() {
		return errStopped
	}
	return nil
}

func (f *file) tell(violations []flowtrail.Violation) {
	for _, v := range violations {
		f.out.found(v)
	}
}

// reason returns why the file could not be read. A stream error says where.
func (f *file) reason() error {
	var known *fs.PathError
	if errors.As(f.err, &known) {
		return known.Err // it has the name of the file, as its line has
	}
	return f.err
}

// sum says what the file held.
func (f *file) sum() {
	switch {
	case f.unread != "":
		f.out.say("%s: %s", f.name, f.unread)
	case f.text != nil:
		f.out.say("%s: %s, %s", f.name, f.doc.Name(), f.summary())
	}
	var broken *flowtrail.StreamError
	switch reason := f.reason(); {
	case errors.As(reason, &broken):
		f.out.say("%v", broken)
	case reason != nil:
		f.out.say("%s: %v", f.name, reason)
	}
}

func (f *file) summary() string {
	var parts []string
	if f.wrongHeader {
		parts = append(parts, "the header is wrong")
	}
	switch {
	case f.Records > 0:
		parts = append(parts, plural(f.Records, "record"), fmt.Sprintf("%d invalid", f.Invalid))
	case f.wrongHeader:
		parts = append(parts, "no records read")
	case f.err != nil:
	case strings.HasSuffix(f.doc.Name(), ".csv"):
		parts = append(parts, "has a header but no records")
	default:
		parts = append(parts, "no records")
	}
	if f.refused > 0 {
		parts = append(parts, fmt.Sprintf("%d not converted", f.refused))
	}
	if f.Skipped > 0 {
		parts = append(parts, fmt.Sprintf("%d of other streams skipped", f.Skipped))
	}
	if f.err != nil {
		parts = append(parts, "not read to its end")
	}
	return strings.Join(parts, ", ")
}

// plural returns n of something, such as "1 record" or "2 records".
func plural(n int64, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
