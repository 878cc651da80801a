package codectest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// wrongValues are put in the place of values of valid records. Some of them are right in some places.
var wrongValues = []string{`null`, `true`, `0`, `7`, `-1`, `70000`, `9223372036854775808`, `1.0`, `1.5`, `1e300`, `""`, `"x"`, `"tcp"`, `"7"`,
	`"::1"`, `"1.2.3.4"`, `"2021-08-15T14:30Z"`, `"2021-08-15T14:30:00Z"`, `"host not found: no such DNS name"`, `[]`, `[{}]`, `{}`, `{"id": "x"}`}

// wrongCells are the same for cells.
var wrongCells = []string{"", " ", "x", "0", "007", "70000", "9223372036854775808", "-1", "1.2.3.4", "::1", "1.2.3.4,::1", "33.333",
	"13/05/2024 10:00", "2024-02-20 20:16:05.92 UTC", "2024-02-20T20:16:05Z", "\xff"}

// testMutations checks that the codec finds in records with a few wrong values what the validator alone finds in them.
func (s *subject[T]) testMutations(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	mutate := s.mutateObject
	if s.isCSV() {
		mutate = s.mutateRow
	}
	samples := s.samples(5, 1000)
	for i, v := range samples {
		s.check(t, mutate(t, random, s.write(t, v), s.write(t, samples[len(samples)-1-i])))
	}
}

// mutateObject changes a few values of a record. Some of the new ones are from another record.
func (s *subject[T]) mutateObject(t *testing.T, random *rand.Rand, text, other []byte) []byte {
	t.Helper()
	v, err := s.plainly(text)
	donor, err2 := s.plainly(other)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	values := leaves(nil, donor)
	for range 1 + random.IntN(3) {
		mutate(random, v, values)
	}
	if text, err = json.Marshal(v); err != nil {
		t.Fatal(err)
	}
	return text
}

// leaves appends all values in v that have no others in them.
func leaves(all []any, v any) []any {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			all = leaves(all, v[name])
		}
	case []any:
		for _, item := range v {
			all = leaves(all, item)
		}
	default:
		all = append(all, v)
	}
	return all
}

// mutate changes one member or item somewhere in v, an object or array.
func mutate(random *rand.Rand, v any, values []any) {
	other := func(child any) any {
		switch child.(type) {
		case map[string]any, []any:
			if random.IntN(5) > 0 {
				mutate(random, child, values)
				return child
			}
		}
		if random.IntN(3) == 0 {
			return values[random.IntN(len(values))]
		}
		return json.RawMessage(wrongValues[random.IntN(len(wrongValues))])
	}
	switch v := v.(type) {
	case map[string]any:
		names := slices.Sorted(maps.Keys(v))
		if len(names) == 0 {
			return
		}
		name := names[random.IntN(len(names))]
		switch random.IntN(8) {
		case 0:
			delete(v, name)
		case 1:
			v["more/~"+name] = v[name]
		case 2:
			v[strings.ToUpper(name)] = v[name]
		default:
			v[name] = other(v[name])
		}
	case []any:
		if len(v) > 0 {
			i := random.IntN(len(v))
			v[i] = other(v[i])
		}
	}
}

// mutateRow changes a few cells of a row. Some of the new ones are from another column of another row.
func (s *subject[T]) mutateRow(t *testing.T, random *rand.Rand, text, other []byte) []byte {
	t.Helper()
	rows := readTable(t, text)
	donor := readTable(t, other)[1]
	for range 1 + random.IntN(3) {
		cell := wrongCells[random.IntN(len(wrongCells))]
		if random.IntN(2) == 0 {
			cell = donor[random.IntN(len(donor))]
		}
		rows[1][random.IntN(len(rows[1]))] = cell
	}
	var mutated bytes.Buffer
	if err := csv.NewWriter(&mutated).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return mutated.Bytes()
}

func readTable(t testing.TB, text []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
