// Package canary plants texts that are easy to find, canaries, in records of all documents, to test that what may show no values
// shows none.
package canary

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/documents"
)

// Text is the canary that stands in the place of values and names, or beside them.
const Text = "Zanary@zanary.example"

const (
	part   = "anary"         // of Text
	digits = "7070707070707" // the canary in numbers
)

// Seen returns where a canary, or a part of one, is in a text, or -1.
func Seen(text string) int {
	text = strings.ToLower(text)
	return max(strings.Index(text, part), strings.Index(text, digits[:7]))
}

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
		Text + "\x00\u202e", json.Number("-" + digits + ".5"), map[string]any{Text: Text, digits: 1}, []any{Text, map[string]any{Text: nil}}, nil,
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
				v[strings.ToUpper(name)], v[Text], v[digits] = old, old, Text
				plant()
				v[name] = old
				delete(v, strings.ToUpper(name))
				delete(v, Text)
				delete(v, digits)
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
		open + `,"` + Text + `":1,"` + Text + `":{"a":1,"a":2}}`, open + `,"` + Text + `":"` + Text + `` + "\x01" + `"}`, open + `,"x":` + Text + `}`,
		open + `,"` + Text + `":1e99999999}`, open + `,"` + Text + `":["\ud83d"]}`, open + `,"` + Text + "\xff\":\"" + Text + "\xff\"}",
		open + `,"` + Text + `":` + strings.Repeat("[", 70) + `}`, sample + Text, Text, `{"` + Text + `":`, open + "," + Text,
		`{"event_type":"` + Text + `"}`,
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
			for _, cell := range []string{Text, digits, "\xff" + Text, strings.Repeat(Text, 30), "\x1b" + Text, strings.ToUpper(old), ""} {
				row[i] = cell
				plant()
			}
			row[i] = old
		}
	}
	rows[0] = append(rows[0], Text, Text)
	plant()
	rows[1] = append(rows[1], Text, Text, Text)
	plant()
	text := all[len(all)-1]
	return append(all, text+`"`+Text, text+Text+`"x"`, text+Text, Text+"\n"+text, strings.ReplaceAll(text, ",", ";"), Text+","+Text+"\n")
}

// Inputs returns inputs with canaries for all documents.
func Inputs(t *testing.T) map[flowtrail.Document][]string {
	all := map[flowtrail.Document][]string{}
	for _, doc := range documents.All() {
		var texts []string
		if strings.HasSuffix(doc.Name(), ".csv") {
			texts = plantedRows(t, samples(t, doc, 2))
		} else {
			sample := samples(t, doc, 1)
			texts = append(spoilt(sample), strings.Join(planted(t, sample), "\n"),
				`{"`+Text+`":[`+sample+`]}`, `{"`+Text+`":[{"`+Text+`":1}]}`, "["+sample+Text)
		}
		all[doc] = texts
	}
	return all
}

// samples returns n records of a document that keep to its schema.
func samples(t *testing.T, doc flowtrail.Document, n int64) string {
	t.Helper()
	var b strings.Builder
	if err := doc.WriteSamples(&b, 1, n, false); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
