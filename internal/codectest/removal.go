package codectest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// testRemovals changes one after the other each thing that is declared, and removes each that the schema says: without any of them a
// test fails. That is the one which compares the two, or, for what the schema says of several members together, the one of the fixtures.
func (s *subject[T]) testRemovals(t *testing.T) {
	declared := s.format.(interface{ Declaration() declare.Value }).Declaration()
	document := s.document(t)
	said := normal(document, document)
	changes, removals := 0, 0
	changed(declared, s.isCSV(), func(what string, v declare.Value) {
		changes++
		if got, err := declaredSchema(v, s.isCSV()); err == nil && reflect.DeepEqual(said, got) {
			t.Errorf("no test fails if of what is declared %s", what)
		}
	})
	texts := s.fixedRecords(t)
	want := s.verdicts(t, s.validator, texts)
	expected, err := declaredSchema(declared, s.isCSV())
	if err != nil {
		t.Fatal(err)
	}
	removed(document, func(what string) {
		removals++
		if !reflect.DeepEqual(expected, normal(document, document)) || strings.HasSuffix(what, "/type") { // a type that makes no difference is said elsewhere as well
			return
		}
		text, err := json.Marshal(document)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.verdicts(t, s.validator.Of(text), texts); cmp.Equal(want, got, cmp.AllowUnexported(verdict{})) {
			t.Errorf("no test fails without %s in the schema", what)
		}
	})
	if least := 2 * len(declared.Fields); changes < least || removals < least {
		t.Errorf("%d changes of what is declared, %d removals from the schema: too few", changes, removals)
	}
}

// fixedRecords returns the records of all fixtures as Decode takes them, those after a header that is wrong as well.
func (s *subject[T]) fixedRecords(t *testing.T) (texts [][]byte) {
	t.Helper()
	if !s.isCSV() {
		return append(s.cases(t, "valid"), s.cases(t, "invalid")...)
	}
	for _, f := range append(s.fixtures(t, "valid"), s.fixtures(t, "invalid")...) {
		table := csv.NewReader(bytes.NewReader(f.text))
		table.FieldsPerRecord = -1
		rows, _ := table.ReadAll() // to the first that is malformed
		for i := 1; i < len(rows); i++ {
			texts = append(texts, []byte(tableText([][]string{rows[0], rows[i]}, "\n", func() bool { return false })))
		}
	}
	return texts
}

// verdicts returns the verdicts of a validator about some records.
func (s *subject[T]) verdicts(t *testing.T, by *validator.Validator, texts [][]byte) (all []verdict) {
	t.Helper()
	other := *s
	other.validator = by
	for _, text := range texts {
		v, _ := other.alone(t, text)
		all = append(all, v)
	}
	return all
}

// changed calls test with what is declared in each way that differs from v in one thing.
func changed(v declare.Value, cells bool, test func(what string, v declare.Value)) {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	var root declare.Value // which shares nothing with v
	if err := json.Unmarshal(text, &root); err != nil {
		panic(err)
	}
	c := changer{cells: cells, test: func(what string) { test(what, root) }}
	c.value("", &root)
}

// A changer changes what is declared in one thing after the other, each time calls test, and undoes the change.
type changer struct {
	cells bool // what is declared is of cells
	test  func(what string)
}

// with tests with *p set to other.
func with[V any](c changer, place, what string, p *V, other V) {
	before := *p
	*p = other
	c.test(fmt.Sprintf("%s at %q", what, place))
	*p = before
}

