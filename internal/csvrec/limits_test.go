package csvrec

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/record"
)

// TestLongHeader checks how much of a header that does not end is waited for, and how much of one that is not recognised, after an empty
// line.
func TestLongHeader(t *testing.T) {
	open := func(text string, size int) record.Status {
		p := visits.newParser(record.Limits{Size: size, Findings: 10})
		return p.Open(record.Pad(nil, []byte("\r\n"+text)), false).Status
	}
	for size, most := range map[int]int{100: leastHeader, leastHeader + 100: leastHeader + 100} {
		for n, want := range map[int]record.Status{most - 3: record.More, most: record.More, most + 1: record.Broken, most + 3: record.Broken} {
			if got := open("user,\""+strings.Repeat("x", n-len("user,\"")), size); got != want {
				t.Errorf("with rows of %d bytes, after %d bytes: %v", size, n, got)
			}
		}
	}
	for n, want := range map[int]record.Status{explainedSize - 3: record.More, explainedSize - 1: record.More, explainedSize: record.Broken, explainedSize + 3: record.Broken} {
		if got := open("who,knows\n"+strings.Repeat("x\n", n)[:n-len("who,knows\n")], 1<<16); got != want {
			t.Errorf("after %d bytes: %v", n, got)
		}
	}
}

// TestManyWrongNames checks that no more findings of a header are reported than are asked for, and that this is said.
func TestManyWrongNames(t *testing.T) {
	for repeated := range 14 {
		p := visits.newParser(record.Limits{Size: 1 << 16, Findings: 10})
		p.Open(record.Pad(nil, []byte("start_time,user,bytes_received"+strings.Repeat(",user", repeated)+"\n")), true)
		if n := len(p.findings); n != min(repeated, 11) || n == 11 && p.findings[10].Rule != record.RuleTooMany {
			t.Errorf("of %d findings: %+v", repeated, p.findings)
		}
	}
}

// TestExplainedLines checks in how many lines a header is looked for.
func TestExplainedLines(t *testing.T) {
	for lines, want := range map[int]string{
		0: "", 1: "the first line is a title; the header follows in line 2",
		explainedLines - 1: fmt.Sprintf("the first line is a title; the header follows in line %d", explainedLines), explainedLines: "",
	} {
		if got := visits.Explain(record.Pad(nil, []byte(strings.Repeat("x\n", lines)+"start_time,user,bytes_received\n"))); got != want {
			t.Errorf("after %d lines: %q, not %q", lines, got, want)
		}
	}
}

// TestEnough checks how many of a document's columns a header has by which it is recognised.
func TestEnough(t *testing.T) {
	var got []int
	for n := range 7 {
		columns := make([]Column[pair], n+1)
		for i := range columns {
			columns[i] = Text(fmt.Sprint("c", i), func(p *pair) *string { return &p.A })
		}
		got = append(got, New(Document[pair]{Schema: []byte(`{}`), Columns: columns}).enough)
	}
	if diff := cmp.Diff([]int{1, 2, 2, 2, 3, 3, 4}, got); diff != "" {
		t.Errorf("of 1 column, 2, … (-want +got):\n%s", diff)
	}
}

// TestRowsInPieces gives a parser more and more of a text that may go on: what it says of the first row must hold when all is there.
func TestRowsInPieces(t *testing.T) {
	const size = 20
	for text, want := range map[string]record.Span{
		"x,\"y\"\r\nv,w\n":                          {End: len("x,\"y\"\r\n")},
		"x,\"a\nb\"\nv,w\n":                         {End: len("x,\"a\nb\"\n")},
		"x,\"y\"\rz\nv,w\n":                         {End: len("x,\"y\"\rz\n"), Status: record.Invalid},
		"x,y\"\nv,w\n":                              {End: len("x,y\"\n"), Status: record.Invalid},
		"x,\"y\nv,w\nthis goes on and on\nand on\n": {End: len("x,\"y\n"), Status: record.Invalid},
	} {
		for end := range len(text) + 1 {
			p := newPairParser(t, size)
			var v pair
			got := p.Next(record.Pad(nil, []byte("\n"+text[:end])), 1, false, &v)
			got.End = max(0, got.End-1)
			got.Start--
			switch {
			case got.Status == record.More, got.Status == record.End && end == 0:
				if end > size+1 {
					t.Errorf("of %q, more than %q is wanted", text, text[:end])
				}
			case got != want, end <= size && strings.HasSuffix(text, "and on\n"):
				t.Errorf("%q of %q is %+v", text[:end], text, got)
			}
		}
		p := newPairParser(t, size)
		if got := p.Next(record.Pad(nil, []byte("\n"+text)), 1, true, new(pair)); got.Status != want.Status || got.End != want.End+1 {
			t.Errorf("%q is %+v", text, got)
		}
	}
}

// TestSkip checks that what is left of a row that is too large ends with its line.
func TestSkip(t *testing.T) {
	p := newPairParser(t, 100)
	for text, want := range map[string]int{"\nx": 1, "x\ny": 2, "x\n": 2} {
		if n, ended := p.Skip([]byte(text), false, false); n != want || !ended {
			t.Errorf("of %q %d bytes are passed over, %v", text, n, ended)
		}
	}
	for _, text := range []string{"", "x"} {
		if n, ended := p.Skip([]byte(text), true, false); n != len(text) || ended {
			t.Errorf("of %q %d bytes are passed over, %v", text, n, ended)
		}
	}
}

// TestRowAlone decodes a row that stands alone, with and without a header.
func TestRowAlone(t *testing.T) {
	for text, want := range map[string]record.Rule{
		"x,y": "", "x,y\n": "", "x,y\r\n\n": "", "a,b\nx,y": "", "b,a\nx,y\n\n": "",
		"x,y\nz": record.RuleSyntax, "x,y\n\nz\n": record.RuleSyntax, "a,b\nx,y\nz": record.RuleSyntax, "": record.RuleSyntax, "a,b\n": record.RuleSyntax, "x\nz": record.RuleCells,
	} {
		p := newPairParser(t, 100)
		var v pair
		span := pairs.Decode(p, record.Pad(nil, []byte(text)), &v)
		if got := span.Status == record.Valid; got != (want == "") || !got && (len(p.findings) != 1 || p.findings[0].Rule != want) {
			t.Errorf("%q: %+v, %+v", text, span, p.findings)
		}
	}
}

// TestOtherHeader validates rows of two streams whose columns stand in another order.
func TestOtherHeader(t *testing.T) {
	p := manyTexts.newParser(record.Limits{Size: 1 << 12, Findings: 10})
	for range 2 {
		for header, path := range map[string]string{"a,b,c,d,e,f,g,h,n\n": "/h", "h,n,g,f,e,d,c,b,a\n": "/n", "a,b,c,d,e,f,g,h,n,other\n": "/h"} {
			data := record.Pad(nil, []byte(header+strings.Repeat("1,", strings.Count(header, ","))+"1\n"))
			start := p.Open(data, true).End
			if span := p.Next(data, start, true, new(many)); span.Status != record.Valid {
				t.Errorf("%s: %+v", header, p.findings)
			}
			wrong := strings.Split(header, path[1:])[0]
			row := strings.Repeat("1,", strings.Count(wrong, ",")) + strings.Repeat(",1", strings.Count(header, ",")-strings.Count(wrong, ",")) + "\n"
			if p.Next(record.Pad(nil, []byte(row)), 0, true, new(many)); len(p.findings) != 1 || p.findings[0].Path != path {
				t.Errorf("%s%s: %+v", header, row, p.findings)
			}
		}
	}
}
