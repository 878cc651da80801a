package codectest

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flowtrail/flowtrail"
)

// testConstraints checks that the codec holds records to each constraint of the schema: in a valid record that is changed so that it
// breaks one, that is found, under its rule and at its place. The records are those of the fixtures, and samples.
func (s *subject[T]) testConstraints(t *testing.T) {
	records := s.plainRecords(t, s.cases(t, "valid"))
	for _, v := range s.samples(1, 500) {
		records = append(records, s.plainRecords(t, [][]byte{s.write(t, v)})...)
	}
	all := surveyOf(s.schema, s.document(t), s.isCSV())
	if len(all.strange) > 0 {
		t.Fatalf("it is not known what breaks %q", all.strange)
	}
	for _, c := range all.constraints {
		if r, path := c.in(records); r != nil {
			s.testConstraint(t, c, all.alike(c), r, path)
		} else {
			t.Errorf("no valid record has a place for %v", c)
		}
	}
}

// testConstraint breaks a constraint at a path of a record. The finding may refer to any of the constraints that are alike.
func (s *subject[T]) testConstraint(t *testing.T, c constraint, alike []string, r map[string]any, path []string) {
	t.Helper()
	good := s.locate(r)
	for _, change := range c.changes {
		changed := s.locate(replaced(r, path, change.apply(at(r, path))))
		place := pointer(path) + c.below()
		offset, there := changed.offsets[place]
		if !there {
			offset = changed.offsets[pointer(path)]
		}
		found := func(rule flowtrail.Rule, offset int, schemas ...string) func(flowtrail.Violation) bool {
			return func(v flowtrail.Violation) bool {
				return v.Path == place && v.Rule == rule && v.Offset == int64(offset) && slices.Contains(schemas, v.Schema)
			}
		}
		want := found(c.rule, offset, alike...)
		var v T
		violations, _ := violationsOf(s.decode(t, changed.text, &v))
		switch {
		case s.isCSV() && c.rule == flowtrail.RuleRequired: // a row has all cells of the header, but that may lack a column
			want = found(flowtrail.RuleMissingColumn, 0, "")
		case ofOtherStream(violations):
			want = found(flowtrail.RuleOtherStream, offset, "")
		default:
			s.check(t, changed.text)
			s.sameAmongOthers(t, good, changed, violations)
		}
		if !slices.ContainsFunc(violations, want) {
			t.Errorf("%v is broken, at offset %d of\n%s\nbut what is found is %v", c, offset, changed.text, violations)
		}
	}
}

// sameAmongOthers checks that in a stream, by a reader that has learnt from a good record, what is wrong with a broken one is the same
// as when it is alone, and that nothing is wrong with the records around it.
func (s *subject[T]) sameAmongOthers(t *testing.T, good, broken located, alone []flowtrail.Violation) {
	t.Helper()
	stream := bytes.Clone(good.text[:good.header])
	for _, l := range []located{good, good, broken, good} {
		stream = append(bytes.TrimSuffix(append(stream, l.text[l.header:]...), []byte("\n")), '\n')
	}
	var got []flowtrail.Violation
	for _, err := range s.Read(bytes.NewReader(stream)) {
		violations, _ := violationsOf(err)
		got = append(got, violations...)
	}
	elsewhere := cmpopts.IgnoreFields(flowtrail.Position{}, "Record", "Line", "Offset")
	if diff := cmp.Diff(alone, got, elsewhere); diff != "" {
		t.Errorf("(-alone +among others):\n%s\n%s", diff, stream)
	}
}

// locate writes a record as the codec takes it.
func (s *subject[T]) locate(r any) located {
	if s.isCSV() {
		return locateRow(r)
	}
	return locate(r)
}

// plainRecords reads records as encoding/json or encoding/csv does.
func (s *subject[T]) plainRecords(t testing.TB, texts [][]byte) (all []map[string]any) {
	t.Helper()
	for _, text := range texts {
		r, err := s.plainly(text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

// document returns the schema as JSON.
func (s *subject[T]) document(t testing.TB) map[string]any {
	t.Helper()
	document, err := decoded(s.Schema())
	if err != nil {
		t.Fatal(err)
	}
	return document
}
