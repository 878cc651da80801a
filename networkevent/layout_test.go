package networkevent_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// TestLayouts writes the same rows in many ways that mean the same: columns in any order, with unknown ones among them, cells
// in quotes that need none, either line end, with or without one behind the last row.
func TestLayouts(t *testing.T) {
	var text bytes.Buffer
	w := networkevent.CSV.NewWriter(&text)
	n := 0
	for row := range networkevent.CSV.Samples(5) {
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
		if n++; n == 40 {
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
	var first []networkevent.Row
	for range 300 {
		layout := relaid(random, table)
		var rows []networkevent.Row
		for row, err := range networkevent.CSV.Read(strings.NewReader(layout), flowtrail.Workers(1+random.IntN(2))) {
			if err != nil {
				t.Fatalf("%v in\n%s", err, layout)
			}
			for name, cell := range row.Extra {
				if cell != "" && cell != name && cell != "a, "+name && cell != "\""+name {
					t.Fatalf("%q is %q in\n%s", name, cell, layout)
				}
			}
			row.Extra = nil
			rows = append(rows, *row)
		}
		if first == nil {
			first = rows
		}
		if diff := cmp.Diff(first, rows, equalAddrs); diff != "" || len(rows) != len(table)-1 {
			t.Fatalf("%d rows (-first +this layout):\n%s", len(rows), diff)
		}
	}
}

// relaid writes a table with its columns in another order, and others among them.
func relaid(random *rand.Rand, table [][]string) string {
	order := random.Perm(len(table[0]))
	for range random.IntN(3) {
		order = slices.Insert(order, random.IntN(len(order)+1), -1)
	}
	end := []string{"\n", "\r\n"}[random.IntN(2)]
	often := random.IntN(4)
	var text strings.Builder
	for i, cells := range table {
		for k, column := range order {
			cell := ""
			switch name := fmt.Sprint("x", k); {
			case column >= 0:
				cell = cells[column]
			case i == 0:
				cell = name
			default:
				cell = []string{"", name, "a, " + name, "\"" + name}[random.IntN(4)]
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
	return text.String()
}