func (c changer) value(place string, v *declare.Value) {
	for _, kind := range []declare.Kind{declare.Any, declare.Text} {
		if v.Kind != kind && (place != "" || !c.cells) { // a row is a row
			with(c, place, "the kind is "+string(kind), &v.Kind, kind)
		}
	}
	text := true // that may be empty
	switch v.Kind {
	case declare.Words:
		c.words(place, &v.Words)
	case declare.Integer:
		c.integer(place, v)
		text = c.cells || v.Notation != declare.AsNumber
	case declare.Time, declare.Address:
		for i, format := range v.Formats {
			with(c, place, "there is no format "+format, &v.Formats, without(v.Formats, i))
		}
		with(c, place, "there is another format", &v.Formats, append(slices.Clone(v.Formats), "planted"))
	case declare.Text, declare.Addresses, declare.Percent:
	default:
		text = false
	}
	if text {
		with(c, place, "the empty string is as it was not", &v.Empty, !v.Empty)
	}
	if !c.cells && place != "" && v.Kind != declare.Any {
		with(c, place, "null is as it was not", &v.Null, !v.Null)
	}
	c.fields(place, &v.Fields, v.Kind == declare.Envelope && len(v.Fields) == 1)
	c.fields(place, &v.Bare, false)
	if v.Items != nil {
		c.value(place+"/*", v.Items)
		if v.Items.Kind != declare.Any {
			with(c, place, "the items are anything", &v.Items, &declare.Value{Kind: declare.Any})
		}
	}
	if v.Tag != "" {
		with(c, place, "there is another tag", &v.Tag, v.Tag+"x")
	}
	for i := range v.Cases {
		with(c, place, "there is a case less", &v.Cases, without(v.Cases, i))
		c.words(place, &v.Cases[i].Tags)
		c.fields(place, &v.Cases[i].Fields, false)
	}
}

func (c changer) words(place string, words *[]string) {
	for i, word := range *words {
		with(c, place, "there is no word "+word, words, without(*words, i))
	}
	with(c, place, "there is another word", words, append(slices.Clone(*words), "planted"))
}

func (c changer) integer(place string, v *declare.Value) {
	if v.Min > math.MinInt64 {
		with(c, place, "the least is less", &v.Min, v.Min-1)
	}
	with(c, place, "the least is more", &v.Min, v.Min+1)
	if v.Max < math.MaxInt64 {
		with(c, place, "the most is more", &v.Max, v.Max+1)
	}
	with(c, place, "the most is less", &v.Max, v.Max-1)
	for _, notation := range []declare.Notation{declare.AsNumber, declare.AsText, declare.Either} {
		if notation != v.Notation && !c.cells {
			with(c, place, "the notation is another", &v.Notation, notation)
		}
	}
}

// fields changes members or columns. Where there would be nothing without them, it says nothing that they are required.
func (c changer) fields(place string, fields *[]declare.Field, there bool) {
	for i := range *fields {
		f := &(*fields)[i]
		below := place + "/" + f.Name
		with(c, below, "it is missing", fields, without(*fields, i))
		with(c, below, "the name is another", &f.Name, f.Name+"x")
		switch {
		case f.Also != "":
			with(c, below, "there is no other spelling", &f.Also, "")
		case !there:
			with(c, below, "it is required as it was not", &f.Required, !f.Required)
		}
		c.value(below, &f.Value)
	}
}

// without returns a list without the item at index i.
func without[V any](list []V, i int) []V { return slices.Delete(slices.Clone(list), i, i+1) }

// forPeople are the keywords of schemas that constrain nothing.
var forPeople = []string{"$schema", "$id", "$comment", "title", "description", "examples", "errorMessage"}

// removed takes out of a schema one thing that it says after the other, each time calls test, and puts it back.
func removed(schema any, test func(what string)) { removeBelow("", schema, test) }

// removeBelow does the same for a part of a schema.
func removeBelow(at string, schema any, test func(what string)) {
	s, ok := schema.(map[string]any)
	if !ok {
		return
	}
	for _, keyword := range slices.Sorted(maps.Keys(s)) {
		if slices.Contains(forPeople, keyword) {
			continue
		}
		at, value := at+"/"+keyword, s[keyword]
		delete(s, keyword)
		test(at)
		s[keyword] = value
		switch value := value.(type) {
		case []any: // of words, or of schemas
			for i := range value {
				at := fmt.Sprintf("%s/%d", at, i)
				s[keyword] = without(value, i)
				test(at)
				s[keyword] = value
				removeBelow(at, value[i], test)
			}
		case map[string]any:
			if !slices.Contains([]string{"properties", "$defs", "dependentSchemas"}, keyword) {
				removeBelow(at, value, test)
				continue
			}
			for _, name := range slices.Sorted(maps.Keys(value)) {
				one := value[name]
				delete(value, name)
				test(at + "/" + name)
				value[name] = one
				removeBelow(at+"/"+name, one, test)
			}
		}
	}
}
