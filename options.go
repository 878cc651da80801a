package flowtrail

import (
	"io"

	"github.com/flowtrail/flowtrail/internal/input"
	"github.com/flowtrail/flowtrail/internal/record"
)

// An Option changes how a stream is read. It is a [RecordOption] or a [StreamOption]: what holds for a single record can be
// asked of [Codec.Decode] and [Codec.Validate] as well, what holds for a stream only of readers. A nil Option changes nothing.
type Option interface{ apply(*options) }

// A RecordOption says what a record may be: [Strict], [MaxRecordSize], [MaxDepth], [MaxFindings]. It is an [Option].
type RecordOption func(*record.Limits)

// A StreamOption says how a stream is read: [FileName], [Workers], [Gunzip], [SkipOtherStreams], [FindingsAfterHeader],
// [Count]. It is an [Option].
type StreamOption func(*options)

func (o RecordOption) apply(to *options) {
	if o != nil {
		o(&to.limits)
	}
}

func (o StreamOption) apply(to *options) {
	if o != nil {
		o(to)
	}
}

type options struct {
	limits       record.Limits
	file         string
	workers      int
	gunzip       func(io.Reader) (io.Reader, error)
	skipOther    bool
	findingsOnly bool // after a header that has findings
	counts       *Counts
	block        block
}

// block is how much a goroutine decodes at a time.
type block struct {
	bytes   int
	records int // each takes the memory of a T; as many findings. The rest of a block comes next.
}

var defaultLimits = record.Limits{Size: 1 << 20, Depth: 64, Findings: 100}

func newOptions(opts []Option) options {
	o := options{limits: defaultLimits, gunzip: input.Gunzip, block: block{bytes: 192 << 10, records: 2048}}
	for _, opt := range opts {
		if opt != nil {
			opt.apply(&o)
		}
	}
	return o
}

func newLimits(opts []RecordOption) record.Limits {
	limits := defaultLimits
	for _, set := range opts {
		if set != nil {
			set(&limits)
		}
	}
	return limits
}

// Strict makes members and columns that the document does not name findings.
func Strict() RecordOption { return func(l *record.Limits) { l.Strict = true } }

// MaxRecordSize limits the size of a record in bytes; the default is 1 MiB, the least 1. A larger record is a finding.
func MaxRecordSize(bytes int) RecordOption {
	return func(l *record.Limits) { l.Size = max(bytes, 1) }
}

// MaxDepth limits how deep objects and arrays may be nested; the default is 64, the least 1. A deeper record is a finding.
func MaxDepth(n int) RecordOption { return func(l *record.Limits) { l.Depth = max(n, 1) } }

// MaxFindings limits how many findings of one record are reported; the default is 100, the least 1. One more finding says
// that there would be more.
func MaxFindings(n int) RecordOption { return func(l *record.Limits) { l.Findings = max(n, 1) } }

// FileName names the input in positions and errors. Without it, an input that has a Name method, as an
// *os.File does, is called by that.
func FileName(name string) StreamOption { return func(o *options) { o.file = name } }

// Workers lets n goroutines decode at the same time. The records still come in the order of the input, and
// what is read is the same for every n. Values below 2 mean that the calling goroutine does all the work, as it does
// for the first 64 KiB of any input and while an input is slower than it.
// Only inputs of which records begin on lines of their own are decoded by several goroutines: JSON Lines and CSV.
//
// The goroutines read the input and end with the loop they work for. A loop that is left waits for a Read that is under way.
func Workers(n int) StreamOption { return func(o *options) { o.workers = n } }

// Gunzip makes readers decompress gzip by open, in place of compress/gzip: another package may be faster. What open is given
// reads ahead, and is an [io.ByteReader]. What it returns must end a stream that is cut off with [io.ErrUnexpectedEOF], and
// read all members of a stream that has several; it must read from what open was given only while it is read itself, and is
// not closed. Without open nothing changes.
func Gunzip(open func(io.Reader) (io.Reader, error)) StreamOption {
	return func(o *options) {
		if open != nil {
			o.gunzip = open
		}
	}
}

// SkipOtherStreams passes over the records of other streams in the same file, which are wrong otherwise. [Reader.Skipped]
// tells how many there were.
func SkipOtherStreams() StreamOption { return func(o *options) { o.skipOther = true } }

// FindingsAfterHeader lets a reader go on after a [HeaderError], to find what is wrong with the records as well. They are
// checked and counted, but none is handed out even if it is valid: under a wrong header, values would be missing or misread.
func FindingsAfterHeader() StreamOption { return func(o *options) { o.findingsOnly = true } }

// Count adds to counts what a loop over a reader has read, when the loop ends.
func Count(counts *Counts) StreamOption { return func(o *options) { o.counts = counts } }

// Counts tells how much was read.
type Counts struct {
	Records  int64 // all of them, wrong or not
	Invalid  int64 // those that were wrong
	Skipped  int64 // those of other streams that were passed over; see [SkipOtherStreams]
	Findings int64 // in wrong records and in headers
}

func (c *Counts) add(other Counts) {
	c.Records += other.Records
	c.Invalid += other.Invalid
	c.Skipped += other.Skipped
	c.Findings += other.Findings
}
