package csvrec

import (
	"math/rand/v2"
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

// serialBorders returns at which places of text no row is being read.
func serialBorders(t *testing.T, p *Parser[pair], text string) map[int]bool {
	t.Helper()
	data, borders := record.Pad(nil, []byte(text)), map[int]bool{}
	var v pair
	for pos := 0; ; {
		span := p.Next(data, pos, true, &v)
		for i := pos; i <= span.Start; i++ {
			borders[i] = true
		}
		switch span.Status {
		case record.End:
			return borders
		case record.More:
			n, _ := p.Skip(data[span.Start:], true, true)
			span.End = span.Start + n
		}
		pos = span.End
	}
}

// TestCut checks that a cut is where reading row by row comes by as well, whatever is known of what follows.
func TestCut(t *testing.T) {
	pieces := []string{"\"", "\"", "\n", "\n", ",", "a", "\"\"", "\r\n", "x,y\n", "\"a\nb\",c\n", "a long cell of text", "\r", "\"x\",\"y\"\n"}
	random := rand.New(rand.NewPCG(3, 4))
	for range 60_000 {
		p := newPairParser(t, 8+random.IntN(40))
		var b strings.Builder
		for range random.IntN(14) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		text := b.String()
		borders := serialBorders(t, p, text)
		for end := range len(text) + 1 {
			last := end == len(text) && random.IntN(2) == 0
			cut := p.Cut(record.Pad(nil, []byte(text[:end])), last)
			if !borders[cut] {
				t.Fatalf("with at most %d bytes a row, %q is cut after %q", p.limits.Size, text[:end], text[:cut])
			}
			if last && cut != end {
				t.Fatalf("all of %q is cut after %q", text, text[:cut])
			}
			if !last && !strings.Contains(text, "\"") && cut != 1+strings.LastIndexByte(text[:end], '\n') {
				t.Fatalf("%q has no quote and is cut after %q", text[:end], text[:cut])
			}
		}
	}
}

// FuzzCut checks the same of any text.
func FuzzCut(f *testing.F) {
	f.Add("a,b\n\"c\nd\",e\n\"f", 20, 9)
	f.Fuzz(func(t *testing.T, text string, size, end int) {
		if size < 1 || size > 1<<20 || end < 0 || end > len(text) {
			return
		}
		p := newPairParser(t, size)
		if cut := p.Cut(record.Pad(nil, []byte(text[:end])), false); !serialBorders(t, p, text)[cut] {
			t.Fatalf("with at most %d bytes a row, %q is cut after %q", size, text[:end], text[:cut])
		}
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
