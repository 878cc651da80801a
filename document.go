package flowtrail

import (
	"io"
	"iter"
)

// A Document is a [Codec], whatever the type of its records: what can be done with all of them alike. Every *Codec[T] is one;
// package documents lists them all, and finds the one that an input needs.
type Document interface {
	Name() string
	Title() string
	Schema() []byte
	Detect(head []byte) bool
	Validate(data []byte, opts ...RecordOption) error
	Check(r io.Reader, opts ...Option) iter.Seq[error]
	WriteSamples(w io.Writer, seed uint64, n int64, array bool) error
}

var _ Document = (*Codec[int])(nil)
