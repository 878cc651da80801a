package csvrec

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/internal/record"
)

type pair struct{ A, B string }

var pairs = New(Document[pair]{
	Name:    "pairs.csv",
	Schema:  []byte(`{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}}}`),
	Columns: []Column[pair]{Text("a", func(p *pair) *string { return &p.A }), Text("b", func(p *pair) *string { return &p.B })},
})

func newPairParser(t testing.TB, size int) *Parser[pair] {
	t.Helper()
	p := pairs.newParser(record.Limits{Size: size, Findings: 10})
	if span := p.Open(record.Pad(nil, []byte("a,b\n")), true); span.Status != record.Valid {
		t.Fatal(span, p.findings, p.err)
	}
	return p
}

// A reading is what is found at one place of a text.
type reading struct {
	Start, End int
	Status     record.Status
	Value      pair
	Findings   string
}

// readSerially reads text row by row, and returns how much of it that took.
func readSerially(p *Parser[pair], text string, last bool) (all []reading, read int) {
	data := record.Pad(nil, []byte(text))
	for pos := 0; ; {
		var v pair
		span := p.Next(data, pos, last, &v)
		r := reading{Start: span.Start, End: span.End, Status: span.Status}
		switch span.Status {
		case record.End:
			return all, span.End
		case record.Valid:
			r.Value = v
		case record.Invalid:
			r.Findings = fmt.Sprint(p.findings)
		case record.More:
			if len(data)-span.Start <= p.limits.Size {
				return all, span.Start
			}
			n, _ := p.Skip(data[span.Start:], true, last)
			r.End = span.Start + n
		}
		all = append(all, r)
		pos = r.End
	}
}

// checkCut checks that reading what is cut off from the first bytes of text finds what reading all of text finds there.
func checkCut(t *testing.T, p *Parser[pair], text string, end int, last bool) {
	t.Helper()
	cut := p.Cut(record.Pad(nil, []byte(text[:end])), last)
	want, _ := readSerially(p, text, true)
	got, read := readSerially(p, text[:cut], last)
	if read != cut || len(got) > len(want) || len(got) < len(want) && want[len(got)].Start < cut || !slices.Equal(got, want[:len(got)]) {
		t.Fatalf("with at most %d bytes a row, of %q\n%q is cut off, which is read until %d as\n%v\nwhere all is\n%v", p.limits.Size, text[:end], text[:cut], read, got, want)
	}
	if last && cut != end {
		t.Fatalf("of all of %q only %q is cut off", text, text[:cut])
	}
	if !last && !strings.Contains(text, "\"") && cut != 1+strings.LastIndexByte(text[:end], '\n') {
		t.Fatalf("%q has no quote and is cut after %q", text[:end], text[:cut])
	}
}

func TestCut(t *testing.T) {
	pieces := []string{
		"\"", "\"", "\n", "\n", ",", "a", "\"\"", "\r\n", "x,y\n", "\"a\nb\",c\n", "a long cell of text", "\r", "\"x\",\"y\"\n",
	}
	random := rand.New(rand.NewPCG(3, 4))
	for range 6_000 {
		p := newPairParser(t, 8+random.IntN(40))
		var b strings.Builder
		for range random.IntN(16) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		text := b.String()
		for end := range len(text) + 1 {
			checkCut(t, p, text, end, false)
		}
		checkCut(t, p, text, len(text), true)
	}
}

func FuzzCut(f *testing.F) {
	f.Add("a,b\n\"c\nd\",e\n\"f", 20, 9)
	f.Fuzz(func(t *testing.T, text string, size, end int) {
		if size < 1 || size > 1<<20 || end < 0 || end > len(text) {
			return
		}
		p := newPairParser(t, size)
		checkCut(t, p, text, end, false)
		checkCut(t, p, text, len(text), true)
	})
}

func BenchmarkCut(b *testing.B) {
	row := strings.Repeat("x", 60) + "," + strings.Repeat("y", 190)
	for name, rows := range map[string]string{
		"no quotes":       strings.Repeat(row+"\n", 1000),
		"quotes in five":  strings.Repeat(strings.Repeat(row+"\n", 4)+`"`+strings.Replace(row, ",", `","`, 1)+"\"\n", 200),
		"newline in five": strings.Repeat(strings.Repeat(row+"\n", 4)+`"`+strings.Replace(row, ",", "\n\",", 1)+"\n", 200),
	} {
		b.Run(name, func(b *testing.B) {
			p, data := newPairParser(b, 1<<20), record.Pad(nil, []byte(rows))
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if p.Cut(data, false) != len(data) {
					b.Fatal("not all is cut off")
				}
			}
		})
	}
}
