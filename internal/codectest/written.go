package codectest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// checkWritten checks that v, which was decoded from text, is written with all that text says, and is read again as it is.
func (s *subject[T]) checkWritten(t *testing.T, text []byte, v *T) {
	t.Helper()
	written := s.write(t, v)
	var again T
	if err := s.decode(t, written, &again); err != nil {
		t.Fatalf("what was written is not valid: %v\n%s", err, written)
	}
	if diff := cmp.Diff(v, &again, equal); diff != "" {
		t.Fatalf("(-read +written and read):\n%s\n%q", diff, text)
	}
	if where := s.differs(t, text, written); where != "" {
		t.Fatalf("%s\nread\n%s\nwritten\n%s", where, text, written)
	}
}

// write returns records as they are written to a stream of their own.
func (s *subject[T]) write(t testing.TB, records ...*T) []byte {
	t.Helper()
	var text bytes.Buffer
	w := s.NewWriter(&text)
	for _, v := range records {
		if err := w.Write(v); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

// differs reads two texts of a valid record without the codec. It tells where what they say differs, if it does.
func (s *subject[T]) differs(t testing.TB, read, written []byte) string {
	t.Helper()
	want, err := s.plainly(read)
	got, err2 := s.plainly(written)
	if err := errors.Join(err, err2); err != nil {
		t.Fatalf("%v\n%q", err, read)
	}
	if s.isCSV() { // a column that may be missing is written with empty cells
		for name := range got {
			if _, ok := want[name]; !ok && got[name] == "" {
				want[name] = ""
			}
		}
	}
	return differs("", inPlace(s.schema), want, got)
}

// plainly reads a record as encoding/json or encoding/csv does.
func (s *subject[T]) plainly(text []byte) (record map[string]any, err error) {
	if !s.isCSV() {
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.UseNumber()
		err = decoder.Decode(&record)
		return record, err
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(rows) != 2 {
		return nil, errors.Join(err, errors.New("it is not a header and a row"))
	}
	record = map[string]any{}
	for i, name := range rows[0] {
		record[name] = rows[1][i]
	}
	return record, nil
}

// unite returns the names of the members of both objects.
func unite(a, b map[string]any) map[string]any {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}
