package jsonrec_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonrec"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
)

// TestHeads checks how many beginnings of records are known, how long they are, and that short records at the end of the text are compared
// with none of them.
func TestHeads(t *testing.T) {
	var text bytes.Buffer
	if err := networkevent.JSON.WriteSamples(&text, 1, 1, false); err != nil {
		t.Fatal(err)
	}
	line := strings.TrimPrefix(text.String(), "{")
	text.Reset()
	for n := range 30 {
		fmt.Fprintf(&text, `{"x":"%s",%s`, strings.Repeat("x", 10*n), line)
	}
	text.WriteString("{}")
	data := record.Pad(nil, text.Bytes())
	data = slices.Clip(data[:len(data)+record.Padding])[:len(data)]
	parser := s3sync.JSON.Format().NewParser(record.Limits{Size: 1 << 20, Depth: 64, Findings: 10})
	pos, read := parser.Open(data, true).End, 0
	for {
		span := parser.Next(data, pos, true, new(s3sync.Record))
		if span.Status != record.Valid {
			break
		}
		pos, read = span.End, read+1
	}
	heads := jsonrec.Heads(parser)
	if read != 30 || len(heads) != 16 || heads[0] != `{"x":"","event_type":"network_access"` {
		t.Errorf("of %d records read, the beginnings of %d are known: %q", read, len(heads), heads)
	}

	short := parser.Open(record.Pad(nil, []byte("{}\n{}\n")), true)
	if heads := jsonrec.Heads(parser); short.Status != record.Valid || len(heads) > 0 {
		t.Errorf("beginnings are known of another stream: %q", heads)
	}
	for n, want := range map[int]int{256: 1, 257: 0} {
		begin := `"event_type":"network_access"`
		text := fmt.Appendf(nil, `{"x":"%s",%s`, strings.Repeat("x", n-len(`{"x":"",`)-len(begin)), line)
		parser.Next(record.Pad(nil, text), parser.Open(record.Pad(nil, text), true).End, true, new(s3sync.Record))
		if heads := jsonrec.Heads(parser); len(heads) != want {
			t.Errorf("after a beginning of %d bytes, %q are known", n, heads)
		}
	}
}

// TestMixedDetect checks which files are recognised as those of several streams.
func TestMixedDetect(t *testing.T) {
	for text, want := range map[string]bool{
		`{"event_type":"network_access","event":{}}{"event_type":"audit_log","event":{}}`: true,
		`{"event_type":"audit_log","event":{}}{"event_type":"new","event":{}}`:            true,
		`{"event_type":"new","event":{}}{"event_type":"newer","event":{}}`:                true,
		`{"event_type":"new","event":7}`:                                                  false,
		`{"event_type":"new"}`:                                                            false,
		`{"event_type":"audit_log","event":{}}`:                                           false,
		`{"event_type":7,"event":{}}{"event_type":"new","event":{}}`:                      false,
		`{"event":{}}{"event_type":"new","event":{}}`:                                     false,
		"": false, " \n": false, "[": false, `"event_type"`: false,
	} {
		if got := s3sync.JSON.Detect([]byte(text)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestMixedDeclaration checks that the member which tells streams apart is declared by no case, and all others are.
func TestMixedDeclaration(t *testing.T) {
	value := s3sync.JSON.Declaration()
	for _, c := range value.Cases {
		if i := slices.IndexFunc(c.Fields, func(f declare.Field) bool { return f.Name == value.Tag }); i >= 0 || len(c.Tags) > 0 && len(c.Fields) == 0 {
			t.Errorf("%q has the members %+v", c.Tags, c.Fields)
		}
	}
}

// TestMixedMemory reads records of all streams in ever other orders into one place: the memory of each stream is used again, so that nothing is
// allocated.
func TestMixedMemory(t *testing.T) {
	lines := [][]byte{
		record.Pad(nil, []byte(`{"event_type":"new"}`)),
		record.Pad(nil, []byte(`{"event_type":"newer"}`)),
	}
	seen := map[string]int{}
	for rec := range s3sync.JSON.Samples(1) {
		kind := fmt.Sprintf("%T", rec.Event)
		if seen[kind]++; seen[kind] <= 2 && kind != "*s3sync.Unknown" {
			text, err := s3sync.JSON.Append(nil, rec)
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, record.Pad(nil, text))
		}
		if len(lines) == 10 {
			break
		}
	}
	parser := s3sync.JSON.Format().NewParser(record.Limits{Size: 1 << 20, Depth: 64, Findings: 10})
	var v s3sync.Record
	random := rand.New(rand.NewPCG(1, 2))
	read := func() {
		for range 1000 {
			line := lines[random.IntN(len(lines))]
			if span := parser.Next(line, 0, true, &v); span.Status != record.Valid {
				t.Fatalf("%s: %+v, %v", line, span, parser.Findings())
			}
		}
	}
	read()
	if n := testing.AllocsPerRun(5, read); n > 0 {
		t.Errorf("%v allocations for 1000 records", n)
	}
}

// TestStreamBefore reads a record that does not name its stream, in data that begins with the name of one.
func TestStreamBefore(t *testing.T) {
	const text = `{"event":{}}`
	for _, before := range []string{"", `"network_access"`, `"audit_log"`} {
		parser := s3sync.JSON.Format().NewParser(record.Limits{Size: 1 << 20, Depth: 64, Findings: 10})
		var v s3sync.Record
		span := parser.Next(record.Pad(nil, []byte(before+text)), len(before), true, &v)
		if _, ok := v.Event.(*s3sync.Unknown); !ok || span.Status != record.Invalid {
			t.Errorf("after %s the record is read as a %T, %+v", before, v.Event, span)
		}
	}
}

// TestValidatorOf checks by what records are validated.
func TestValidatorOf(t *testing.T) {
	mixed := s3sync.JSON.Format().(*jsonrec.Mixed[s3sync.Record])
	own := networkevent.JSON.Format().(*jsonrec.Format[networkevent.Event]).Validator()
	for text, want := range map[string]bool{
		`{"event_type":"network_access"}`: true, ` {"x":1,"event_type":"network"}`: true,
		`{"event_type":"audit_log"}`: false, `{"event_type":"new"}`: false, `{"event_type":7}`: false, `{}`: false, `"network_access"`: false,
	} {
		if got := mixed.ValidatorOf([]byte(text)) == own; got != want {
			t.Errorf("%s is validated as a network event: %v", text, got)
		}
	}
}

// TestUnknownLines writes records of unknown streams that stand on several lines: each becomes one.
func TestUnknownLines(t *testing.T) {
	for raw, want := range map[string]string{
		`{"event_type": "new"}`: `{"event_type": "new"}`, "{\n\"event_type\": \"new\"}": `{"event_type":"new"}`, "\n{\"event_type\": \"new\"}": `{"event_type":"new"}`,
	} {
		got, err := s3sync.JSON.Append(nil, &s3sync.Record{Event: &s3sync.Unknown{Stream: "new", Raw: []byte(raw)}})
		if diff := cmp.Diff(want+"\n", string(got)); diff != "" || err != nil {
			t.Errorf("%q, %v (-want +got):\n%s", raw, err, diff)
		}
	}
}
