package jsonrec

import (
	"iter"
	"slices"
	"strings"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/printable"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A stream says how the records of a document are told from those of others.
type stream struct {
	jsondecl.Naming
	bare []string // members at the top by which a record is recognised that does not name its stream; none if it must
}

// A claim is whether a record is one of a document.
type claim uint8

const (
	unknown claim = iota
	own
	other
)

// A name is where a record names its stream.
type name struct {
	at, end int
	pointer string
}

// claim looks whether the record at pos of the text is one of the document, and by which name. It may be cut off.
func (st *stream) claim(s *jsonscan.Scanner, pos int) (c claim, by name) {
	around := ""
	if st.Within != "" && s.Find(pos, st.Within) > 0 {
		around = st.Within
	}
	named := false
	for _, spelling := range [...]string{st.At, st.Also} {
		pointer := around + spelling
		at := s.Find(pos, pointer)
		if spelling == "" || at <= 0 {
			continue
		}
		named = true
		switch text, end := s.Text(at); {
		case end <= 0:
		case slices.Contains(st.Names, string(text)):
			return own, name{at, end, pointer}
		case c == unknown:
			c, by = other, name{at, end, pointer}
		}
	}
	if named || len(st.bare) == 0 {
		return c, by
	}
	for _, member := range st.bare {
		if s.Find(pos, "/"+member) <= 0 {
			return unknown, by
		}
	}
	return own, by
}

// inQuestion reports whether a record may be one of another stream, given what decoding was unsure of. It cannot be if the name of its
// stream, or that it has none, was read without doubt: an object that lacks a member by which it is recognised is in question itself.
func (st *stream) inQuestion(unsure []record.Unsure) bool {
	return slices.ContainsFunc(unsure, func(u record.Unsure) bool {
		u.Path = strings.TrimPrefix(u.Path, st.Within)
		return u.Covers(st.At) || u.Covers(st.Also)
	})
}

// isOther reports whether the record at pos, which is well-formed, is one of another stream.
func (st *stream) isOther(s *jsonscan.Scanner, pos int) bool {
	c, _ := st.claim(s, pos)
	return c == other
}

// otherStream is the finding for the record at pos, which is one of another stream.
func (r *single[T]) otherStream(data []byte, pos int) record.Finding {
	_, by := r.format.stream.claim(&r.decoder.Scanner, pos)
	return record.Finding{
		Offset: by.at, Path: by.pointer, Rule: record.RuleOtherStream, Value: printable.Short(data[by.at:by.end]),
		Message: "is another stream than " + strings.Join(r.format.stream.Names, ", "),
	}
}

// mark marks what names the stream in the declaration of a record, or of what stands in its envelope.
func (st *stream) mark(v *declare.Value) {
	for _, fields := range [...][]declare.Field{v.Fields, v.Bare} {
		for i := range fields {
			switch pointer := "/" + fields[i].Name; pointer {
			case st.At, st.Also:
				fields[i].Value.Stream = true
			case st.Within:
				st.mark(&fields[i].Value)
			}
		}
	}
}

// lookedAt is how many records at the beginning of a stream are looked at to recognise it.
const lookedAt = 1000

// Detect implements [record.Format] by the first record in head that is not one of another stream. Records in the other spelling
// are not recognised.
func (f *Format[T]) Detect(head []byte) bool {
	stream := f.stream
	stream.Also = ""
	for s, pos := range beginnings(head) {
		if c, _ := stream.claim(s, pos); c != other {
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
