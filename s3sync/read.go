package s3sync

import (
	"errors"
	"iter"

	"github.com/flowtrail/flowtrail"
)

// Read returns the records of the files whose events are in the range, each a new value: file after file as [Files.List] returns
// them, and within a file in its order, which need not be that of their times. A record that says no time counts as one of the time
// of its file, so that ranges which adjoin have every record once. No file is opened that List does not return.
//
// In place of a record that is wrong Read yields nil and a *[flowtrail.RecordError], in every range that needs its file, since its
// time is not to be relied on. A file that cannot be opened, or read to its end, is a *[flowtrail.StreamError] after the records
// that could be read, and so is a directory before all records: unlike a codec's Read, this one goes on with the next file. All
// errors name their file. An empty file has no record, which is no error.
//
// With any number of Workers, the records are the same, and in the same order. Each of the Workers reads a file of its own, of
// which it holds no more than some megabytes; of a large file, all of them read parts. They end with the loop; leaving it early
// waits for a Read that is under way.
func (f Files) Read(opts ...flowtrail.RecordOption) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		files, _, err := f.List()
		if err != nil && !yield(nil, streamError(f.root(), err)) {
			return
		}
		reading := reading{Files: f}
		for _, opt := range opts {
			reading.opts = append(reading.opts, opt)
		}
		if f.Workers > 1 {
			reading.readAhead(files, yield)
			return
		}
		for _, file := range files {
			if !reading.read(file, 1, func(rec *Record, _ int, err error) bool { return yield(rec, err) }) {
				return
			}
		}
	}
}

// A reading is one call of Read.
type reading struct {
	Files
	opts []flowtrail.Option
}

// read yields the records of a file that are in the range, each with a rough number of the bytes that it takes, or an error. It
// reports whether to go on.
func (r *reading) read(file File, workers int, yield func(rec *Record, size int, err error) bool) bool {
	in, err := r.FS.Open(file.Path)
	if err != nil {
		return yield(nil, 0, streamError(file.Path, err))
	}
	defer in.Close()
	opts := append(r.opts[:len(r.opts):len(r.opts)], flowtrail.FileName(file.Path), flowtrail.Workers(workers))
	reader := JSON.NewReader(in, opts...)
	for rec, err := range reader.All() {
		if err == nil && !r.wants(rec, file) {
			continue
		}
		if !yield(rec, 512+len(reader.Raw())+sizeOf(err), err) {
			return false
		}
	}
	return true
}

// wants reports whether a record of a file is in the range.
func (r *reading) wants(rec *Record, file File) bool {
	if r.From.IsZero() && r.To.IsZero() {
		return true
	}
	at := rec.Time()
	if at.IsZero() {
		at = file.Time
	}
	return r.holds(at)
}

func sizeOf(err error) int {
	var bad *flowtrail.RecordError
	if !errors.As(err, &bad) {
		return 0
	}
	return 512 * len(bad.Violations)
}

func streamError(file string, err error) error {
	return &flowtrail.StreamError{Position: flowtrail.Position{File: file, Line: 1, Column: 1}, Err: err}
}
