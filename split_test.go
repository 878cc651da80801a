package flowtrail_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// pieces returns so many bytes at a time.
type pieces struct {
	text string
	size int
}

func (p *pieces) Read(b []byte) (int, error) {
	if p.text == "" {
		return 0, io.EOF
	}
	n := copy(b, p.text[:min(len(p.text), p.size)])
	p.text = p.text[n:]
	return n, nil
}

// TestPieces reads streams with broken and oversized records in pieces of several sizes and by several goroutines. What is
// read must not depend on that.
func TestPieces(t *testing.T) {
	good := sampleEvents(t, 30)
	rows := sampleRows(t, 30)
	const limit = 1500
	for seed := range uint64(8) {
		random := rand.New(rand.NewPCG(seed, 0))
		var records, cells []string
		for range 3 + random.IntN(12) {
			records = append(records, damage(random, good[random.IntN(len(good))], `{"a":`))
			cells = append(cells, damage(random, rows[random.IntN(len(rows))], ",\"x\ny"))
		}
		texts := framings(records)
		for name, text := range texts {
			unchanged(t, fmt.Sprintf("seed %d, %s", seed, name), networkevent.JSON, text, limit)
		}
		unchanged(t, fmt.Sprintf("seed %d, rows", seed), networkevent.CSV, networkeventHeader+"\n"+strings.Join(cells, "\n"), limit)
	}
}

func unchanged[T any](t *testing.T, name string, codec *flowtrail.Codec[T], text string, limit int) {
	t.Helper()
	want := history(t, codec.NewReader(strings.NewReader(text), flowtrail.MaxRecordSize(limit)))
	for _, size := range []int{7, 100, 1000, 1501} {
		got := history(t, codec.NewReader(&pieces{text, size}, flowtrail.MaxRecordSize(limit)))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s, pieces of %d (-whole +pieces):\n%s\n%q", name, size, diff, text)
		}
	}
	got := history(t, codec.NewReader(strings.NewReader(text), flowtrail.MaxRecordSize(limit), flowtrail.Workers(2)))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("%s, two workers (-one +two):\n%s", name, diff)
	}
}

// damage returns a record as it may arrive.
func damage(random *rand.Rand, record, junk string) string {
	at := random.IntN(len(record))
	switch random.IntN(8) {
	case 0:
		return record[:at]
	case 1:
		return record[:at] + junk + record[at:]
	case 2:
		return record[:at] + strings.Repeat("x", 300+random.IntN(3000)) + record[at:]
	case 3:
		return record[:at] + strings.Repeat("y\n", random.IntN(1500)) + record[at:]
	case 4:
		return strings.TrimSuffix(record, "}")
	case 5:
		return record + " " + record
	}
	return record
}

func sampleRows(t testing.TB, n int) []string {
	t.Helper()
	var lines []string
	for row := range networkevent.CSV.Samples(7) {
		line, err := networkevent.CSV.Append(nil, row)
		if err != nil {
			t.Fatal(err)
		}
		if lines = append(lines, strings.TrimSuffix(string(line), "\n")); len(lines) == n {
			break
		}
	}
	return lines
}

// TestMissingBrace checks that a record which lacks its last brace does not take the records after it with it.
func TestMissingBrace(t *testing.T) {
	records := sampleEvents(t, 3000)
	records[5] = strings.TrimSuffix(records[5], "}")
	for name, text := range framings(records) {
		if name == "concatenated" || name == "array, one line" {
			continue // there is no telling where the record ends
		}
		valid, lines := collect(networkevent.JSON.Read(strings.NewReader(text), flowtrail.FileName("F")))
		if valid != len(records)-1 || strings.Count(lines, "\n") != 1 || !strings.Contains(lines, "[syntax]") {
			t.Errorf("%s: %d valid records of %d, %s", name, valid, len(records), lines)
		}
	}
}

// TestRowLimits reads a row of two lines under every limit for its size, which it may pass at any byte.
func TestRowLimits(t *testing.T) {
	var text bytes.Buffer
	w := networkevent.CSV.NewWriter(&text)
	for row := range networkevent.CSV.Samples(3) {
		row.User = "two\nlines"
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
		break
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	size := text.Len() - bytes.IndexByte(text.Bytes(), '\n') - 1
	for limit := 1; limit <= size+1; limit++ {
		valid := 0
		for _, err := range networkevent.CSV.Read(bytes.NewReader(text.Bytes()), flowtrail.MaxRecordSize(limit)) {
			if err == nil {
				valid++
			}
		}
		if (valid == 1) != (limit >= size) {
			t.Errorf("a row of %d bytes with a limit of %d: %d valid records", size, limit, valid)
		}
	}
}
