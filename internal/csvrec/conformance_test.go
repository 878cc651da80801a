package csvrec

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/conformance"
	"github.com/flowtrail/flowtrail/internal/record"
)

// rowsOf reads text, which has a header, in one piece. It returns the cells of the rows, nil for a row that has findings, and what is
// said of the header.
func rowsOf(t *testing.T, text string) (rows [][]string, header string) {
	t.Helper()
	p := pairs.newParser(record.Limits{Size: 1 << 16, Findings: 10})
	data := record.Pad(nil, []byte(text))
	span := p.Open(data, true)
	switch {
	case span.Status == record.End:
		return nil, ""
	case span.Status == record.Broken:
		return nil, p.err.Error()
	case span.Status == record.Invalid:
		for _, f := range p.findings {
			header += f.Path + ": " + f.Value + " " + f.Message + "\n"
		}
		return nil, header
	}
	found, read := readSerially(p, text[span.End:], true)
	if read != len(text)-span.End {
		t.Errorf("%d of %d bytes of %q are read", span.End+read, len(text), text)
	}
	for _, r := range found {
		cells := []string{r.Value.A, r.Value.B}
		if r.Status != record.Valid {
			cells = nil
		}
		rows = append(rows, cells)
	}
	return rows, ""
}

// peer returns what encoding/csv makes of the rows.
func peer(text string) ([][]string, error) { return csv.NewReader(strings.NewReader(text)).ReadAll() }

// TestConformingRows reads the rows of the table among others, alone, and without an end.
func TestConformingRows(t *testing.T) {
	for _, row := range conformance.Rows {
		for _, end := range []string{"\n", "\r\n"} {
			for text, want := range map[string][][]string{
				"a,b" + end + row.Text + end:                                   {row.Cells},
				"a,b" + end + row.Text:                                         {row.Cells},
				"a,b" + end + "x,y" + end + row.Text + end + "\"v\",\"w\"":     {{"x", "y"}, row.Cells, {"v", "w"}},
				"a,b" + end + strings.Repeat(row.Text+end, 3) + "x,\"\"" + end: {row.Cells, row.Cells, row.Cells, {"x", ""}},
			} {
				got, header := rowsOf(t, text)
				if diff := cmp.Diff(want, got); diff != "" || header != "" {
					t.Errorf("%s: %q, %s (-want +got):\n%s", row.Name, text, header, diff)
				}
				cells, err := peer(text)
				same := err == nil && cmp.Equal(want, cells[1:])
				if taken := row.Cells != nil; same != (taken && !row.Differs) || !taken && err == nil {
					t.Errorf("%s: encoding/csv reads %q as %q, %v", row.Name, text, cells, err)
				}
			}
		}
	}
}

// TestConformingFiles reads the files of the table.
func TestConformingFiles(t *testing.T) {
	for _, file := range conformance.Files {
		got, header := rowsOf(t, file.Text)
		if diff := cmp.Diff(file.Rows, got); diff != "" || !strings.Contains(header, file.Error) || file.Error == "" && header != "" {
			t.Errorf("%s: the header is said to be %q (-want +got):\n%s", file.Name, header, diff)
		}
	}
}

// FuzzRows compares what is read of any text with what encoding/csv reads, to the first row that one of the two does not take. Blank
// lines and rows of one empty cell are the same, and encoding/csv changes line ends.
func FuzzRows(f *testing.F) {
	for _, row := range conformance.Rows {
		f.Add(row.Text + "\nx,y\n" + row.Text)
	}
	for _, file := range conformance.Files {
		f.Add(file.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "\r") || len(text) > 1<<16 {
			return
		}
		got, header := rowsOf(t, "a,b\n"+text)
		if header != "" {
			t.Fatalf("%q: %s", text, header)
		}
		table := csv.NewReader(strings.NewReader(text))
		table.FieldsPerRecord = 2
		for i, cells := range got {
			want, err := table.Read()
			if valid := err == nil && utf8.ValidString(strings.Join(want, ",")); valid != (cells != nil) || valid && !cmp.Equal(want, cells) {
				t.Fatalf("row %d of %q is %q, for encoding/csv %q, %v", i+1, text, cells, want, err)
			}
			if err != nil && !errors.Is(err, csv.ErrFieldCount) {
				return // the two differ about where the next row begins
			}
		}
		if _, err := table.Read(); err != io.EOF {
			t.Fatalf("%q has more rows than %q for encoding/csv: %v", text, got, err)
		}
	})
}
