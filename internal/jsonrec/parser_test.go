package jsonrec

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
)

type thing struct {
	N     int
	S     string
	Extra map[string]json.RawMessage
}

var things = New(Document[thing]{
	Name: "things.json",
	Schema: []byte(`{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","required":["n"],"properties":{
		"n":{"type":"integer","minimum":0,"maximum":9},"s":{"type":"string"}}}`),
	Record: jsondecl.NewObject(
		jsondecl.Required("n", func(v *thing) *int { return &v.N }, jsondecl.Int(0, 9)),
		jsondecl.Required("s", func(v *thing) *string { return &v.S }, jsondecl.String).When(func(v *thing) bool { return v.S != "" }),
	),
	Extra: func(v *thing) *map[string]json.RawMessage { return &v.Extra },
})

func newThingParser(size int) *Parser[thing] {
	return things.NewParser(record.Limits{Size: size, Depth: 64, Findings: 10}).(*Parser[thing])
}

// findings returns the findings of a parser, a line each.
func findings(p *Parser[thing]) string {
	var lines []string
	for _, f := range p.findings {
		lines = append(lines, fmt.Sprintf("%d %s %s", f.Offset, f.Path, f.Rule))
	}
	return strings.Join(lines, "; ")
}

// TestAlone decodes a record that stands alone among white space.
func TestAlone(t *testing.T) {
	for text, want := range map[string]string{
		`{"n":1}`: "", " \n{\"n\":1}\r\n ": "", `{"n":1e0}`: "", `{"n":1} x`: "8  syntax", `{"n":1}{"n":2}`: "7  syntax", `{"n":10}`: "5 /n maximum", ` {"n":10} `: "6 /n maximum", "": "0  syntax", " \n": "2  syntax", "7": "0  type",
		`{"s":"` + "\xff" + `","n":10}`: "5 /s utf-8; 13 /n maximum",
	} {
		length := len(strings.TrimSpace(text))
		for _, size := range []int{1 << 10, length, max(length-1, 1)} {
			p := newThingParser(size)
			var v thing
			span := things.Decode(p, record.Pad(nil, []byte(text)), &v)
			got := ""
			if span.Status != record.Valid {
				got = findings(p)
			}
			start := len(text) - len(strings.TrimLeft(text, " \n\r"))
			if size < length {
				want = fmt.Sprintf("%d  record-size", start)
			}
			if diff := cmp.Diff(want, got); diff != "" || span.Start != start || strings.TrimSpace(text) != text[span.Start:span.End] {
				t.Errorf("%q, of at most %d bytes: %+v (-want +got):\n%s", text, size, span, diff)
			}
		}
	}
}

// streams are streams in every framing, with what is found in them: where each record begins and ends, and what is wrong with it.
var streams = map[string][]string{
	"{\"n\":1}\n{\"n\":2}\n":                               {`0-7 `, `8-15 `},
	"{\"n\":1}{\"n\":2}":                                   {`0-7 `, `7-14 `},
	"{\n\"n\":1\n}\n{\n\"n\":10\n}\n":                      {`0-9 `, `10-20 16 /n maximum`},
	"[{\"n\":1},\n {\"n\":2}]\n":                           {`1-8 `, `11-18 `},
	"[7, 12, \"x\"]":                                       {`1-2 1  type`, `4-6 4  type`, `8-11 8  type`},
	"[123,{\"n\":1}]":                                      {`1-4 1  type`, `5-12 `},
	"{\"n\":01} {\"n\":2}\n{\"n\":3}\n":                    {`0-8 5 /n syntax`, `9-16 `, `17-24 `},
	"{\"n\":01} x\n{\"n\":3}\n":                            {`0-10 5 /n syntax`, `11-18 `},
	"{\"n\":]\n{\"n\":3}\n":                                {`0-6 5 /n syntax`, `7-14 `},
	"{\"s\":\"\n{\"n\":3}\n":                               {`0-6 5 /s syntax`, `7-14 `},
	"{\n\"n\":01\n}\n{\n\"n\":2\n}\n":                      {`0-10 6 /n syntax`, `11-20 `},
	"{\n\"s\":\"x\n}\n{\n\"n\":2\n}\n":                     {`0-10 8 /s syntax`, `11-20 `},
	"{\n\"n\":01,\"s\":\"}{\"}\n{\n\"n\":2\n}\n":           {`0-18 6 /n syntax`, `19-28 `},
	"{\n\"s\":\"x\n\",\"n\":1} {\"n\":2}\n{\n\"n\":3\n}\n": {`0-25 8 /s syntax`, `26-35 `},
	"{\n\"n\":1,\"x\":[\n{\"a\":1}]}\n{\"n\":2}":           {`0-23 `, `24-31 `},
	"{\"n\":1}\n{\"n\":2,\n\"s\":\"x\"}\n{\"n\":3}\n":      {`0-7 `, `8-15 15  syntax`, `16-19 16  type`, `19-24 19  syntax`, `25-32 `},
	"{\"n\":1}\n\n{\"n\":2,\n\"s\":\"x\"}\n":               {`0-7 `, `9-16 16  syntax`, `17-20 17  type`, `20-25 20  syntax`},
	"{\"n\":1,\n{\"n\":2,\n\"s\":\"x\"}\n":                 {`0-7 7  syntax`, `8-15 15  syntax`, `16-19 16  type`, `19-24 19  syntax`},
	"{\"s\":\"x\ny\"}\n{\"n\":2}\n":                        {`0-7 5 /s syntax`, `8-11 8  syntax`, `12-19 `},
	"{\n":                                                  {`0-1 1  syntax`},
	"[\n{\"n\":01},\n{\"n\":2},\n{\"s\":\"\n}]\n":          {`2-10 7 /n syntax`, `12-19 `, `21-31 27 /s syntax`, `31-31 the array of records does not end`},
}

