package flowtrail

import (
	"io"

	"github.com/flowtrail/flowtrail/internal/input"
	"github.com/flowtrail/flowtrail/internal/record"
)

// An Option changes how a stream is read. It is either a [RecordOption], which says what a record may be and so can be given to
// [Codec.Decode] and [Codec.Validate] as well, or a [StreamOption], which only readers take. A nil Option changes nothing.
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

// Strict makes members and columns that the document does not name findings. Without it they are kept in the record's Extra.
func Strict() RecordOption { return func(l *record.Limits) { l.Strict = true } }

// MaxRecordSize limits the size of a record in bytes; the default is 1 MiB, and values below 1 mean 1. A larger record is a
// finding, with [RuleRecordSize], and reading goes on after it.
func MaxRecordSize(bytes int) RecordOption {
	return func(l *record.Limits) { l.Size = max(bytes, 1) }
}

// MaxDepth limits how many objects and arrays may be nested in each other, the record included; the default is 64, and values
// below 1 mean 1. A record that is nested deeper is a finding, with [RuleDepth].
func MaxDepth(n int) RecordOption { return func(l *record.Limits) { l.Depth = max(n, 1) } }

// MaxFindings limits how many findings of one record are reported; the default is 100, and values below 1 mean 1. If there are
// more, one finding with [RuleTooMany] follows and says so.
func MaxFindings(n int) RecordOption { return func(l *record.Limits) { l.Findings = max(n, 1) } }

// FileName names the input in positions and errors. Without it, an input that has a Name method, as an *os.File has, goes by the
// name that this returns.
func FileName(name string) StreamOption { return func(o *options) { o.file = name } }

// Workers lets n goroutines decode at the same time. The records still come in the order of the input, and what is read is the
// same for every n. With n below 2, the default, the calling goroutine does all the work. With any n it reads the first 64 KiB
// of an input by itself, and all of an input that comes slower than it can be decoded. Only JSON Lines and CSV are decoded by
// several goroutines, since their records begin on lines of their own.
//
// The goroutines read the input, and end with the loop that they work for. Leaving a loop early waits for a Read of the input
// that is under way.
func Workers(n int) StreamOption { return func(o *options) { o.workers = n } }

// Gunzip makes readers decompress gzip with open in place of compress/gzip, for packages that are faster. Open is given an
// [io.ByteReader], so that it need not buffer. The reader that it returns must end with [io.ErrUnexpectedEOF] if the stream is
// cut off, must read all members of a stream that has several, and must read its source only while it is read itself. It is
// not closed. A nil open changes nothing.
func Gunzip(open func(io.Reader) (io.Reader, error)) StreamOption {
	return func(o *options) {
		if open != nil {
			o.gunzip = open
		}
	}
}

// SkipOtherStreams leaves out the records of other streams in the same file, such as those of DNS filtering among network events.
// Without it, each of them is a *[RecordError] with [RuleOtherStream]. [Reader.Skipped] and [Counts] tell how many there were.
func SkipOtherStreams() StreamOption { return func(o *options) { o.skipOther = true } }

// FindingsAfterHeader lets a reader go on after a [HeaderError], to find what is wrong with the records as well. They are checked
// and counted, but no valid one is handed out: under a wrong header, values would be missing or misread.
func FindingsAfterHeader() StreamOption { return func(o *options) { o.findingsOnly = true } }

// Count adds to counts what was read, each time that a loop over a reader, a [Codec.Check] or a [Fold] ends. Look at counts only
// then, and give readers that work at the same time counts of their own.
func Count(counts *Counts) StreamOption { return func(o *options) { o.counts = counts } }

// Counts tells how much was read. See [Count].
type Counts struct {
	Records  int64 // all records: valid, invalid and skipped
	Invalid  int64 // those that were wrong
	Skipped  int64 // those of other streams that were left out; see [SkipOtherStreams]
	Findings int64 // in wrong records and in headers
}

func (c *Counts) add(other Counts) {
	c.Records += other.Records
	c.Invalid += other.Invalid
	c.Skipped += other.Skipped
	c.Findings += other.Findings
}
