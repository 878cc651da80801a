package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/flowtrail/flowtrail"
)

// A job reads all inputs of one command, one after the other.
type job struct {
	*console
	as    document           // what all inputs are; nil if that is to be found by looking
	hint  string             // what to do about an input of unknown type; the types are listed after it
	opts  []flowtrail.Option // of all readers
	found func(flowtrail.Violation)
	done  func() // a file has been read
	outcome
}

// newJob returns a job that reads with so many workers and prints what it finds.
func newJob(c *console, found *findings, workers jobs) *job {
	return &job{
		console: c,
		hint:    "it is none of",
		opts:    []flowtrail.Option{flowtrail.Workers(int(workers))},
		found:   found.add,
		done:    func() { found.lines.Flush() },
	}
}

// A file is an input of known type, and what it turned out to hold.
type file struct {
	name  string
	doc   document
	text  io.Reader
	opts  []flowtrail.Option
	found func(flowtrail.Violation)
	pos   func() flowtrail.Position // of the current record
	err   error                     // why it cannot be read to its end
	tally
}

// A tally counts. The findings are those in invalid records and in headers.
type tally struct{ records, invalid, findings int64 }

func (t *tally) add(other tally) {
	t.records += other.records
	t.invalid += other.invalid
	t.findings += other.findings
}

// take takes note of an error of the reader: what is wrong with a record, or with the header, or why reading ends.
func (f *file) take(err error) {
	var bad *flowtrail.RecordError
	var header *flowtrail.HeaderError
	switch {
	case errors.As(err, &bad):
		f.invalid++
		f.tell(bad.Violations)
	case errors.As(err, &header):
		f.tell(header.Violations)
	default:
		f.err = err
	}
}

func (f *file) tell(violations []flowtrail.Violation) {
	for _, v := range violations {
		f.findings++
		f.found(v)
	}
}

// takeAll takes note of an error, after which reading goes on.
func (f *file) takeAll(err error) error {
	f.take(err)
	return nil
}

// end takes note of the error that reading ended with, if there was one.
func (f *file) end(err error) {
	if err != nil {
		f.take(err)
	}
}

// read gives each input of the paths that is a D to use.
func read[D document](j *job, args []string, use func(D, *file)) {
	find := finder{say: j.say, fail: j.fail, seen: make(map[string]bool)}
	paths := make([]*path, len(args))
	for i, arg := range args {
		paths[i] = find.find(arg)
	}
	j.progress.expect(totalSize(paths))
	for _, p := range paths {
		before := j.outcome
		for _, in := range p.inputs {
			readInput(j, in, use)
			if j.stdout.err != nil {
				return
			}
		}
		if j.records == before.records && j.unreadable == before.unreadable && !p.partly {
			j.empty = true
			if len(p.inputs) != 1 || !p.inputs[0].named {
				j.say("%s: no records", p.arg)
			}
		}
	}
}

func readInput[D document](j *job, in input, use func(D, *file)) {
	raw, err := j.open(in)
	if err != nil {
		j.fail(in.name, err)
		return
	}
	defer raw.Close()
	text := bufio.NewReaderSize(io.TeeReader(raw, j.progress), headSize)
	head, err := text.Peek(headSize)
	doc := j.as
	switch {
	case err != nil && err != io.EOF:
		j.fail(in.name, err)
		return
	case err == io.EOF && isEmpty(head):
		j.say("%s: no records: it is empty", in.name)
		return
	case archive(head) != "":
		doc = nil
	case doc == nil:
		doc = detect(head)
	}
	as, ok := doc.(D)
	if !ok {
		j.refuse(in, doc, head)
		return
	}
	f := &file{name: in.name, doc: doc, text: text, found: j.found}
	f.opts = append(slices.Clip(j.opts), flowtrail.FileName(in.name), flowtrail.Gunzip(gunzip), flowtrail.FindingsAfterHeader())
	use(as, f)
	j.done()
	j.sum(f)
}

func (j *job) open(in input) (io.ReadCloser, error) {
	if in.stdin {
		return io.NopCloser(j.stdin), nil
	}
	return os.Open(in.name)
}

// refuse leaves out an input that is of the wrong type, or of none. A file in a directory may be, unless its name says that
// it is data: then its shape has changed.
func (j *job) refuse(in input, doc document, head []byte) {
	why := "its type is not recognised"
	if doc != nil {
		why = doc.Name() + " holds no network events"
	}
	kind, broken := archive(head), unreadable(head)
	if kind != "" {
		why = "it is " + kind + ", to be unpacked first"
	}
	switch {
	case doc == nil && broken != nil:
		j.fail(in.name, broken)
	case !in.named && (doc != nil || !namedAsData(in.name)):
		j.say("%s: skipped: %s", in.name, why)
	case doc == nil && kind == "":
		j.fail(in.name, fmt.Errorf("%s; %s %s", why, j.hint, oneOf(typeNames())))
	default:
		j.fail(in.name, errors.New(why))
	}
}

// sum says what a file held and adds it to the outcome.
func (j *job) sum(f *file) {
	switch {
	case f.records > 0 || f.findings > 0 || f.err != nil:
		j.say("%s: %s, %s, %d invalid", f.name, f.doc.Name(), plural(f.records, "record"), f.invalid)
	case strings.HasSuffix(f.doc.Name(), ".csv"):
		j.say("%s: %s, has a header but no records", f.name, f.doc.Name())
	default:
		j.say("%s: %s, no records", f.name, f.doc.Name())
	}
	j.files++
	j.tally.add(f.tally)
	var broken *flowtrail.StreamError
	if errors.As(f.err, &broken) {
		at := broken.Position
		j.fail(fmt.Sprintf("%s:%d:%d", at.File, at.Line, at.Column), broken.Err)
	} else if f.err != nil {
		j.fail(f.name, f.err)
	}
}

// fail takes note of an input that cannot be read.
func (j *job) fail(name string, err error) {
	var known *fs.PathError
	if errors.As(err, &known) {
		err = known.Err // the name would stand there twice
	}
	j.say("%s: %v", name, err)
	j.unreadable++
}

// plural returns n of something, such as "1 record" or "2 records".
func plural(n int64, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
