package csvrec_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/csvrec"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

// TestSamplesQuickly checks that all samples are read without splitting them into cells first, in each of the ways that rows are mostly
// written in, and how many runs of cells have to be learnt when they are read for the first time and for the second.
func TestSamplesQuickly(t *testing.T) {
	t.Run("network events", func(t *testing.T) { samplesQuickly(t, networkevent.CSV, 5700, 1500) })
	t.Run("active users", func(t *testing.T) { samplesQuickly(t, useractivity.CSV, 5000, 3500) })
	t.Run("inactive users", func(t *testing.T) { samplesQuickly(t, useractivity.InactiveCSV, 5001, 3500) })
}

func samplesQuickly[T any](t *testing.T, codec *flowtrail.Codec[T], mostFirst, mostSecond int) {
	var text bytes.Buffer
	if err := codec.WriteSamples(&text, 1, 5000, false); err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(bytes.NewReader(text.Bytes())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for style, text := range map[string]string{
		"as they are written":             text.String(),
		"with CRLF":                       joined(table, "\r\n", func(cell string) string { return quoted(cell, false) }),
		"in quotes":                       joined(table, "\n", func(cell string) string { return quoted(cell, cell != "") }),
		"in quotes with CRLF":             joined(table, "\r\n", func(cell string) string { return quoted(cell, cell != "") }),
		"from right to left":              joined(changed(table, reversed), "\n", func(cell string) string { return quoted(cell, false) }),
		"with a column that is not known": joined(changed(table, widened), "\n", func(cell string) string { return quoted(cell, false) }),
	} {
		first, second := csvrec.ReadTwice(t, codec.Format(), text)
		if first.Rows != 5000 || first.Split+second.Split != 0 || first.Learned < 1000 || first.Learned > mostFirst || second.Learned > mostSecond {
			t.Errorf("%s, they are read for the first time so: %+v, for the second so: %+v", style, first, second)
		}
	}
}

// quoted returns a cell in quotes, if it needs them or is to have them.
func quoted(cell string, always bool) string {
	if always || strings.ContainsAny(cell, ",\"\r\n") {
		return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
	}
	return cell
}

// joined returns the text of a table, with its cells as write has them.
func joined(table [][]string, end string, write func(cell string) string) string {
	var b strings.Builder
	for _, row := range table {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(write(cell))
		}
		b.WriteString(end)
	}
	return b.String()
}

func changed(table [][]string, change func([]string) []string) (other [][]string) {
	for _, row := range table {
		other = append(other, change(row))
	}
	return other
}

func reversed(row []string) []string {
	row = slices.Clone(row)
	slices.Reverse(row)
	return row
}

func widened(row []string) []string { return slices.Insert(slices.Clone(row), 1, "more") }
