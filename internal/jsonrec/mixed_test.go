package jsonrec_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

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
	for n, want := range map[int]int{190: 1, 300: 0} {
		text := fmt.Appendf(nil, `{"x":"%s",%s`, strings.Repeat("x", n), line)
		parser.Next(record.Pad(nil, text), parser.Open(record.Pad(nil, text), true).End, true, new(s3sync.Record))
		if heads := jsonrec.Heads(parser); len(heads) != want {
			t.Errorf("after a long beginning, %q are known", heads)
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
