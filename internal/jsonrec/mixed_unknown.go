package jsonrec

import (
	"bytes"
	"encoding/json"

	"github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
)

// Unknown says how an R holds a record of a stream that no case knows.
type Unknown[R any] struct {
	reader func(record.Limits, *mixed[R]) caseReader[R]
	raw    func(*R) (raw json.RawMessage, ok bool)
}

// UnknownOf is a record of a stream that no case knows, which an R holds by a pointer to an U, as [CaseOf] says: its stream and its bytes
// are where of says.
func UnknownOf[R, U any](hold func(*R, *U), held func(*R) *U, of func(*U) (stream *string, raw *json.RawMessage)) Unknown[R] {
	return Unknown[R]{
		reader: func(limits record.Limits, m *mixed[R]) caseReader[R] {
			single := envelopes.newReader(limits, m.decoder)
			return &heldReader[R, U]{reader: &unknownReader[U]{single: single, of: of}, hold: hold, held: held, mixed: m}
		},
		raw: func(v *R) (json.RawMessage, bool) {
			u := held(v)
			if u == nil {
				return nil, false
			}
			_, raw := of(u)
			return *raw, true
		},
	}
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
type unknownReader[U any] struct {
	*single[envelope]
	of   func(*U) (stream *string, raw *json.RawMessage)
	body envelope
}

func (r *unknownReader[U]) read(data []byte, pos int, v *U) (int, bool) {
	next, sure := r.single.read(data, pos, &r.body)
	stream, raw := r.of(v)
	*stream, *raw = r.body.Stream, appendLine((*raw)[:0], data[pos:max(pos, next)])
	return next, sure
}

// appendLine appends a record as it stands, or compact if it has several lines.
func appendLine(dst, raw []byte) []byte {
	if bytes.IndexByte(raw, '\n') < 0 {
		return append(dst, raw...)
	}
	line := bytes.NewBuffer(dst)
	if json.Compact(line, raw) != nil {
		return append(dst, raw...) // it is not well-formed, which is another's finding
	}
	return line.Bytes()
}
