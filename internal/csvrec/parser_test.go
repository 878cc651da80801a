package csvrec

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/record"
)

// remark is text with hooks, which take it whatever it is.
type remark string

func (r *remark) UnmarshalCSV(cell string) error { *r = remark(cell); return nil }

func (r remark) append(b *RowBuffer) error { return b.Text(string(r)) }

var remarks = New(Document[remark]{
	Name:    "remarks.csv",
	Schema:  []byte(`{"type":"object"}`),
	Columns: []Column[remark]{Hook("remark", declare.Value{Kind: declare.Text}, func(r *remark) *remark { return r }, (*remark).UnmarshalCSV, remark.append)},
})

// TestLastCellEndsWithData checks that the last cell of a stream ends where the stream does, also if anything may stand in it.
func TestLastCellEndsWithData(t *testing.T) {
	for _, after := range []string{"", "x", ",", "\n", strings.Repeat("x", record.Padding), strings.Repeat("x", record.Padding-1) + "\r"} {
		data := record.Pad(nil, []byte("remark\nnone"))
		copy(data[len(data):cap(data)], after)
		p := remarks.newParser(record.Limits{Size: 1 << 16, Findings: 10})
		start := p.Open(data, true).End
		var r remark
		if span := p.Next(data, start, true, &r); span.Status != record.Valid || r != "none" || span.End != len(data) {
			t.Errorf("with %q in memory: %+v, %q", after, span, r)
		}
	}
}

// TestHookedText checks that a hook is given what a cell in quotes holds, and nothing that is not UTF-8.
func TestHookedText(t *testing.T) {
	for text, want := range map[string]remark{
		"remark\n\"none, so \"\"far\"\"\"\n": `none, so "far"`, "remark\nÉire\n": "Éire", "remark\nno\xffne\n": "", "remark\nno\x80ne\n": "", "remark\n\"none\n": "", "remark\nno\"ne\n": "",
	} {
		data := record.Pad(nil, []byte(text))
		p := remarks.newParser(record.Limits{Size: 1 << 16, Findings: 10})
		start := p.Open(data, true).End
		var r remark
		if span := p.Next(data, start, true, &r); (span.Status == record.Valid) != (want != "") || want != "" && r != want {
			t.Errorf("%q: %+v, %q", text, span, r)
		}
	}
}

// TestUnheld checks that a cell which the schema allows, but its variable cannot hold, is a finding.
func TestUnheld(t *testing.T) {
	for row, want := range map[string]string{
		"2024-01-01,ann,9223372036854775807\n":       "",
		"2024-01-01,ann,9223372036854775808\n":       "31: a cell cannot be represented [value]",
		"2024-01-01,ann,\"9223372036854775808\"\n":   "31: a cell cannot be represented [value]",
		"2024-01-01,\"a\"\"n\",18446744073709551616": "31: a cell cannot be represented [value]",
		"2024-01-01,ann,010\n":                       "31: a cell cannot be represented [value]",
	} {
		data := record.Pad(nil, []byte("start_time,user,bytes_received\n"+row))
		p := visits.newParser(record.Limits{Size: 1 << 16, Findings: 10})
		start := p.Open(data, true).End
		var v visit
		got := ""
		if span := p.Next(data, start, true, &v); span.Status != record.Valid {
			for _, f := range p.findings {
				got += fmt.Sprintf("%d: %s [%s]", f.Offset, f.Message, f.Rule)
			}
		}
		if got != want {
			t.Errorf("%q: %q, not %q", row, got, want)
		}
	}
}

// TestMalformedEnd checks that a row which is malformed ends with its first line, the newline included.
func TestMalformedEnd(t *testing.T) {
	for text, want := range map[string]string{"x\"y,z\nv,w\n": "x\"y,z\n", "\"x\"y,z\r\nv,w\n": "\"x\"y,z\r\n", "\"x\nv,w\n": "\"x\n", "x\"y": "x\"y"} {
		p := newPairParser(t, 1<<16)
		var v pair
		if span := p.Next(record.Pad(nil, []byte(text)), 0, true, &v); span.Status != record.Invalid || text[span.Start:span.End] != want {
			t.Errorf("%q: the row is %q", text, text[span.Start:span.End])
		}
	}
}
