package jsonrec

import (
	"iter"
	"slices"
	"strings"

	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/printable"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A Stream says how the records of a document are told from those of others: files of several streams hold their records in any
// order.
type Stream struct {
	At    string   // JSON Pointer of the string that names the stream of a record
	Names []string // of the document's own streams
	Bare  []string // members at the top by which a record is recognised that does not name its stream; none if it must
}

// A claim is whether a record is one of a document.
type claim uint8

const (
	unknown claim = iota
	own
	other
)

// claim looks whether the record at pos of the text is one of the document. It may be cut off.
func (st *Stream) claim(s *jsonscan.Scanner, pos int) claim {
	if at := s.Find(pos, st.At); at > 0 {
		name, next := s.Text(at)
		switch {
		case next <= 0:
			return unknown
		case slices.Contains(st.Names, string(name)):
			return own
		}
		return other
	}
	for _, name := range st.Bare {
		if s.Find(pos, "/"+name) <= 0 {
			return unknown
		}
	}
	if len(st.Bare) > 0 {
		return own
	}
	return unknown
}

// isOther reports whether the record at pos, which is well-formed, is one of another stream.
func (st *Stream) isOther(s *jsonscan.Scanner, pos int) bool { return st.claim(s, pos) == other }

// otherStream is the finding for the record at pos, which is one of another stream.
func (r *single[T]) otherStream(data []byte, pos int) record.Finding {
	at := r.decoder.Find(pos, r.format.doc.Stream.At)
	_, end := r.decoder.Text(at)
	return record.Finding{
		Offset: at, Path: r.format.doc.Stream.At, Rule: record.RuleOtherStream, Value: printable.Short(data[at:end]),
		Message: "is another stream than " + strings.Join(r.format.doc.Stream.Names, ", "),
	}
}

// lookedAt is how many records at the beginning of a stream are looked at to recognise it.
const lookedAt = 1000

// Detect implements [record.Format] by the first record in head that is not one of another stream.
func (f *Format[T]) Detect(head []byte) bool {
	for s, pos := range beginnings(head) {
		if c := f.doc.Stream.claim(s, pos); c != other {
			return c == own
		}
	}
	return false
}

// beginnings returns where the first records in head begin, which are objects, with a Scanner to look into them. The last one
// may be cut off.
func beginnings(head []byte) iter.Seq2[*jsonscan.Scanner, int] {
	return func(yield func(*jsonscan.Scanner, int) bool) {
		s := jsonscan.New(record.Limits{Size: len(head), Depth: 1000})
		s.Start(head)
		pos := skipSpace(head, 0)
		if pos < len(head) && head[pos] == '[' {
			pos = skipSpace(head, pos+1)
		}
		for range lookedAt {
			if pos >= len(head) || head[pos] != '{' || !yield(&s, pos) {
				return
			}
			if pos, _ = s.Skip(pos); pos <= 0 {
				return
			}
			if pos = skipSpace(head, min(pos, len(head))); pos < len(head) && head[pos] == ',' {
				pos = skipSpace(head, pos+1)
			}
		}
	}
}
