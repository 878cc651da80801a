// Package cases makes files for the tests of anything that reads a document: its samples spelled in many ways that mean the same, and
// records that are broken on purpose, with the rule and the place that a reader must find. All follows from what the document
// declares of its members or columns.
package cases

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// A Document is what cases are made for. Every codec is one.
type Document interface {
	Name() string
	Declaration() declare.Value
	WriteSamples(w io.Writer, seed uint64, n int64, array bool) error
}

// A Source makes cases for one document. It is safe for concurrent use.
type Source struct {
	doc     Document
	record  declare.Value
	columns []string // of a CSV
	samples []Record

	recordKinds []Kind // of faults that there may be in any record
}

// A Record is a valid record as its codec writes it, without the newline.
type Record []byte

// cells returns those of a row.
func (r Record) cells() []string {
	cells, err := csv.NewReader(bytes.NewReader(r)).Read()
	if err != nil {
		panic(fmt.Sprintf("cases: a sample is no row: %s: %v", r, err))
	}
	return cells
}

// New returns the Source of a document, which takes records for files from its first samples, so many of them.
func New(doc Document, samples int) (*Source, error) {
	s := &Source{doc: doc, record: doc.Declaration()}
	var text bytes.Buffer
	if err := doc.WriteSamples(&text, 1, int64(samples), false); err != nil {
		return nil, err
	}
	s.columns = header(doc)
	_, err := s.splitter(func(r Record) error {
		s.samples = append(s.samples, bytes.Clone(r))
		return nil
	}).Write(text.Bytes())
	s.findKinds()
	return s, err
}

// header returns the columns of a document in CSV, or nil.
func header(doc Document) []string {
	var text bytes.Buffer
	if doc.WriteSamples(&text, 1, 0, false) != nil {
		return nil
	}
	columns, err := csv.NewReader(&text).Read()
	if err != nil {
		return nil
	}
	return columns
}

// CSV reports whether the document is in CSV rather than JSON.
func (s *Source) CSV() bool { return len(s.columns) > 0 }

// fields returns the members that are declared of an object: which they are may depend on what is in it. An object that is held as it
// is written has none.
func fields(v *declare.Value, object *jsonsyntax.Node) []declare.Field {
	switch v.Kind {
	case declare.Object:
		return v.Fields
	case declare.Envelope:
		for i := range v.Fields {
			if object.Member(v.Fields[i].Name) != nil {
				return v.Fields
			}
		}
		return v.Bare
	case declare.Union:
		return append(v.Fields[:len(v.Fields):len(v.Fields)], caseOf(v, object)...)
	}
	return nil
}

// caseOf returns the members that an object of a union has for its tag.
func caseOf(v *declare.Value, object *jsonsyntax.Node) (rest []declare.Field) {
	tag := object.Member(v.Tag)
	for _, c := range v.Cases {
		if len(c.Tags) == 0 {
			rest = c.Fields
		}
		for _, word := range c.Tags {
			if tag != nil && tag.Value.Kind == jsonsyntax.String && word == string(tag.Value.Text) {
				return c.Fields
			}
		}
	}
	return rest
}

// verbatim reports whether an object is held as it is written, so that it cannot be spelled in another way.
func verbatim(v *declare.Value, object *jsonsyntax.Node) bool {
	return v.Kind == declare.Union && len(fields(v, object)) == 0
}

// fieldOf returns what is declared of a member with a name.
func fieldOf(all []declare.Field, name string) *declare.Field {
	for i := range all {
		if f := &all[i]; f.Name == name || f.Also == name && name != "" {
			return f
		}
	}
	return nil
}
