package flowtrail

import (
	"io"
	"iter"
)

// A Document is a [Codec] of records of any type: it has those of its methods that do not depend on the type. Every *Codec[T]
// is a Document. Package documents lists them all, and finds the one that an input needs.
type Document interface {
	Name() string                                                     // see [Codec.Name]
	Title() string                                                    // see [Codec.Title]
	Schema() []byte                                                   // see [Codec.Schema]
	Detect(head []byte) bool                                          // see [Codec.Detect]
	Validate(data []byte, opts ...RecordOption) error                 // see [Codec.Validate]
	Check(r io.Reader, opts ...Option) iter.Seq[error]                // see [Codec.Check]
	WriteSamples(w io.Writer, seed uint64, n int64, array bool) error // see [Codec.WriteSamples]
}

var _ Document = (*Codec[int])(nil)
