// Package record holds the interfaces between package flowtrail and the encodings, JSON and CSV: how the records of one stream are
// found, decoded and validated.
package record

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/flowtrail/flowtrail/internal/declare"
)

// Padding is how many readable bytes lie after the data that a [Parser] is given, so that it may load
// several bytes at a time without asking where the data ends. Their content means nothing.
const Padding = 64

// Pad returns data with Padding zero bytes after it, in buf's memory where that is large enough.
func Pad(buf, data []byte) []byte {
	buf = append(append(buf[:0], data...), make([]byte, Padding)...)
	return buf[:len(data)]
}

// A Finding is one way in which a record is wrong.
type Finding struct {
	Offset  int    // of the offending value, in the data given to the Parser
	Path    string // JSON Pointer, or "/column"
	Rule    Rule
	Schema  string // location in the schema; empty for what no schema can say
	Message string
	Value   string // printable; empty when there is none
}

// Limits bound what a record may cost, and say how it is validated.
type Limits struct {
	Size     int  // bytes
	Depth    int  // nested objects and arrays
	Findings int  // per record
	Strict   bool // unknown members and columns are findings
}

// Status is the outcome of [Parser.Next].
type Status uint8

const (
	Valid   Status = iota // a record, decoded
	Invalid               // a record with findings
	Other                 // a record of another stream in the same file; Findings has one, of RuleOtherStream
	More                  // the record at Start does not end in the data
	End                   // no further record begins in the data
	Broken                // the stream cannot be read on, for the reason given by Parser.Err
)

// A Span is where in the data a record was found.
type Span struct {
	Start, End int
	Status     Status
}

// A Parser finds, decodes and validates the records of one stream after another. It is not safe for concurrent use.
//
// All data begins at a record border and has [Padding] bytes after it; last says that the stream ends with it.
type Parser[T any] interface {
	// Open looks at the beginning of the stream and learns from it: framing, header. The Span ends where the
	// first record may begin, or the bytes that matter if it is More; Invalid means that the header has findings, but
	// can be read on.
	Open(data []byte, last bool) Span
	// Cut returns the length of a prefix of data that surely consists of whole records: in the prefix alone, Next finds the
	// same as in the whole stream. It returns 0 if there is none, or if that is not sure. Data begins where a record may
	// begin. The prefix ends with a newline, or with the stream if last is true.
	Cut(data []byte, last bool) int
	// Next decodes the first record at or after data[pos]. It looks at no more than Limits.Size bytes of a record and one
	// more; if the record does not end in them, the Status is More, and Skip is called next.
	Next(data []byte, pos int, last bool, v *T) Span
	// Skip looks for the end of a record that is too large to be held. data begins inside the record, right
	// after what earlier calls for it were given; fresh says that it begins with the record.
	Skip(data []byte, fresh, last bool) (n int, done bool)
	// Findings returns what is wrong with the record that Next called Invalid or Other, or the header that Open called
	// Invalid, in the order of the input. It is valid until the next call.
	Findings() []Finding
	// Err says why Open or Next returned Broken.
	Err() error
	// Follow makes the Parser know what Open learnt in other, which is of the same Format and Limits, so that it can read
	// parts that Cut has cut from the same stream.
	Follow(other Parser[T])
	// Reset makes the Parser ready for another stream, or for Format.Decode. It forgets the stream before, but may keep
	// memory and tables that make it quick.
	Reset()
}

// A Format is an encoding of one document.
type Format[T any] interface {
	Name() string
	Title() string // one line
	Schema() []byte
	// Declaration returns what a record may be, or the cells of a row. Rules across members are not in it.
	Declaration() declare.Value
	// Detect reports whether a stream that begins with head looks like this document.
	Detect(head []byte) bool
	NewParser(Limits) Parser[T]
	// Decode reads data, which holds one record and nothing else, with a Parser that is new or Reset.
	Decode(p Parser[T], data []byte, v *T) Span
	NewEncoder() Encoder[T]
	// Samples returns an endless sequence of valid records, each in the memory that next returns for it.
	Samples(seed uint64, next func() *T) iter.Seq[*T]
}

// An Encoder writes the records of one stream. It is not safe for concurrent use.
type Encoder[T any] interface {
	// Header appends what comes before the first record, which is v; v is nil when there is no record.
	Header(dst []byte, v *T) ([]byte, error)
	// Append appends v as one line, with the newline, or returns dst as it was and an error.
	Append(dst []byte, v *T) ([]byte, error)
}

// Limit cuts findings to the first n and says so in one more.
func Limit(findings []Finding, n int) []Finding {
	if len(findings) <= n {
		return findings
	}
	findings[n] = Finding{Offset: findings[n].Offset, Rule: RuleTooMany, Message: "the record has more findings than are reported"}
	return findings[:n+1]
}

// Sort sorts findings by their place in the input.
func Sort(findings []Finding) {
	slices.SortFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Rule, b.Rule))
	})
}

// View returns as much of data as [Parser.Next] may look at for the record at pos, and whether the stream ends with it.
func View(data []byte, pos int, last bool, limits Limits) ([]byte, bool) {
	if end := pos + limits.Size + 1; 0 < end && end < len(data) {
		return data[:end], false
	}
	return data, last
}

// TooLarge is the finding for a record that is larger than the limit.
func TooLarge(offset int, limits Limits) Finding {
	return Finding{Offset: offset, Rule: RuleRecordSize, Message: fmt.Sprintf("the record is larger than %d bytes", limits.Size)}
}
