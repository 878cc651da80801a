package flowtrail

import (
	"io"

	"github.com/flowtrail/flowtrail/internal/input"
	"github.com/flowtrail/flowtrail/internal/record"
)

// An Option changes how a reader or a single call works.
type Option func(*options)

type options struct {
	file    string
	workers int
	limits  record.Limits
	gunzip  func(io.Reader) (io.Reader, error)
	portion portion // of the work that one goroutine is given
}

func newOptions(opts []Option) options {
	o := options{workers: 1, limits: record.Limits{Size: 1 << 20, Depth: 64, Findings: 100}, gunzip: input.Gunzip, portion: usual}
	for _, set := range opts {
		set(&o)
	}
	return o
}

// FileName names the input in positions and errors. Without it, an input that has a Name method, as an
// *os.File does, is called by that.
func FileName(name string) Option { return func(o *options) { o.file = name } }

// Workers lets n goroutines decode at the same time. The records still come in the order of the input, and
// what is read is the same for every n. Values below 2 mean that the calling goroutine does all the work.
// Only inputs of which records begin on lines of their own are decoded by several goroutines: JSON Lines and CSV.
func Workers(n int) Option { return func(o *options) { o.workers = n } }

// Gunzip makes readers decompress gzip by open, in place of compress/gzip: another package may be faster. What open is given
// reads ahead, and is an [io.ByteReader]. What it returns must end a stream that is cut off with [io.ErrUnexpectedEOF], and
// read all members of a stream that has several; it must read from what open was given only while it is read itself, and is
// not closed. Without open nothing changes.
func Gunzip(open func(io.Reader) (io.Reader, error)) Option {
	return func(o *options) {
		if open != nil {
			o.gunzip = open
		}
	}
}

// Strict makes members and columns that the document does not name findings.
func Strict() Option { return func(o *options) { o.limits.Strict = true } }

// MaxRecordSize limits the size of a record in bytes; the default is 1 MiB, the least 1. A larger record is a finding.
func MaxRecordSize(bytes int) Option { return func(o *options) { o.limits.Size = max(bytes, 1) } }

// MaxDepth limits how deep objects and arrays may be nested; the default is 64, the least 1. A deeper record is a finding.
func MaxDepth(n int) Option { return func(o *options) { o.limits.Depth = max(n, 1) } }

// MaxFindings limits how many findings of one record are reported; the default is 100, the least 1. One more finding says
// that there would be more.
func MaxFindings(n int) Option { return func(o *options) { o.limits.Findings = max(n, 1) } }
