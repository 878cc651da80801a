package codectest

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A verdict is what the validator says of a whole record, without the codec.
type verdict struct {
	valid bool
	found []string // if they are all there is to find
}

// check checks what must hold for any record, in a form that Decode takes: the codec finds exactly what the validator finds, and a
// record that is valid can be written and read again, with all that it says.
func (s *subject[T]) check(t *testing.T, text []byte) {
	t.Helper()
	var v T
	err := s.decode(t, text, &v)
	if want, ok := s.alone(t, text); ok {
		sameVerdict(t, text, want, err)
	}
	if !s.isCSV() {
		sameVerdict(t, text, s.verdict(t, text, true), s.Validate(text, flowtrail.Strict()))
	}
	if err == nil {
		s.checkWritten(t, text, &v)
	}
}

// decode reads a record in JSON, or the only row after a header.
func (s *subject[T]) decode(t *testing.T, text []byte, v *T) error {
	t.Helper()
	if !s.isCSV() {
		return s.Decode(text, v)
	}
	n, last := 0, error(nil)
	for err := range s.NewReader(bytes.NewReader(text)).Into(v) {
		n, last = n+1, err
	}
	if n != 1 {
		t.Fatalf("%d records where there is one, %v\n%q", n, last, text)
	}
	return last
}

// alone returns the verdict about a record in a form that Decode takes, unless it is a row that encoding/csv does not take for one.
func (s *subject[T]) alone(t *testing.T, text []byte) (verdict, bool) {
	t.Helper()
	if !s.isCSV() {
		return s.verdict(t, text, false), true
	}
	table := csv.NewReader(bytes.NewReader(text))
	table.FieldsPerRecord = -1
	rows, err := table.ReadAll()
	if err != nil || len(rows) != 2 {
		return verdict{}, false
	}
	return s.rowVerdict(rows[0], rows[1]), true
}

// verdict returns the verdict about a record in JSON. In a mix, it checks that the schema of all records gives the same.
func (s *subject[T]) verdict(t *testing.T, text []byte, strict bool) verdict {
	t.Helper()
	root, found := jsonsyntax.Parse(text, 64, 100)
	if len(text) > 1<<20 || len(found) > 0 {
		return verdict{}
	}
	mix, ok := s.format.(mix)
	if !ok {
		return judged(s.validator.Alone(root, strict))
	}
	own := mix.ValidatorOf(text)
	one, all := own.Alone(root, false), s.validator.Alone(root, false)
	if slices.ContainsFunc(one, bySchema) != slices.ContainsFunc(all, bySchema) {
		t.Fatalf("the schema of the document finds %+v, that of all records %+v\n%q", one, all, text)
	}
	return judged(own.Alone(root, strict))
}

// bySchema reports whether it is the schema that a finding breaks.
func bySchema(f record.Finding) bool { return f.Schema != "" }

// rowVerdict returns the verdict about a row. A header that is wrong has its own findings, and so has a number of cells.
func (s *subject[T]) rowVerdict(header, cells []string) verdict {
	if len(header) != len(cells) {
		return verdict{}
	}
	var members []jsonsyntax.Member
	for i, name := range header {
		if !utf8.ValidString(cells[i]) {
			return verdict{}
		}
		if _, known := s.schema.Properties[name]; known {
			cell := jsonsyntax.Node{Kind: jsonsyntax.String, Text: []byte(cells[i])}
			members = append(members, jsonsyntax.Member{Name: []byte(name), Value: cell})
		}
	}
	return judged(s.validator.Alone(jsonsyntax.NewObject(members), false))
}

// judged returns the verdict that what was found stands for. The codec shortens what is long.
func judged(found []record.Finding) verdict {
	v := verdict{valid: len(found) == 0}
	for _, f := range found {
		if len(f.Path) > 500 || len(found) > 100 {
			return verdict{}
		}
		v.found = append(v.found, line(f.Path, f.Value, f.Message, f.Schema, f.Rule))
	}
	slices.Sort(v.found)
	return v
}

// sameVerdict compares what the codec says of a record with a verdict.
func sameVerdict(t *testing.T, text []byte, want verdict, err error) {
	t.Helper()
	violations, stream := violationsOf(err)
	if stream {
		t.Fatalf("the record is a broken stream: %v\n%q", err, text)
	}
	if (err == nil) != want.valid {
		t.Fatalf("valid is %v for the validator, but the codec says: %v\n%q", want.valid, err, text)
	}
	if len(want.found) == 0 || ofOtherStream(violations) {
		return
	}
	var got []string
	for _, v := range violations {
		got = append(got, line(v.Path, v.Value, v.Message, v.Schema, v.Rule))
	}
	slices.Sort(got)
	if diff := cmp.Diff(want.found, got); diff != "" {
		t.Fatalf("(-validator +codec):\n%s\n%q", diff, text)
	}
}

// ofOtherStream reports whether a record is wrong for being of another stream: it is not looked at further.
func ofOtherStream(violations []flowtrail.Violation) bool {
	return len(violations) == 1 && violations[0].Rule == flowtrail.RuleOtherStream
}

func line(path, value, message, schema string, rule flowtrail.Rule) string {
	return strings.Join([]string{path, value, message, schema, string(rule)}, " | ")
}
