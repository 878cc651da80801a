package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
	"github.com/flowtrail/flowtrail/documents"
)

// Canaries are planted in records. None may be seen in a report that shows no values: not a part of one either.
const (
	canary      = "Zanary@zanary.example"
	canaryPart  = "anary"
	canaryDigit = "7070707070707"
)

// planted returns records of a JSON document with canaries of several kinds in the place of each value, and beside it.
func planted(t *testing.T, sample string) []string {
	t.Helper()
	var record any
	if err := json.Unmarshal([]byte(sample), &record); err != nil {
		t.Fatal(err)
	}
	var all []string
	plant := func() {
		text, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(text))
	}
	kinds := []any{
		canary + "\x00\u202e", json.Number("-" + canaryDigit + ".5"), map[string]any{canary: canary, canaryDigit: 1}, []any{canary, map[string]any{canary: nil}}, nil,
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, name := range sortedNames(v) {
				old := v[name]
				for _, kind := range kinds {
					v[name] = kind
					plant()
				}
				delete(v, name)
				plant()
				v[strings.ToUpper(name)], v[canary], v[canaryDigit] = old, old, canary
				plant()
				v[name] = old
				delete(v, strings.ToUpper(name))
				delete(v, canary)
				delete(v, canaryDigit)
				walk(old)
			}
		case []any:
			for i := range v {
				old := v[i]
				for _, kind := range kinds {
					v[i] = kind
					plant()
				}
				v[i] = old
				walk(old)
			}
		}
	}
	walk(record)
	return all
}

func sortedNames(members map[string]any) []string {
	var names []string
	for name := range members {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// spoilt returns texts that are no records, with canaries where they go wrong.
func spoilt(sample string) []string {
	sample = strings.TrimSpace(sample)
	open := sample[:len(sample)-1]
	return []string{
		open + `,"` + canary + `":1,"` + canary + `":{"a":1,"a":2}}`, open + `,"` + canary + `":"` + canary + `` + "\x01" + `"}`, open + `,"x":` + canary + `}`,
		open + `,"` + canary + `":1e99999999}`, open + `,"` + canary + `":["\ud83d"]}`, open + `,"` + canary + "\xff\":\"" + canary + "\xff\"}",
		open + `,"` + canary + `":` + strings.Repeat("[", 70) + `}`, sample + canary, canary, `{"` + canary + `":`, open + "," + canary,
		`{"event_type":"` + canary + `"}`,
	}
}

// plantedRows returns reports of a CSV document with canaries in each cell and in the header.
func plantedRows(t *testing.T, sample string) []string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(sample)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	plant := func() {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.WriteAll(rows)
		all = append(all, b.String())
	}
	for _, row := range rows[:2] {
		for i, old := range row {
			for _, cell := range []string{canary, canaryDigit, "\xff" + canary, strings.Repeat(canary, 30), "\x1b" + canary, strings.ToUpper(old), ""} {
				row[i] = cell
				plant()
			}
			row[i] = old
		}
	}
	rows[0] = append(rows[0], canary, canary)
	plant()
	rows[1] = append(rows[1], canary, canary, canary)
	plant()
	text := all[len(all)-1]
	return append(all, text+`"`+canary, text+canary+`"x"`, text+canary, canary+"\n"+text, strings.ReplaceAll(text, ",", ";"), canary+","+canary+"\n")
}

// plantings returns inputs with canaries for all documents.
func plantings(t *testing.T) map[flowtrail.Document][]input {
	all := map[flowtrail.Document][]input{}
	for _, doc := range documents.All() {
		var texts []string
		if strings.HasSuffix(doc.Name(), ".csv") {
			texts = plantedRows(t, samples(t, doc, 1, 2))
		} else {
			sample := samples(t, doc, 1, 1)
			texts = append(spoilt(sample), strings.Join(planted(t, sample), "\n"),
				`{"`+canary+`":[`+sample+`]}`, `{"`+canary+`":[{"`+canary+`":1}]}`, "["+sample+canary)
		}
		for i, text := range texts {
			all[doc] = append(all[doc], input{fmt.Sprintf("f%d", i), text})
		}
	}
	return all
}

// TestCanaries checks that no byte of a value, and no name that a document does not have, is in a report without values, and that
// these are in a report with values, so that they would be seen.
func TestCanaries(t *testing.T) {
	for doc, inputs := range plantings(t) {
		for i, s := range []setting{
			{values: report.None, strict: true}, {values: report.Hash, strict: true, as: doc}, {values: report.Full, strict: true, as: doc},
		} {
			t.Run(fmt.Sprintf("%s/%d", doc.Name(), i), func(t *testing.T) {
				t.Parallel()
				for format, text := range s.reports(report.Formats(), inputs...) {
					text = strings.ToLower(text)
					seen := max(strings.Index(text, canaryPart), strings.Index(text, canaryDigit[:7]))
					switch {
					case s.values == report.Full && seen < 0:
						t.Errorf("%s: no canary is in the report with values", format)
					case s.values != report.Full && seen >= 0:
						t.Errorf("%s: a canary is seen: %s", format, text[max(seen-300, 0):min(seen+100, len(text))])
					}
				}
			})
		}
	}
}

// FuzzCanaries looks for records whose values are in a report that shows none: a run of letters that is in a value and in
// nothing else.
func FuzzCanaries(f *testing.F) {
	for _, doc := range documents.All() {
		var b strings.Builder
		if err := doc.WriteSamples(&b, 1, 1, false); err != nil {
			f.Fatal(err)
		}
		f.Add(b.String(), uint16(100))
		f.Add(strings.ReplaceAll(b.String(), `":"`, `":"!`), uint16(300))
	}
	f.Fuzz(func(t *testing.T, text string, at uint16) {
		if strings.Contains(strings.ToLower(text), canaryPart) || len(text) == 0 {
			return
		}
		n := int(at) % len(text)
		text = text[:n] + canary + text[n:]
		for _, doc := range documents.All() {
			for _, values := range []report.Values{report.None, report.Hash} {
				got := setting{values: values, strict: true, as: doc}.reported("json", input{"f", text})
				if strings.Contains(strings.ToLower(got), canaryPart) {
					t.Fatalf("%s: a canary is seen in %s", doc.Name(), got)
				}
			}
		}
	})
}
