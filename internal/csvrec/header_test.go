package csvrec

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/record"
)

type visit struct {
	Start, User, Note string
	Received          int64
}

var visits = New(Document[visit]{
	Name:   "visits.csv",
	Schema: []byte(`{"type":"object","properties":{"bytes_received":{"type":"string","pattern":"^[0-9]+$"}}}`),
	Columns: []Column[visit]{
		Text("start_time", func(v *visit) *string { return &v.Start }),
		Text("user", func(v *visit) *string { return &v.User }),
		Count("bytes_received", func(v *visit) *int64 { return &v.Received }),
		Text("note", func(v *visit) *string { return &v.Note }).Undocumented(),
	},
})

// open returns what a parser says of a header, a finding a line.
func open(text string) string {
	p := visits.newParser(record.Limits{Size: 1 << 16, Findings: 10})
	span := p.Open(record.Pad(nil, []byte(text)), true)
	if span.Status == record.Broken {
		return fmt.Sprintf("%d: %v", span.Start, p.err)
	}
	var lines []string
	for _, f := range p.findings {
		lines = append(lines, fmt.Sprintf("%d: %s: %s %s [%s]", f.Offset, f.Path, f.Value, f.Message, f.Rule))
	}
	if span.Status == record.Valid && len(lines) == 0 {
		return "valid"
	}
	return strings.Join(lines, "\n")
}

