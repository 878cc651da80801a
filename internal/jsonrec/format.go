package jsonrec

import (
	"encoding/json"
	"iter"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// A Document says what is particular to one document.
type Document[T any] struct {
	Name   string
	Title  string // one line
	Schema []byte

	// Stream is the member, as it is declared, that names the stream of a record: files of several streams hold their records in any
	// order.
	Stream string

	// Bare are members at the top by which a record is recognised that does not name its stream; none if it must.
	Bare []string

	// Record declares a record.
	Record *jsondecl.Object[T]

	// Extra returns where a record keeps the members that are not declared.
	Extra func(*T) *map[string]json.RawMessage

	Samples func(seed uint64, next func() *T) iter.Seq[*T]
}

// A Format is the [record.Format] of a document in JSON.
type Format[T any] struct {
	doc       Document[T]
	stream    stream
	validator *validator.Validator
}

// New returns the Format of doc.
func New[T any](doc Document[T]) *Format[T] {
	f := &Format[T]{doc: doc, validator: validator.New(doc.Schema)}
	if doc.Stream != "" {
		f.stream = stream{doc.Record.Naming(doc.Stream), doc.Bare}
	}
	return f
}

// Name implements [record.Format].
func (f *Format[T]) Name() string { return f.doc.Name }

// Title implements [record.Format].
func (f *Format[T]) Title() string { return f.doc.Title }

// Schema implements [record.Format].
func (f *Format[T]) Schema() []byte { return f.doc.Schema }

// Validator returns what validates the records, for a test that compares the Format with it.
func (f *Format[T]) Validator() *validator.Validator { return f.validator }

// Samples implements [record.Format].
func (f *Format[T]) Samples(seed uint64, next func() *T) iter.Seq[*T] {
	return f.doc.Samples(seed, next)
}

// NewParser implements [record.Format].
func (f *Format[T]) NewParser(limits record.Limits) record.Parser[T] {
	return &Parser[T]{limits: limits, one: f.newReader(limits, jsondecl.NewDecoder(limits))}
}

// newReader returns a reader with a decoder, which it may share with readers of other documents.
func (f *Format[T]) newReader(limits record.Limits, decoder *jsondecl.Decoder) *single[T] {
	return &single[T]{format: f, limits: limits, decoder: decoder}
}

// Decode implements [record.Format].
func (f *Format[T]) Decode(parser record.Parser[T], data []byte, v *T) record.Span {
	return parser.(*Parser[T]).decodeAlone(data, v)
}

// decodeAlone reads data, which holds one record and nothing else.
func (p *Parser[T]) decodeAlone(data []byte, v *T) record.Span {
	start, end := skipSpace(data, 0), len(data)
	for end > start && jsonsyntax.IsSpace(data[end-1]) {
		end--
	}
	span := record.Span{Start: start, End: end}
	if next, sure := p.one.read(data, start, v); !sure || next != end || end-start > p.limits.Size {
		span.Status, p.findings = p.one.decide(data, start, end)
	}
	return span
}

// Declaration returns what a record may be.
func (f *Format[T]) Declaration() declare.Value {
	value := f.doc.Record.Declaration()
	f.stream.mark(&value)
	return value
}
