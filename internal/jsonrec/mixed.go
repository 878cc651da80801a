package jsonrec

import (
	"encoding/json"
	"errors"
	"iter"

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

	// At is the JSON Pointer of the string that names the stream of a record.
	At    string
	Cases []Case[R]

	// Unknown holds the records of other streams.
	Unknown Unknown[R]

	Samples func(seed uint64, next func() *R) iter.Seq[*R]
}

// Unknown says how an R holds a record of a stream that no case knows: by the stream's name and the record's own bytes.
type Unknown[R any] struct {
	Hold func(v *R, stream string, raw json.RawMessage)
	Held func(*R) (raw json.RawMessage, ok bool)
}

// A Case is one of the documents of a mix.
type Case[R any] struct {
	streams []string
	reader  func(record.Limits) caseReader[R]
	encoder func() caseEncoder[R]
}

// A caseReader is a reader of the records of one document that are held by an R.
type caseReader[R any] interface {
	reader[R]
	// spare takes what v holds if it is of this document, whose memory is used again for the next one.
	spare(v *R) bool
}

type caseEncoder[R any] func(dst []byte, v *R) (out []byte, ok bool, err error)

// CaseOf is the document of a format in JSON, whose records an R holds by a pointer: hold makes an R hold one, held returns the one
// that an R holds, or nil.
func CaseOf[R, T any](format record.Format[T], hold func(*R, *T), held func(*R) *T) Case[R] {
	f := format.(*Format[T])
	return Case[R]{
		streams: f.doc.Stream.Names,
		reader: func(limits record.Limits) caseReader[R] {
			return &heldReader[R, T]{single: f.newReader(limits), hold: hold, held: held}
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
	}
}

type heldReader[R, T any] struct {
	*single[T]
	hold func(*R, *T)
	held func(*R) *T
	free *T
}

func (r *heldReader[R, T]) read(data []byte, pos int, v *R) (int, bool) {
	t := r.held(v)
	if t == nil {
		if t, r.free = r.free, nil; t == nil {
			t = new(T)
		}
		r.hold(v, t)
	}
	return r.single.read(data, pos, t)
}

func (r *heldReader[R, T]) spare(v *R) bool {
	t := r.held(v)
	if t != nil {
		r.free = t
	}
	return t != nil
}

// mixed is the reader of a mix.
type mixed[R any] struct {
	mix     *Mixed[R]
	limits  record.Limits
	scanner jsonscan.Scanner
	cases   []caseReader[R]
	byName  map[string]int
	current reader[R] // of the record that was read last
	other   *unknownReader[R]
}

func (m *mixed[R]) oneLine(ends bool) {
	m.scanner.OneLine = ends
	for _, c := range m.cases {
		c.oneLine(ends)
	}
}

func (m *mixed[R]) read(data []byte, pos int, v *R) (int, bool) {
	m.scanner.Start(data)
	m.current, m.other.stream = m.other, ""
	if at := m.scanner.Find(pos, m.mix.mix.At); at > 0 {
		if name, next := m.scanner.Text(at); next > 0 {
			if i, ok := m.byName[string(name)]; ok {
				m.current = m.cases[i]
			} else {
				m.other.stream = string(name)
			}
		}
	}
	for _, c := range m.cases {
		if c != m.current && c.spare(v) {
			break
		}
	}
	return m.current.read(data, pos, v)
}

func (m *mixed[R]) decide(data []byte, pos, end int) (record.Status, []record.Finding) {
	return m.current.decide(data, pos, end)
}

// An envelope is what is known of a record of any stream.
type envelope struct {
	Stream string
	Extra  map[string]json.RawMessage
}

var envelopes = New(Document[envelope]{
	Name: "envelope",
	Schema: []byte(`{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"type": "object", "required": ["event_type"], "properties": {"event_type": {"type": "string"}}}`),
	Record: jsondecl.NewObject(jsondecl.Required("event_type", func(e *envelope) *string { return &e.Stream }, jsondecl.String)),
	Extra:  func(e *envelope) *map[string]json.RawMessage { return &e.Extra },
})

// An unknownReader reads the records of streams that no case knows.
type unknownReader[R any] struct {
	single[envelope]
	hold   func(v *R, stream string, raw json.RawMessage)
	stream string
	body   envelope
}

func (r *unknownReader[R]) read(data []byte, pos int, v *R) (int, bool) {
	next, sure := r.single.read(data, pos, &r.body)
	if next < 0 {
		r.hold(v, r.stream, nil)
		return next, sure
	}
	r.hold(v, r.stream, append(json.RawMessage(nil), data[pos:next]...))
	return next, sure
}

// Mixed is the [record.Format] of a mix.
type Mixed[R any] struct {
	mix       Mix[R]
	validator *validator.Validator
	byName    map[string]int
}

// NewMixed returns the Format of a mix.
func NewMixed[R any](mix Mix[R]) *Mixed[R] {
	f := &Mixed[R]{mix: mix, validator: validator.New(mix.Schema), byName: map[string]int{}}
	for i, c := range mix.Cases {
		for _, name := range c.streams {
			f.byName[name] = i
		}
	}
	return f
}

// Name implements [record.Format].
func (f *Mixed[R]) Name() string { return f.mix.Name }

// Title implements [record.Format].
func (f *Mixed[R]) Title() string { return f.mix.Title }

// Schema implements [record.Format].
func (f *Mixed[R]) Schema() []byte { return f.mix.Schema }

// Samples implements [record.Format].
func (f *Mixed[R]) Samples(seed uint64, next func() *R) iter.Seq[*R] {
	return f.mix.Samples(seed, next)
}

// NewParser implements [record.Format].
func (f *Mixed[R]) NewParser(limits record.Limits) record.Parser[R] {
	m := &mixed[R]{mix: f, limits: limits, scanner: jsonscan.New(limits), byName: f.byName}
	for _, c := range f.mix.Cases {
		m.cases = append(m.cases, c.reader(limits))
	}
	m.other = &unknownReader[R]{single: *envelopes.newReader(limits), hold: f.mix.Unknown.Hold}
	return &Parser[R]{limits: limits, one: m}
}

// Decode implements [record.Format].
func (f *Mixed[R]) Decode(parser record.Parser[R], data []byte, v *R) record.Span {
	return parser.(*Parser[R]).decodeAlone(data, v)
}

// Detect implements [record.Format]: the first records are of several streams.
func (f *Mixed[R]) Detect(head []byte) bool {
	first := ""
	for s, pos := range beginnings(head) {
		at := s.Find(pos, f.mix.At)
		if at <= 0 {
			return false
		}
		name, next := s.Text(at)
		switch {
		case next <= 0:
			return false
		case first == "":
			first = string(name)
		case first != string(name):
			return true
		}
	}
	return false
}

// NewEncoder implements [record.Format].
func (f *Mixed[R]) NewEncoder() record.Encoder[R] {
	e := &mixedEncoder[R]{unknown: f.mix.Unknown.Held}
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
	return append(append(dst, raw...), '\n'), nil
}
