package cases

import (
	"slices"

	"github.com/flowtrail/flowtrail"
)

// A Kind is a way in which a record or a file is broken.
type Kind string

// A Fault is what is broken in a file, and the finding that a reader must have of it. It is at the place that the finding is for: the
// offending value; for a missing member, the object that lacks it.
type Fault struct {
	flowtrail.Position

	Kind Kind           `json:"kind"`
	Path string         `json:"path"` // JSON Pointer into the record, or "/column"
	Rule flowtrail.Rule `json:"rule"` // empty if it is the file that cannot be read on, which is no finding of a record

	// Ends is whether no record can be read after the fault: it is one of the header, or of the file. Its Record is 0. How many of the
	// records before it are read may depend on the reader.
	Ends bool `json:"ends,omitempty"`
}

// The kinds of faults.
const (
	WrongType       Kind = "wrong-type"
	OutOfRange      Kind = "out-of-range"
	NotInteger      Kind = "not-an-integer"
	OutsideWords    Kind = "outside-the-vocabulary"
	OtherStream     Kind = "other-stream"
	NotInFormat     Kind = "not-in-the-format"
	Empty           Kind = "empty"
	MissingMember   Kind = "missing-member"
	DuplicateMember Kind = "duplicate-member"
	CaseVariant     Kind = "case-variant"
	BadUTF8         Kind = "bad-utf-8"
	HalfCharacter   Kind = "half-a-character"
	ControlByte     Kind = "control-character"
	BadEscape       Kind = "bad-escape"
	NotANumber      Kind = "not-a-number"
	HostileNumber   Kind = "hostile-number"
	DeepNesting     Kind = "deep-nesting"
	Oversized       Kind = "oversized"
	TrailingComma   Kind = "trailing-comma"
	MissingComma    Kind = "missing-comma"
	Comment         Kind = "comment"
	SingleQuotes    Kind = "single-quotes"
	Truncated       Kind = "truncated"
	NotAnObject     Kind = "not-an-object"
	NotJSON         Kind = "not-json"
	OpenArray       Kind = "open-array"
	AfterArray      Kind = "after-the-array"
	CutOffGzip      Kind = "cut-off-gzip"

	NUL             Kind = "nul"
	SurplusCell     Kind = "surplus-cell"
	MissingCell     Kind = "missing-cell"
	BareQuote       Kind = "bare-quote"
	AfterQuote      Kind = "after-the-quote"
	OpenQuote       Kind = "open-quote"
	SwappedColumns  Kind = "swapped-columns"
	MissingColumn   Kind = "missing-column"
	DuplicateColumn Kind = "duplicate-column"
	ColumnVariant   Kind = "case-variant-column"
	WrongDelimiter  Kind = "wrong-delimiter"
)

// What some kinds of faults ask for.
var (
	// onLines are those for which each record must be on a line of its own: nothing else tells where the broken one ends.
	onLines = []Kind{Truncated, NotAnObject, NotJSON, Oversized, SingleQuotes}
	// ofHeader and ofArray are those that are not of a record.
	ofHeader = []Kind{MissingColumn, DuplicateColumn, ColumnVariant, WrongDelimiter}
	ofArray  = []Kind{OpenArray, AfterArray}
)

// Kinds returns the kinds of faults that there may be in a file of the document.
func (s *Source) Kinds() []Kind {
	all := slices.Clone(s.recordKinds)
	if s.CSV() {
		if all = append(all, OpenQuote, CutOffGzip); len(s.columns) > 2 {
			return append(all, ofHeader...)
		}
		return append(all, WrongDelimiter) // a header that is wrong in one of two columns is none
	}
	return append(append(all, CutOffGzip), ofArray...)
}

// RecordKinds returns those of them that there may be in any record, whatever follows it.
func (s *Source) RecordKinds() []Kind { return slices.Clone(s.recordKinds) }

// findKinds finds out in which ways the samples can be broken.
func (s *Source) findKinds() {
	try := func(kind Kind, run func(Record) bool) {
		if kind != OpenQuote && slices.ContainsFunc(s.samples, run) {
			s.recordKinds = append(s.recordKinds, kind)
		}
	}
	if s.CSV() {
		for _, one := range cellBreakers {
			try(one.kind, func(r Record) bool {
				return one.run(s.row(r.cells(), sequence(len(s.columns)), Given(nil)))
			})
		}
		return
	}
	for _, one := range objectBreakers {
		try(one.kind, func(r Record) bool { return one.run(s.object(r, Given(nil))) })
	}
}

// Kind decides for one of some kinds.
func (c Choices) Kind(kinds []Kind) Kind {
	kind := one(c, kinds)
	if kind == Oversized && !c.OneIn(4) { // it is rare, because it is large
		return kinds[0]
	}
	return kind
}

// fitting returns how a file must be spelled for a kind of fault.
func fitting(kind Kind, how Spelling) Spelling {
	switch {
	case slices.Contains(onLines, kind):
		how &^= CRLF | Blank | Pretty | Array | Concatenated
	case slices.Contains(ofArray, kind):
		how |= Array
	case kind == CutOffGzip:
		how |= Gzip
	}
	return how
}

// Is reports whether a finding is that of the fault.
func (f *Fault) Is(v flowtrail.Violation) bool {
	at := f.Position
	at.File = v.File
	return v.Position == at && v.Path == f.Path && v.Rule == f.Rule
}

// Needs returns how a file must be spelled to be broken by a kind of fault.
func Needs(kind Kind) Spelling { return fitting(kind, 0) }
