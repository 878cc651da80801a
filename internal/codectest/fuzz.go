package codectest

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
)

// Fuzz fuzzes a codec: with a record, for JSON, or a whole stream, for CSV. It begins with fixtures and samples.
func Fuzz[T any](f *testing.F, codec *flowtrail.Codec[T]) {
	s := newSubject(f, codec)
	known := s.samples(1, 20)
	fuzz := func(t *testing.T, text []byte) { s.fuzzRecord(t, text, known[0]) }
	if s.isCSV() {
		fuzz = s.fuzzRows
		for _, kind := range []string{"valid", "invalid"} {
			for _, fixture := range s.fixtures(f, kind) {
				f.Add(fixture.text)
			}
		}
		f.Add(s.write(f, known...))
	} else {
		for _, kind := range []string{"valid", "invalid"} {
			for _, text := range s.cases(f, kind) {
				f.Add(text)
			}
		}
		for _, v := range known {
			f.Add(s.write(f, v))
		}
	}
	f.Fuzz(fuzz)
}

func (s *subject[T]) fuzzRecord(t *testing.T, text []byte, known *T) {
	s.check(t, text)
	if !bytes.ContainsAny(text, "\n") {
		s.checkAmongOthers(t, text, known)
	}
}

// checkAmongOthers reads a record, twice, between others that are known: what a reader has learnt from one record must not change
// what it makes of another.
func (s *subject[T]) checkAmongOthers(t *testing.T, text []byte, known *T) {
	t.Helper()
	line := strings.TrimSuffix(string(s.write(t, known)), "\n")
	var alone T
	valid := s.Decode(text, &alone) == nil
	var got []*T
	for v, err := range s.Read(strings.NewReader(strings.Join([]string{line, string(text), string(text), line}, "\n"))) {
		if err == nil {
			got = append(got, v)
		}
	}
	if len(got) < 2 || !cmp.Equal(known, got[0], alike) || !cmp.Equal(known, got[len(got)-1], alike) {
		t.Fatalf("the records around it are not as they were: %d records", len(got))
	}
	if valid && (len(got) != 4 || !cmp.Equal(&alone, got[1], equal) || !cmp.Equal(&alone, got[2], equal)) {
		t.Fatalf("among others it is not what it is alone: %d records", len(got))
	}
}

// fuzzRows checks the rows of a stream one by one, and compares it with gocsv.
func (s *subject[T]) fuzzRows(t *testing.T, text []byte) {
	if len(text) > 1<<16 || bytes.Contains(text, []byte("\r")) {
		return // encoding/csv changes line ends in cells
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	table := csv.NewReader(bytes.NewReader(text))
	table.FieldsPerRecord = -1
	header, headerErr := table.Read()
	rd := s.NewReader(bytes.NewReader(text))
	for v, err := range rd.All() {
		if headerErr != nil || rd.Pos().Record == 0 {
			return // the header has findings
		}
		cells, csvErr := table.Read()
		if csvErr != nil {
			if err == nil {
				t.Fatalf("%v is valid, but encoding/csv says: %v", rd.Pos(), csvErr)
			}
			return // from here on, the two may differ about where records begin
		}
		sameVerdict(t, rd.Raw(), s.rowVerdict(header, cells), err)
		if err == nil {
			first := tableText([][]string{header}, "\n", func() bool { return false })
			s.checkWritten(t, append([]byte(first), rd.Raw()...), v)
		}
	}
	s.sameAsPeers(t, text)
}
