package networkevent_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// wrongValues are put in the place of values of valid records. Some of them are right in some places.
var wrongValues = []string{`null`, `true`, `7`, `-1`, `70000`, `1.5`, `1e300`, `""`, `"x"`, `"tcp"`, `"established_connection"`,
	`"denied_access"`, `"::1"`, `"1.2.3.4"`, `"2021-08-15T14:30Z"`, `"host not found: no such DNS name"`, `[]`, `[{}]`, `{}`, `{"id": "x"}`}

// mutate changes one member or item somewhere in v, an object or array.
func mutate(random *rand.Rand, v any) any {
	deeper := func(child any) any {
		switch child.(type) {
		case map[string]any, []any:
			if random.IntN(5) > 0 {
				return mutate(random, child)
			}
		}
		return json.RawMessage(wrongValues[random.IntN(len(wrongValues))])
	}
	switch v := v.(type) {
	case map[string]any:
		names := slices.Sorted(maps.Keys(v))
		if len(names) == 0 {
			return deeper(nil)
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
			v[name] = deeper(v[name])
		}
	case []any:
		if len(v) > 0 {
			i := random.IntN(len(v))
			v[i] = deeper(v[i])
		}
	}
	return v
}

// TestMutatedEvents checks that the codec finds in records with a few wrong values what the validator alone finds in them.
func TestMutatedEvents(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	n := 0
	var text []byte
	defer func() {
		if t.Failed() {
			t.Logf("%s", text)
		}
	}()
	for ev := range networkevent.JSON.Samples(5) {
		if n++; n > 1500 {
			break
		}
		var err error
		if text, err = networkevent.JSON.Append(nil, ev); err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.UseNumber()
		var v any
		if err := decoder.Decode(&v); err != nil {
			t.Fatal(err)
		}
		for range 1 + random.IntN(3) {
			v = mutate(random, v)
		}
		if text, err = json.Marshal(v); err != nil {
			t.Fatal(err)
		}
		sameVerdict(t, judgedEvent(text, false), networkevent.JSON.Validate(text))
		sameVerdict(t, judgedEvent(text, true), networkevent.JSON.Validate(text, flowtrail.Strict()))
	}
}

// TestMutatedRows does what TestMutatedEvents does.
func TestMutatedRows(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	cellTexts := []string{"", "x", "NORMAL", "DNS_ERROR", "tcp", "icmp", "70000", "007", "1.2.3.4", "::1", "13/05/2024 10:00", "2024-02-20 20:16:05.92 UTC"}
	var lines [][]string
	defer func() {
		if t.Failed() {
			t.Log(lines)
		}
	}()
	n := 0
	for row := range networkevent.CSV.Samples(5) {
		if n++; n > 1500 {
			break
		}
		var text bytes.Buffer
		w := networkevent.CSV.NewWriter(&text)
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		var err error
		if lines, err = csv.NewReader(&text).ReadAll(); err != nil {
			t.Fatal(err)
		}
		for range 1 + random.IntN(3) {
			lines[1][random.IntN(len(lines[1]))] = cellTexts[random.IntN(len(cellTexts))]
		}
		text.Reset()
		if err := csv.NewWriter(&text).WriteAll(lines); err != nil {
			t.Fatal(err)
		}
		for _, err := range networkevent.CSV.Read(&text) {
			sameVerdict(t, judgedRow(lines[0], lines[1]), err)
		}
	}
}