// TestHeader checks what is said of headers that are not as they should be.
func TestHeader(t *testing.T) {
	const cannot, bom = "the header cannot be read: ", "\ufeff"
	for text, want := range map[string]string{
		"start_time,user,bytes_received\n":                        "valid",
		"\"start_time\",\"user\",\"bytes_received\"\n":            "valid",
		"\r\n\nuser,start_time,note,bytes_received,more\r\n":      "valid",
		"start_time;user;bytes_received\n":                        "0: " + cannot + "the columns are separated by semicolons, not by commas",
		"start_time\tuser\tbytes_received\n":                      "0: " + cannot + "the columns are separated by tabs, not by commas",
		"start_time|user|bytes_received\n":                        "0: " + cannot + "the columns are separated by vertical bars, not by commas",
		"sep=,\nstart_time,user,bytes_received\n":                 "0: " + cannot + "the first line says how columns are separated; the header follows in line 2",
		"sep=;\r\nstart_time;user;bytes_received\r\n":             "0: " + cannot + "the first line says how columns are separated; the header follows in line 2; the columns are separated by semicolons, not by commas",
		"Visits of \"May\"\n\nstart_time,user,bytes_received\n":   "0: " + cannot + "the first line is a title; the header follows in line 3",
		"Visits, all\n" + bom + "start_time,user,bytes_received":  "0: " + cannot + "the first line is a title; the header follows in line 2; a byte order mark stands before the header",
		"\"start_time,user,bytes_received\"\n":                    "0: " + cannot + "the whole header is one cell in quotes",
		"Start_Time,USER ,Bytes_Received\n":                       "0: " + cannot + "the names differ in case, white space or quotes from those of the columns",
		"start_time,user,bytes_received\"\n":                      "30: in the header a quote stands in a cell that is not quoted",
		bom + "start_time;user;bytes_received\n":                  "0: " + cannot + "the columns are separated by semicolons, not by commas",
		"'start_time','user','bytes_received'\n":                  "0: " + cannot + "the names differ in case, white space or quotes from those of the columns",
		"2024-01-01,ann,17\n":                                     "0: " + cannot + "it is missing; the first line is a row",
		"2024-01-01,ann,many\n":                                   "0: the first line is not the header: it has none of the document's columns",
		"a,b\n":                                                   "0: the first line is not the header: it has none of the document's columns",
		"a,\"b\n":                                                 "2: in the header the quote is not closed",
		bom + "start_time,user,bytes_received\n":                  "0: /start_time:  the column is missing [missing-column]\n0: /" + bom + "start_time: \"\\ufeffstart_time\" differs only in case or white space from start_time [case]",
		"start_time,user,bytes_recieved,x\n":                      "0: /bytes_received:  the column is missing [missing-column]\n16: /bytes_recieved: \"bytes_recieved\" is not a known column: did you mean bytes_received? [unknown-column]",
		"start_time,user,user,bytes_received\n":                   "16: /user:  the header has this column twice; the first one is read [duplicate-column]",
		"user,x,y,z\n":                                            "0: /start_time:  the column is missing [missing-column]\n0: /bytes_received:  the column is missing [missing-column]",
		"user,x\n":                                                "0: /start_time:  the column is missing [missing-column]\n0: /bytes_received:  the column is missing [missing-column]",
		"start_time,user,bytes_received,x\xff\n":                  "31: /x\\xff: \"x\\xff\" is not UTF-8 [utf-8]",
		"start_time,user,bytes_received\n2024-01-01,ann,17\n":     "valid",
		"start_time,bytes_received,uesr\n2024-01-01,17,semi;user": "0: /user:  the column is missing [missing-column]\n26: /uesr: \"uesr\" is not a known column: did you mean user? [unknown-column]",
	} {
		if diff := cmp.Diff(want, open(text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// TestHeaderInPieces checks that as much is said of a header that comes byte by byte.
func TestHeaderInPieces(t *testing.T) {
	text := "Visits of \"May\"\n\nstart_time;user;bytes_received\n"
	p := visits.newParser(record.Limits{Size: 1 << 16, Findings: 10})
	for n := range len(text) {
		if span := p.Open(record.Pad(nil, []byte(text[:n])), false); span.Status != record.More {
			t.Fatalf("after %q: %+v", text[:n], span)
		}
	}
}

func TestExplain(t *testing.T) {
	for head, want := range map[string]string{
		"start_time,user,bytes_received\n":   "",
		"who,knows,what\n":                   "",
		`{"start_time":1,"user":2}`:          "",
		"":                                   "",
		"start_time;user;bytes_received\n":   "the columns are separated by semicolons, not by commas",
		"x\nstart_time,user,bytes_received":  "the first line is a title; the header follows in line 2",
		"\n\n2024-01-01,ann,17\n1970,bob,18": "it is missing; the first line is a row",
	} {
		if got := visits.Explain(record.Pad(nil, []byte(head))); got != want {
			t.Errorf("%q: %q, not %q", head, got, want)
		}
	}
}

type stay struct{ User, Until string }

// stays have two columns, both of which another document has as well.
var stays = New(Document[stay]{
	Name:    "stays.csv",
	Schema:  []byte(`{"type":"object"}`),
	Foreign: []string{"start_time", "user", "until"},
	Columns: []Column[stay]{
		Text("user", func(s *stay) *string { return &s.User }),
		Text("until", func(s *stay) *string { return &s.Until }),
	},
})

// TestFewColumns checks that one of two columns does not make a document, and that one with columns of another is that.
func TestFewColumns(t *testing.T) {
	for text, want := range map[string]bool{
		"user,until\n":                true,
		"\"until\",note,\"user\"\r\n": true,
		"user,note\n":                 false,
		"user,user\n":                 false,
		"user,until,start_time\n":     false,
		"user;until\n":                false,
	} {
		if got := stays.Detect([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	for head, want := range map[string]string{
		"user;until\n": "the columns are separated by semicolons, not by commas",
		"user;note\n":  "",
		"ann,\n":       "",
		"ann,noon\n":   "it is missing; the first line is a row",
	} {
		if got := stays.Explain(record.Pad(nil, []byte(head))); got != want {
			t.Errorf("%q: %q, not %q", head, got, want)
		}
	}
	p := stays.newParser(record.Limits{Size: 1 << 16, Findings: 10})
	if span := p.Open(record.Pad(nil, []byte("user,until,start_time\n")), true); span.Status != record.Valid {
		t.Errorf("with a column of another document it cannot be read: %v", p.findings)
	}
}
