package networkevent_test

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// TestLayouts writes the same rows in many ways that mean the same: columns in any order, with unknown ones among them, cells
// in quotes that need none, either line end, with or without one after the last row.
func TestLayouts(t *testing.T) {
	var text bytes.Buffer
	var want []networkevent.Row
	w := networkevent.CSV.NewWriter(&text)
	for row := range networkevent.CSV.Samples(5) {
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
		if want = append(want, *row); len(want) == 40 {
			break
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		layout, unknown := relaid(random, table)
		var rows []networkevent.Row
		for row, err := range networkevent.CSV.Read(strings.NewReader(layout), flowtrail.Workers(1+random.IntN(2))) {
			if err != nil {
				t.Fatalf("%v in\n%s", err, layout)
			}
			extra := map[string]string{}
			for _, k := range unknown {
				extra[columnName(k)] = unknownCell(len(rows)+1, k)
			}
			if diff := cmp.Diff(extra, row.Extra, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("extra cells (-want +got):\n%s\nin\n%s", diff, layout)
			}
			row.Extra = nil
			rows = append(rows, *row)
		}
		if diff := cmp.Diff(want, rows, equalAddrs); diff != "" {
			t.Fatalf("(-written +this layout):\n%s", diff)
		}
	}
}

func columnName(k int) string { return "x" + strconv.Itoa(k) }

// unknownCell is what stands in the unknown column at index k of row i.
func unknownCell(i, k int) string {
	return []string{"", columnName(k), "a, " + strconv.Itoa(i), "\"" + columnName(k)}[(i+k)%4]
}

// relaid writes a table with its columns in another order, and others among them, whose indexes it returns.
func relaid(random *rand.Rand, table [][]string) (layout string, unknown []int) {
	order := random.Perm(len(table[0]))
	for range random.IntN(3) {
		order = slices.Insert(order, random.IntN(len(order)+1), -1)
	}
	end := []string{"\n", "\r\n"}[random.IntN(2)]
	often := random.IntN(4)
	var text strings.Builder
	for i, cells := range table {
		for k, column := range order {
			cell := unknownCell(i, k)
			switch {
			case column >= 0:
				cell = cells[column]
			case i == 0:
				cell = columnName(k)
				unknown = append(unknown, k)
			}
			if k > 0 {
				text.WriteByte(',')
			}
			if strings.ContainsAny(cell, ",\"\n") || often > 0 && random.IntN(8*often) == 0 {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			text.WriteString(cell)
		}
		if i < len(table)-1 || random.IntN(2) == 0 {
			text.WriteString(end)
		}
	}
	return text.String(), unknown
}
