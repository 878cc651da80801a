package jsonrec

import (
	"encoding/json"
	"errors"
	"iter"
	"slices"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// A Mix says what is particular to files that hold records of several documents, in any order.
type Mix[R any] struct {
	Name   string
	Title  string // one line
	Schema []byte // of any record; each is validated by its own document's

	// At is the JSON Pointer of the string that names the stream of a record, and Within that of the object that holds what a record
	// of any stream says.
	At     string
	Within string
	Cases  []Case[R]

	// Unknown holds the records of other streams.
	Unknown Unknown[R]

	// Empty reports whether an R holds no record.
	Empty func(*R) bool

	Samples func(seed uint64, next func() *R) iter.Seq[*R]
}

// A Case is one of the documents of a mix.
type Case[R any] struct {
	streams   []string
	validator *validator.Validator
	reader    func(record.Limits, *mixed[R]) caseReader[R]
	encoder   func() caseEncoder[R]
	record    func() declare.Value
}

type caseEncoder[R any] func(dst []byte, v *R) (out []byte, ok bool, err error)

// CaseOf is the document of a format in JSON, whose records an R holds by a pointer: hold makes an R hold one, held returns the one
// that an R holds, or nil.
func CaseOf[R, T any](format record.Format[T], hold func(*R, *T), held func(*R) *T) Case[R] {
	f := format.(*Format[T])
	return Case[R]{
		streams:   f.stream.Names,
		validator: f.validator,
		reader: func(limits record.Limits, m *mixed[R]) caseReader[R] {
			return &heldReader[R, T]{reader: f.newReader(limits, m.decoder), hold: hold, held: held, mixed: m}
		},
		encoder: func() caseEncoder[R] {
			encoder := f.NewEncoder()
			return func(dst []byte, v *R) ([]byte, bool, error) {
				t := held(v)
				if t == nil {
					return dst, false, nil
				}
				out, err := encoder.Append(dst, t)
				return out, true, err
			}
		},
		record: f.Declaration,
	}
}

// Mixed is the [record.Format] of a mix.
type Mixed[R any] struct {
	mix       Mix[R]
	validator *validator.Validator
	byName    map[string]int
}

// NewMixed returns the Format of a mix.
func NewMixed[R any](mix Mix[R]) *Mixed[R] {
	f := &Mixed[R]{mix: mix, byName: map[string]int{}}
	for i, c := range mix.Cases {
		for _, name := range c.streams {
			f.byName[name] = i
		}
	}
	f.validator = validator.New(mix.Schema)
	return f
}

// Name implements [record.Format].
func (f *Mixed[R]) Name() string { return f.mix.Name }

// Title implements [record.Format].
func (f *Mixed[R]) Title() string { return f.mix.Title }

// Schema implements [record.Format].
func (f *Mixed[R]) Schema() []byte { return f.mix.Schema }

// Validator returns what validates any record, for a test that compares it with what ValidatorOf returns.
func (f *Mixed[R]) Validator() *validator.Validator { return f.validator }

// ValidatorOf returns what validates a record of that text, for a test that compares the Format with it.
func (f *Mixed[R]) ValidatorOf(text []byte) *validator.Validator {
	s := jsonscan.New(record.Limits{Depth: 1000})
	s.Start(record.Pad(nil, text))
	if at := s.Find(skipSpace(text, 0), f.mix.At); at > 0 {
		if name, next := s.Text(at); next > 0 {
			if i, known := f.byName[string(name)]; known {
				return f.mix.Cases[i].validator
			}
		}
	}
	return envelopes.validator
}

// Declaration implements [record.Format]: records differ in the name of their stream.
func (f *Mixed[R]) Declaration() declare.Value {
	value := declare.Value{Kind: declare.Union, Tag: f.mix.At[1:]}
	for _, c := range f.mix.Cases {
		others := slices.DeleteFunc(c.record().Fields, func(field declare.Field) bool { return field.Name == value.Tag })
		value.Cases = append(value.Cases, declare.Case{Tags: c.streams, Fields: others})
	}
	value.Cases = append(value.Cases, declare.Case{}) // of any other stream
	return value
}

// Samples implements [record.Format].
func (f *Mixed[R]) Samples(seed uint64, next func() *R) iter.Seq[*R] {
	return f.mix.Samples(seed, next)
}

// NewParser implements [record.Format].
func (f *Mixed[R]) NewParser(limits record.Limits) record.Parser[R] {
	m := &mixed[R]{mix: f, decoder: jsondecl.NewDecoder(limits)}
	m.other = f.mix.Unknown.reader(limits, m)
	m.current = m.other
	for _, c := range f.mix.Cases {
		m.cases = append(m.cases, c.reader(limits, m))
	}
	return &Parser[R]{limits: limits, one: m}
}

// Decode implements [record.Format].
func (f *Mixed[R]) Decode(parser record.Parser[R], data []byte, v *R) record.Span {
	return parser.(*Parser[R]).decodeAlone(data, v)
}

// Detect implements [record.Format]: the first records are of several streams, one of which at least is known, or they are all of
// streams that are not known. Then the shape of the first one decides.
func (f *Mixed[R]) Detect(head []byte) bool {
	first, several, ours, shaped := "", false, false, false
	for s, pos := range beginnings(head) {
		at := s.Find(pos, f.mix.At)
		if at <= 0 {
			break
		}
		text, next := s.Text(at)
		if next <= 0 {
			break
		}
		stream := string(text)
		i, known := f.byName[stream]
		if known {
			stream = f.mix.Cases[i].streams[0] // whichever of its names it has
		}
		several, ours = several || first != "" && first != stream, ours || known
		if several && ours {
			return true
		}
		if first == "" {
			inner := s.Find(pos, f.mix.Within)
			shaped = inner > 0 && head[inner] == '{'
		}
		first = stream
	}
	return first != "" && !ours && shaped
}

// NewEncoder implements [record.Format].
func (f *Mixed[R]) NewEncoder() record.Encoder[R] {
	e := &mixedEncoder[R]{unknown: f.mix.Unknown.raw}
	for _, c := range f.mix.Cases {
		e.cases = append(e.cases, c.encoder())
	}
	return e
}

type mixedEncoder[R any] struct {
	cases   []caseEncoder[R]
	unknown func(*R) (json.RawMessage, bool)
}

// Header implements [record.Encoder].
func (*mixedEncoder[R]) Header(dst []byte, _ *R) ([]byte, error) { return dst, nil }

// Append implements [record.Encoder].
func (e *mixedEncoder[R]) Append(dst []byte, v *R) ([]byte, error) {
	for _, c := range e.cases {
		if out, ok, err := c(dst, v); ok {
			return out, err
		}
	}
	raw, ok := e.unknown(v)
	switch {
	case !ok:
		return dst, errors.New("the record holds nothing that can be written")
	case !json.Valid(raw):
		return dst, errors.New("the record of an unknown stream is not JSON")
	}
	return append(appendLine(dst, raw), '\n'), nil
}
