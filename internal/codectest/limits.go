package codectest

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
)

// testLimits checks that a record which passes a limit is a finding of that rule, and that the others are read all the same.
func (s *subject[T]) testLimits(t *testing.T) {
	samples := s.samples(9, 60)
	s.testRecordSize(t, slices.DeleteFunc(slices.Clone(samples), func(v *T) bool {
		return s.isCSV() && bytes.Count(s.write(t, v), []byte("\n")) > 2 // a row that is too large ends with its first line
	}))
	if !s.isCSV() {
		s.testDepth(t, s.write(t, samples[0]))
	}
	for _, f := range s.fixtures(t, "invalid") {
		s.testMaxFindings(t, f)
	}
}

func (s *subject[T]) testRecordSize(t *testing.T, samples []*T) {
	for layout, text := range s.layouts(t, samples) {
		if layout == "concatenated" || layout == "array, one line" {
			continue // there is no telling where a record ends that is not looked into
		}
		var sizes []int
		rd := s.NewReader(strings.NewReader(text))
		for range rd.All() {
			sizes = append(sizes, len(rd.Raw()))
		}
		limit := slices.Sorted(slices.Values(sizes))[len(sizes)/2] + 2 // in CSV the end of the line is counted
		for way, input := range Ways(text) {
			rd, i := s.NewReader(input(), flowtrail.MaxRecordSize(limit)), 0
			for _, err := range rd.All() {
				violations, _ := violationsOf(err)
				large := len(violations) == 1 && violations[0].Rule == flowtrail.RuleRecordSize
				switch {
				case i == len(sizes):
					t.Fatalf("%s, %s: one record too many: %v", layout, way, err)
				case sizes[i] > limit && !large, sizes[i] <= limit-2 && err != nil, err != nil && !large:
					t.Fatalf("%s, %s: a record of %d bytes where %d are allowed: %v", layout, way, sizes[i], limit, err)
				}
				i++
			}
			if i != len(sizes) {
				t.Fatalf("%s, %s: %d of %d records", layout, way, i, len(sizes))
			}
		}
	}
}

func (s *subject[T]) testDepth(t *testing.T, text []byte) {
	depth, deepest := 0, 0
	for _, c := range text { // of a sample, in which no string has a bracket
		switch c {
		case '{', '[':
			depth++
			deepest = max(deepest, depth)
		case '}', ']':
			depth--
		}
	}
	if err := s.Validate(text, flowtrail.MaxDepth(deepest)); err != nil {
		t.Errorf("depth %d: %v", deepest, err)
	}
	violations, _ := violationsOf(s.Validate(text, flowtrail.MaxDepth(deepest-1)))
	if !slices.ContainsFunc(violations, func(v flowtrail.Violation) bool { return v.Rule == flowtrail.RuleDepth }) {
		t.Errorf("depth %d where %d is allowed: %v", deepest, deepest-1, violations)
	}
}

// testMaxFindings checks that of the findings of a record the first ones are reported, and that there would be more.
func (s *subject[T]) testMaxFindings(t *testing.T, f fixture) {
	var all [][]flowtrail.Violation
	for _, err := range s.Read(bytes.NewReader(f.text)) {
		violations, _ := violationsOf(err)
		all = append(all, violations)
	}
	i := 0
	for _, err := range s.Read(bytes.NewReader(f.text), flowtrail.MaxFindings(1)) {
		got, _ := violationsOf(err)
		want := all[i][:min(1, len(all[i]))]
		if len(all[i]) > 1 && len(got) == 2 && got[1].Rule == flowtrail.RuleTooMany {
			got = got[:1]
		}
		if diff := cmp.Diff(want, got, alike); diff != "" {
			t.Errorf("%s, record %d (-the first finding +the only one):\n%s", f.path, i+1, diff)
		}
		i++
	}
	if i != len(all) {
		t.Errorf("%s: %d of %d records", f.path, i, len(all))
	}
}

// testStrict checks that what a document does not name is kept, and a finding if that is asked for.
func (s *subject[T]) testStrict(t *testing.T) {
	if s.isCSV() {
		text := tableText(withColumn(readTable(t, s.write(t, s.samples(3, 20)...))), "\n", func() bool { return false })
		for v, err := range s.Read(strings.NewReader(text)) {
			if err != nil || extra(v).Len() != 1 {
				t.Fatalf("%v in the record %+v", err, v)
			}
		}
		for _, err := range s.Read(strings.NewReader(text), flowtrail.Strict()) {
			if violations, _ := violationsOf(err); len(violations) != 1 || violations[0].Rule != flowtrail.RuleUnknownColumn || violations[0].Path != "/planted 0" {
				t.Fatalf("with Strict: %v", err)
			}
			break
		}
		return
	}
	for _, v := range s.samples(3, 20) {
		if !extra(v).IsValid() {
			continue
		}
		text := append([]byte(`{"planted":[{"a":1}],`), s.write(t, v)[1:]...)
		s.check(t, text)
		var got T
		err := s.Decode(text, &got)
		violations, _ := violationsOf(s.Validate(text, flowtrail.Strict()))
		if err != nil || extra(&got).Len() != extra(v).Len()+1 {
			t.Fatalf("%v in the record %+v", err, &got)
		}
		if len(violations) != extra(v).Len()+1 || violations[0].Path != "/planted" || violations[0].Rule != flowtrail.RuleAdditionalProperties {
			t.Fatalf("with Strict: %v", violations)
		}
	}
}

// withColumn puts an unknown column before the others.
func withColumn(rows [][]string) [][]string {
	for i := range rows {
		cell := "x"
		if i == 0 {
			cell = planted + "0"
		}
		rows[i] = slices.Insert(rows[i], 0, cell)
	}
	return rows
}
