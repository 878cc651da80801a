// Package csvrec reads and writes the CSV encoding of documents: a header line and rows of cells (RFC 4180). Rows are decoded
// straight from the text. A row of which the decoder is not sure that it is valid is validated as an object of its cells.
package csvrec

import (
	"bytes"
	"iter"
	"slices"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// A Document says what is particular to one document.
type Document[T any] struct {
	Name    string
	Title   string // one line
	Schema  []byte
	Formats []validator.Format // of strings, that only this schema has
	Columns []Column[T]

	// Foreign are columns of another document that has those of this one as well. An input whose header has one of them is not
	// recognised as this document, but can be read as it.
	Foreign []string

	// Extra returns where a record keeps the cells of unknown columns; nil if it cannot.
	Extra func(*T) *map[string]string

	// Empty makes a record the zero one, but for memory that can be used again; nil if it has none.
	Empty func(*T)

	// Plain reports whether the cells of a record go together as the schema wants it; it may be nil. Cells of columns that
	// the header lacks look empty.
	Plain func(*T) bool

	Samples func(seed uint64, next func() *T) iter.Seq[*T]
}

// A Format is the [record.Format] of a document in CSV.
type Format[T any] struct {
	doc        Document[T]
	validator  *validator.Validator
	index      map[string]int // of Columns by name
	all        []string       // names of Columns
	documented []string       // those of them that a header must have
	enough     int            // how many of documented a header has that is recognised: half of them, but not one of several
	foreign    map[string]bool
}

// New returns the Format of doc.
func New[T any](doc Document[T]) *Format[T] {
	f := &Format[T]{doc: doc, validator: validator.New(doc.Schema, doc.Formats...), index: map[string]int{}, foreign: map[string]bool{}}
	for i, column := range doc.Columns {
		f.index[column.name] = i
		f.all = append(f.all, column.name)
		if !column.optional {
			f.documented = append(f.documented, column.name)
		}
	}
	n := len(f.documented)
	f.enough = max((n+1)/2, min(n, 2))
	for _, name := range doc.Foreign {
		if _, own := f.index[name]; !own {
			f.foreign[name] = true
		}
	}
	return f
}

// Names returns the names of all columns.
func Names[T any](columns []Column[T]) (names []string) {
	for _, c := range columns {
		names = append(names, c.name)
	}
	return names
}

// Name implements [record.Format].
func (f *Format[T]) Name() string { return f.doc.Name }

// Title implements [record.Format].
func (f *Format[T]) Title() string { return f.doc.Title }

// Schema implements [record.Format].
func (f *Format[T]) Schema() []byte { return f.doc.Schema }

// Declaration implements [record.Format]: it returns what the columns say of their cells.
func (f *Format[T]) Declaration() declare.Value {
	fields := make([]declare.Field, len(f.doc.Columns))
	for i, c := range f.doc.Columns {
		fields[i] = declare.Field{Name: c.name, Required: !c.optional, Value: c.value}
	}
	return declare.Value{Kind: declare.Object, Fields: fields}
}

// Validator returns what validates the records, for a test that compares the Format with it.
func (f *Format[T]) Validator() *validator.Validator { return f.validator }

// Samples implements [record.Format].
func (f *Format[T]) Samples(seed uint64, next func() *T) iter.Seq[*T] {
	return f.doc.Samples(seed, next)
}

// Detect implements [record.Format] by the header: it has enough of the documented columns, and none of another document.
func (f *Format[T]) Detect(head []byte) bool {
	line, _, _ := bytes.Cut(bytes.TrimLeft(head, "\r\n"), []byte("\n"))
	var header row
	header.read(record.Pad(nil, line), 0, true)
	found := map[string]bool{}
	for _, c := range header.cells {
		name := string(line[c.start:c.end])
		if f.foreign[name] {
			return false
		}
		if slices.Contains(f.documented, name) {
			found[name] = true
		}
	}
	return len(found) >= f.enough
}

// startsWithHeader reports whether the first cell of data is the name of a column.
func (f *Format[T]) startsWithHeader(data []byte) bool {
	first, _, _ := bytes.Cut(bytes.TrimLeft(data, "\r\n"), []byte{','})
	_, known := f.index[string(bytes.Trim(first, `"`))]
	return known
}

// NewParser implements [record.Format].
func (f *Format[T]) NewParser(limits record.Limits) record.Parser[T] { return f.newParser(limits) }

func (f *Format[T]) newParser(limits record.Limits) *Parser[T] {
	return &Parser[T]{format: f, limits: limits}
}

// Decode implements [record.Format]: data is a row in the order of the document's columns, without or with those that are
// not documented, or a header and a row.
func (f *Format[T]) Decode(parser record.Parser[T], data []byte, v *T) record.Span {
	p := parser.(*Parser[T])
	start := 0
	if f.startsWithHeader(data) {
		if header := p.Open(data, true); header.Status != record.End {
			if header.Status == record.Broken {
				p.findings = []record.Finding{{Offset: header.Start, Rule: record.RuleSyntax, Message: p.err.Error()}}
				header.Status = record.Invalid
			}
			if header.Status != record.Valid {
				return header
			}
			start = header.End
		}
	} else {
		p.assume(bytes.Count(data, []byte{','}))
	}
	span := p.Next(data, start, true, v)
	switch span.Status {
	case record.End:
		p.findings = []record.Finding{{Offset: span.Start, Rule: record.RuleSyntax, Message: "there is no row"}}
		span.Status = record.Invalid
		return span
	case record.More:
		p.findings = []record.Finding{record.TooLarge(span.Start, p.limits)}
		span.Status = record.Invalid
		return span
	}
	if next := p.skipBlank(data, span.End); next < len(data) && span.Status == record.Valid {
		p.findings = []record.Finding{{Offset: next, Rule: record.RuleSyntax, Message: "text follows the row"}}
		span.Status = record.Invalid
	}
	return span
}
