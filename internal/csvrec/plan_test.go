package csvrec

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/record"
)

type many struct {
	A, B, C, D, E, F, G, H string
	N                      int64
}

var manyTexts = New(Document[many]{
	Name:   "many.csv",
	Schema: []byte(`{"type":"object","properties":{"h":{"minLength":1},"n":{"pattern":"^[0-9]+$"}}}`),
	Columns: []Column[many]{
		Text("a", func(v *many) *string { return &v.A }).With("one"),
		Text("b", func(v *many) *string { return &v.B }).With("one"),
		Text("c", func(v *many) *string { return &v.C }).With("one"),
		Text("d", func(v *many) *string { return &v.D }).With("one"),
		Text("e", func(v *many) *string { return &v.E }).With("one"),
		Text("f", func(v *many) *string { return &v.F }),
		Text("g", func(v *many) *string { return &v.G }),
		Text("h", func(v *many) *string { return &v.H }).With("two").MustBeFilled(),
		Count("n", func(v *many) *int64 { return &v.N }).With("two"),
	},
})

// TestPlan checks how the columns of a header are divided into steps: each with how many delimiters it has, and which is the last.
func TestPlan(t *testing.T) {
	type step struct {
		First, Texts, Delimiters int
		Delimiter, Blank         string
	}
	for header, want := range map[string][]step{
		"a,b,c,d,e,f,g,h,n": {{0, 4, 4, ",", ",,,,"}, {4, 1, 1, ",", ","}, {5, 1, 1, ",", ","}, {6, 1, 1, ",", ","}, {7, 1, 1, ",", ""}, {8, 0, 1, "\n", ""}},
		"b,a,x,n,d,c,h,g,f": {{0, 2, 2, ",", ",,"}, {2, 1, 1, ",", ""}, {3, 0, 1, ",", ""}, {4, 2, 2, ",", ",,"}, {6, 1, 1, ",", ""}, {7, 1, 1, ",", ","}, {8, 1, 1, "\n", "\n"}},
		"n,h,a,f,b,g,c,d,e": {{0, 0, 1, ",", ""}, {1, 1, 1, ",", ""}, {2, 1, 1, ",", ","}, {3, 1, 1, ",", ","}, {4, 1, 1, ",", ","}, {5, 1, 1, ",", ","}, {6, 3, 1, "\n", ",,\n"}},
	} {
		p := manyTexts.newParser(record.Limits{Size: 1 << 16, Findings: 10})
		p.Open(record.Pad(nil, []byte(header+"\n")), true)
		var got []step
		for _, s := range p.steps {
			got = append(got, step{s.first, len(s.texts), s.delimiters, string(s.delimiter), s.blank})
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", header, diff)
		}
	}
}

// TestRuns reads rows of which some repeat, with runs of cells in quotes, empty, long, and not as they should be: each as a parser reads
// it that has read none before.
func TestRuns(t *testing.T) {
	long, longer := strings.Repeat("x", 200), strings.Repeat("y", 300)
	var rows []string
	for _, run := range []string{"1,2,3,4", ",,,", "1,,3,", `"1","2","3","4"`, `"1,2",",",",""",4`, "é,2,3,4", "1,2,3\xff,4", `1,2"x,3,4`, `"1"x,2,3,4`, "1,2,3", "1,2,3,4,5", long + ",2,3," + longer, long + ",2,3,4",
		`"` + long + `""","2,3","""",4`} {
		for _, rest := range []string{"5,6,7,8,9", "5,6,7,,9", `"5",,"7","8","9"`, "5,6,7,8,x", `5,6,7,8,""`} {
			rows = append(rows, run+","+rest)
		}
	}
	type reading struct {
		Value    many
		Status   record.Status
		End      int
		Findings []record.Finding
	}
	read := func(p *Parser[many], row, end string, last bool) reading {
		var r reading
		data := record.Pad(nil, []byte("\n"+row+end))
		copy(data[len(data):cap(data)], "9,9\n") // what stands in memory after the row means nothing
		span := p.Next(data, 1, last, &r.Value)
		r.Status, r.End = span.Status, span.End
		if span.Status != record.Valid {
			r.Findings, r.Value = append(r.Findings, p.findings...), many{}
		}
		return r
	}
	open := func() *Parser[many] {
		p := manyTexts.newParser(record.Limits{Size: 1 << 12, Findings: 10})
		p.Open(record.Pad(nil, []byte("a,b,c,d,e,f,g,h,n\n")), true)
		return p
	}
	for step := range 7 {
		p := open()
		for i := range 3 * len(rows) {
			row := rows[(i*(2*step+1)+step)%len(rows)]
			end := []string{"\n", "\r\n", ""}[i%3]
			if diff := cmp.Diff(read(open(), row, end, true), read(p, row, end, true)); diff != "" {
				t.Fatalf("%q, read after others (-want +got):\n%s", row+end, diff)
			}
		}
	}
	for _, row := range rows {
		got := read(open(), row, "\n", true)
		cells, err := peer(row)
		if got.Status != record.Valid {
			continue
		}
		v := got.Value
		if diff := cmp.Diff([][]string{{v.A, v.B, v.C, v.D, v.E, v.F, v.G, v.H, fmt.Sprint(v.N)}}, cells); diff != "" || err != nil {
			t.Errorf("%q, for encoding/csv %v (-got +want):\n%s", row, err, diff)
		}
	}
}

// TestQuickEnds checks which rows are read quickly, the last of their data: all that end with a newline.
func TestQuickEnds(t *testing.T) {
	for _, row := range []string{"x,y", `"x","y"`, ",", `x,""`, "x,\"y\nz\"", "1,2,3,4,5,6,7,8,9", `1,2,3,4,5,6,7,8,"9"`, `"1","2","3","4","5","6","7","8","9"`} {
		for _, end := range []string{"\n", "\r\n", ""} {
			data := record.Pad(nil, []byte(row+end))
			var slow int
			var span record.Span
			if strings.Count(row, ",") == 1 {
				p := newPairParser(t, 1<<12)
				span = p.Next(data, 0, true, new(pair))
				slow = p.slow
			} else {
				p := manyTexts.newParser(record.Limits{Size: 1 << 12, Findings: 10})
				p.Open(record.Pad(nil, []byte("a,b,c,d,e,f,g,h,n\n")), true)
				span = p.Next(data, 0, true, new(many))
				slow = p.slow
			}
			if quickly := slow == 0; span.Status != record.Valid || span.End != len(data) || slow > 1 || quickly != (end != "") {
				t.Errorf("%q: %+v, %d rows are split into cells", row+end, span, slow)
			}
		}
	}
}