// TestStreams reads streams whole and with a part given at first, by a parser that read the beginning and by one that follows it.
func TestStreams(t *testing.T) {
	for text, want := range streams {
		for first := range len(text) + 1 {
			p := newThingParser(1 << 10)
			var got []string
			data, last := record.Pad(nil, []byte(text[:first])), false
			more := func() { data, last = record.Pad(nil, []byte(text)), true }
			if first == len(text) {
				more()
			}
			span := p.Open(data, last)
			if span.Status == record.More {
				more()
				span = p.Open(data, last)
			}
			follower := newThingParser(1 << 10)
			follower.Follow(p)
			for pos := span.End; ; {
				var v thing
				span := p.Next(data, pos, last, &v)
				if !last && (span.Status == record.More || span.Status == record.End) {
					more()
					pos = span.Start
					continue
				}
				if span.Status == record.End {
					break
				}
				line := fmt.Sprintf("%d-%d ", span.Start, span.End)
				if span.Status == record.Broken {
					line += p.err.Error()
				} else if span.Status == record.Invalid {
					line += findings(p)
				}
				if got = append(got, line); span.Status == record.Broken || len(got) > 10 {
					break
				}
				if p.framing == lines {
					if other := follower.Next(data, pos, last, &v); other != span {
						t.Errorf("%q: %+v, for a parser that follows %+v", text, span, other)
					}
				}
				pos = span.End
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%q, of which %d bytes come at first (-want +got):\n%s", text, first, diff)
			}
		}
	}
}

// TestSizeInStream reads records of about as many bytes as they may have.
func TestSizeInStream(t *testing.T) {
	const size = 40
	for n := size - 3; n < size+4; n++ {
		for _, wrong := range []bool{false, true} {
			line := `{"n":1,"s":"` + strings.Repeat("x", n-len(`{"n":1,"s":""}`)) + `"}`
			if wrong {
				line = strings.Replace(line, "1", "-", 1)
				line = strings.Replace(line, "-,\"s\":\"x", "10,\"s\":\"", 1)
			}
			data := record.Pad(nil, []byte("\n\n"+line+"\n"+line+"\n"))
			p := newThingParser(size)
			pos := p.Open(data, true).End
			for range 2 {
				span := p.Next(data, pos, true, new(thing))
				want := record.Valid
				if n > size {
					want = record.More
				} else if wrong {
					want = record.Invalid
				}
				if span.Status != want || want != record.More && string(data[span.Start:span.End]) != line {
					t.Fatalf("of at most %d bytes, %s: %+v, %s", size, line, span, findings(p))
				}
				if want == record.Invalid && !strings.HasSuffix(findings(p), "/n maximum") {
					t.Errorf("%s: %s", line, findings(p))
				}
				pos = span.Start + len(line) + 1
			}
		}
	}
}

