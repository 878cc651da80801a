package csvrec

import (
	"encoding/csv"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/text"
)

type color string

// A cells has a column of every kind.
type cells struct {
	At    time.Time
	Addr  netip.Addr
	Color color
	N     int64
	Port  flowtrail.Optional[uint16]
}

var allKinds = New(Document[cells]{
	Name: "cells.csv",
	Schema: []byte(`{"type":"object","properties":{
		"at":{"pattern":"^([0-9]{4}-.* UTC|[0-9]{4}-.*Z)?$"},"addr":{"pattern":"^[0-9.]*$"},"color":{"enum":["red","reddish","light blue","light black","deep red"]},
		"n":{"pattern":"^[0-9]+$"},"port":{"pattern":"^[0-9]*$"}}}`),
	Columns: []Column[cells]{
		Time("at", func(c *cells) *time.Time { return &c.At }),
		Addr("addr", func(c *cells) *netip.Addr { return &c.Addr }),
		Words("color", func(c *cells) *color { return &c.Color }, "red", "reddish", "light blue", "light black", "deep red"),
		Count("n", func(c *cells) *int64 { return &c.N }),
		OptionalCount("port", func(c *cells) *flowtrail.Optional[uint16] { return &c.Port }),
	},
})

// TestCells reads cells of every kind, right and nearly right, at every place of a row, after others that were right.
func TestCells(t *testing.T) {
	const at = "2024-02-20 20:16:05.92 UTC"
	right := map[string][]string{
		"at":    {at, "2024-02-20 20:59:59 UTC", "2024-02-20T20:16:05Z", "2024-02-20 21:16:05 UTC", ""},
		"addr":  {"1.2.3.4", "255.255.255.255", ""},
		"color": {"red", "reddish", "light blue", "light black", "deep red"},
		"n":     {"0", "7", "65536", "123456789012345678", "9223372036854775807"},
		"port":  {"0", "80", "65535", ""},
	}
	wrong := map[string][]string{
		"at":    {at + "x", at + " ", "x" + at, "2024-02-20 20:16:05.92 UT", "2024-02-20 20:16:61 UTC", "x"},
		"addr":  {"1.2.3.4x", "1.2.3.4.", "1.2.3.4 ", "1.2.3", "1.2.3.256", "x"},
		"color": {"", "re", "redd", "red ", "light green", "light blu", "light blue ", "light black x", "deep re", "deep red x"},
		"n":     {"", "-1", "07", "7x", "7.0", "9223372036854775808", "18446744073709551616", "x"},
		"port":  {"65536", "007", "80x", "-1", "x"},
	}
	names := []string{"at", "addr", "color", "n", "port"}
	for first := range names {
		header := append(names[first:len(names):len(names)], names[:first]...)
		p := allKinds.newParser(record.Limits{Size: 1 << 12, Findings: 10})
		p.Open(record.Pad(nil, []byte(strings.Join(header, ",")+"\n")), true)
		check := func(name, cell string, valid bool) {
			t.Helper()
			row := make([]string, len(header))
			for i := range header {
				row[i] = right[header[i]][0]
				if header[i] == name {
					row[i] = cell
				}
			}
			for style, line := range map[string]string{"plain": strings.Join(row, ","), "quoted": `"` + strings.Join(row, `","`) + `"`} {
				for _, end := range []string{"\n", "\r\n", ""} {
					data := record.Pad(nil, []byte("x\n"+line+end))
					copy(data[len(data):cap(data)], "7,7\n")
					var v cells
					span := p.Next(data, 2, true, &v)
					if (span.Status == record.Valid) != valid || span.End != len(data) {
						t.Errorf("%s, %s %q: %+v, %+v", style, name, line+end, span, p.findings)
					}
					written := fmt.Sprint(map[string]any{"at": v.At.Format("2006-01-02 15:04:05.99 UTC"), "addr": v.Addr, "color": v.Color, "n": v.N, "port": v.Port.V}[name])
					if valid && cell != "" && written != strings.Replace(strings.Replace(cell, "T", " ", strings.Count(cell, "Z")), "Z", " UTC", 1) {
						t.Errorf("%s, %s %q is read as %s", style, name, line+end, written)
					}
				}
			}
		}
		for _, name := range names {
			for _, cell := range append(right[name], "", right[name][0]) {
				check(name, cell, cell != "" || name != "n" && name != "color")
			}
			for _, cell := range wrong[name] {
				check(name, cell, false)
			}
		}
	}
}

// TestHoursKept checks that times in the hours of two earlier ones are read quickly, by which nothing is learnt.
func TestHoursKept(t *testing.T) {
	s := Scanner{stop: -1}
	read := func(cell string) {
		data := record.Pad(nil, []byte(cell+","))
		s.data = data[:len(data)+record.Padding]
		if at, end := s.time(0); at.IsZero() || end != len(cell) {
			t.Errorf("%s is read as %v, %d bytes", cell, at, end)
		}
	}
	read("2024-02-20 20:16:05.92 UTC")
	read("2024-02-20 21:16:05.92 UTC")
	known := s.times
	for _, cell := range []string{"2024-02-20 20:59:59 UTC", "2024-02-20 21:00:00 UTC", "2024-02-20 20:00:00.000001 UTC"} {
		if read(cell); s.times != known {
			t.Errorf("something is learnt of %s", cell)
		}
	}
	if read("2024-02-20 22:00:00 UTC"); s.times == known {
		t.Error("nothing is learnt of another hour")
	}
}

// TestWrittenCells writes cells as encoding/csv does.
func TestWrittenCells(t *testing.T) {
	for _, cell := range []string{"", " ", " x", "x ", "\u00a0x", `\`, `\.`, `\.x`, `\\`, "x", "é", "a,b", `"`, `a"b`, "a\nb", "a\rb", "\tx", "a long cell of plain text", "a long cell, of text"} {
		var want strings.Builder
		w := csv.NewWriter(&want)
		if err := w.Write([]string{cell, "y"}); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		var b text.Buffer
		if !appendText(&b, cell) || string(b)+",y\n" != want.String() {
			t.Errorf("%q is written as %s, not %s", cell, b, want.String())
		}
	}
	if appendText(new(text.Buffer), "x\xff") {
		t.Error("a cell that is not UTF-8 is said to be")
	}
}

// TestOneWrongCell checks that of a row with one cell that is not UTF-8 only that is reported.
func TestOneWrongCell(t *testing.T) {
	p := newPairParser(t, 1<<16)
	p.Next(record.Pad(nil, []byte("é,x\xff\n")), 0, true, new(pair))
	var got []string
	for _, f := range p.findings {
		got = append(got, fmt.Sprintf("%d %s %s", f.Offset, f.Path, f.Rule))
	}
	if diff := cmp.Diff([]string{"3 /b utf-8"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
