package codectest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/conformance"
)

// testConformance checks that of what stands in a record the codec takes what the standards of JSON and CSV allow, and nothing else, and
// that the records around one that is refused are read unharmed. What stands there belongs to no member or column of the document.
func (s *subject[T]) testConformance(t *testing.T) {
	samples := slices.DeleteFunc(s.samples(11, 20), func(v *T) bool { return !extra(v).IsValid() || extra(v).Len() > 0 })
	if s.isCSV() {
		s.testConformingRows(t, samples[0])
		return
	}
	for i, g := range conformance.JSON {
		line := strings.TrimSuffix(string(s.write(t, samples[i%len(samples)])), "\n")
		with := func(text string) string { return `{"planted":` + text + "," + line[1:] }
		for _, text := range g.Right {
			s.check(t, []byte(with(text)))
			var v T
			if err := s.Decode([]byte(with(text)), &v); err != nil {
				t.Errorf("%s: %q is refused: %v", g.Name, text, err)
			} else if kept, _ := extra(&v).Interface().(map[string]json.RawMessage); string(kept["/planted"]) != compact(t, text) {
				t.Errorf("%s: %q is kept as %q", g.Name, text, kept)
			}
		}
		for _, text := range g.Wrong {
			if !json.Valid([]byte(with(text))) {
				s.refused(t, line, with(text), flowtrail.RuleSyntax, flowtrail.RuleDepth)
			}
		}
		for rule, texts := range g.Found {
			for _, text := range texts {
				s.refused(t, line, with(text), rule)
			}
		}
	}
}

// compact returns JSON without white space between its tokens.
func compact(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, []byte(text)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// refused checks that a record is refused by one of some rules, alone and in a stream, and that those around it are not.
func (s *subject[T]) refused(t *testing.T, good, bad string, rules ...flowtrail.Rule) {
	t.Helper()
	s.check(t, []byte(bad))
	violations, _ := violationsOf(s.Validate([]byte(bad)))
	if !slices.ContainsFunc(violations, func(v flowtrail.Violation) bool { return slices.Contains(rules, v.Rule) }) {
		t.Errorf("%q is not refused by %q: %v", bad, rules, violations)
	}
	if strings.Contains(bad, "\n") {
		return // in lines it is two
	}
	records := []string{good, bad, good, bad, bad, good}
	streams := []string{strings.Join(records, "\n")}
	paired := strings.Count(strings.ReplaceAll(bad, `\"`, ""), `"`)%2 == 0
	if paired && strings.Count(bad, "}") <= strings.Count(bad, "{") { // otherwise what follows the record may be no part of an array
		streams = append(streams, "[\n"+strings.Join(records, ",\n")+"\n]\n")
	}
	for _, stream := range streams {
		if got := s.outcome(stream); got != "3 valid, 3 or more wrong" {
			t.Errorf("%s; among others is %.200q in %.10q…", got, bad, stream)
		}
	}
}

// outcome tells how many records of a stream are valid and wrong.
func (s *subject[T]) outcome(stream string) string {
	valid, wrong := 0, 0
	for _, err := range s.Read(strings.NewReader(stream)) {
		switch _, broken := violationsOf(err); {
		case broken:
			return err.Error()
		case err == nil:
			valid++
		default:
			wrong++
		}
	}
	if wrong > 3 {
		wrong = 3
	}
	return fmt.Sprintf("%d valid, %d or more wrong", valid, wrong)
}

// testConformingRows appends the cells of each row of the table to a row of the document.
func (s *subject[T]) testConformingRows(t *testing.T, sample *T) {
	text := strings.TrimSuffix(string(s.write(t, sample)), "\n")
	header, row := s.header, strings.TrimPrefix(text, s.header)
	header = strings.TrimSuffix(header, "\n") + ",planted a,planted b"
	for _, r := range conformance.Rows {
		for _, end := range []string{"\n", "\r\n"} {
			good, tested := row+",x,y"+end, row+","+r.Text+end
			if r.Cells == nil {
				if got := s.outcome(header + end + good + tested + good + tested + tested + good); got != "3 valid, 3 or more wrong" {
					t.Errorf("%s: %s", r.Name, got)
				}
				continue
			}
			for v, err := range s.Read(strings.NewReader(header + end + tested + tested)) {
				if err != nil {
					t.Errorf("%s: %v", r.Name, err)
					continue
				}
				want := map[string]string{"planted a": r.Cells[0], "planted b": r.Cells[1]}
				if diff := cmp.Diff(want, extra(v).Interface()); diff != "" {
					t.Errorf("%s (-want +got):\n%s", r.Name, diff)
				}
			}
		}
	}
}