// TestOpen checks how much of a stream is wanted to find out its framing.
func TestOpen(t *testing.T) {
	for _, text := range []string{"[" + strings.Repeat(" ", enough), "{" + strings.Repeat(" ", enough)} {
		for n, want := range map[int]record.Status{1: record.More, enough - 1: record.More, enough: record.Valid, enough + 1: record.Valid} {
			if got := newThingParser(1<<20).Open(record.Pad(nil, []byte(text[:n])), false).Status; got != want {
				t.Errorf("after %d bytes of %s…: %v", n, text[:1], got)
			}
			if got := newThingParser(1<<20).Open(record.Pad(nil, []byte(text[:n])), true).Status; got != record.Valid {
				t.Errorf("of all %d bytes of %s…: %v", n, text[:1], got)
			}
		}
	}
}

// TestSkipLine checks that what is left of a line that is too long ends before its newline.
func TestSkipLine(t *testing.T) {
	p := newThingParser(100)
	p.Open(record.Pad(nil, []byte("{}\n{}\n")), true)
	for text, want := range map[string]int{"\nx": 0, "x\ny": 1, "xyz": 3} {
		if n, ended := p.Skip([]byte(text), false, false); n != want || ended != strings.Contains(text, "\n") {
			t.Errorf("of %q %d bytes are passed over, %v", text, n, ended)
		}
	}
}

// TestAppendAllocates checks that a record without extra members is written without allocating, and so without being read back.
func TestAppendAllocates(t *testing.T) {
	encoder := things.NewEncoder()
	var dst []byte
	v := &thing{N: 1, S: "x"}
	if n := testing.AllocsPerRun(10, func() {
		out, err := encoder.Append(dst[:0], v)
		if err != nil {
			t.Fatal(err)
		}
		dst = out
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestWanted checks that no more of a stream is wanted than is needed to know its framing, and where a record ends.
func TestWanted(t *testing.T) {
	for text, want := range map[string]record.Status{
		"{\"n\":1}\n":            record.Valid,
		"{\n":                    record.More,
		"{\n\"n\"":               record.Valid,
		"{\n{":                   record.Valid,
		"{\"s\":\"x\n":           record.Valid,
		"[":                      record.More,
		"[{":                     record.Valid,
		"[\n  {\"n\":1":          record.Valid,
		strings.Repeat(" ", 100): record.More,
	} {
		if got := newThingParser(1<<10).Open(record.Pad(nil, []byte(text)), false).Status; got != want {
			t.Errorf("the framing of %q: %v", text, got)
		}
	}
	for text, want := range map[string]string{
		"[{\"n\":1}":                  "1-8 ",
		"[{\"n\":10}":                 "1-9 6 /n maximum",
		"[7,":                         "1-2 1  type",
		"[7":                          "more",
		"[12 ":                        "1-3 1  type",
		"[{\"n\":01,\"s\":\"xyz\"}":   "1-19 6 /n syntax",
		"[{\"n\":01":                  "more",
		"[{\"n\":":                    "more",
		"{\n\"n\":01,\"s\":\"xyz\"}":  "0-19 6 /n syntax",
		"{\n\"n\":1,\"x\":[\n{\"a\":": "more",
	} {
		p := newThingParser(1 << 10)
		data := record.Pad(nil, []byte(text))
		span := p.Next(data, p.Open(data, false).End, false, new(thing))
		got := "more"
		if span.Status != record.More {
			got = fmt.Sprintf("%d-%d ", span.Start, span.End)
			if span.Status != record.Valid {
				got += findings(p)
			}
		}
		if got != want {
			t.Errorf("the record of %q: %s, not %s", text, got, want)
		}
	}
}

// TestDeepest checks how many open objects and arrays of a malformed record are told apart. Where there are more, it ends before a line
// that begins as a record does.
func TestDeepest(t *testing.T) {
	for n, want := range map[int]string{deepest: "}", deepest + 1: "} {}"} {
		record := `{"n":01,"x":` + strings.Repeat("[", n-1) + strings.Repeat("]", n-1)
		text := record + "} {}\n{}"
		var e boundary
		if got, whole := e.feed([]byte(text), false); !whole || text[len(record):got] != want {
			t.Errorf("a record of %d levels ends after %q, that is known: %v", n, text[len(record):got], whole)
		}
	}
}
