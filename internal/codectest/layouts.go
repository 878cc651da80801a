package codectest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
)

// testLayouts checks that the same records are read from every layout of a stream that means the same, however it is handed out and
// by however many goroutines it is read.
func (s *subject[T]) testLayouts(t *testing.T) {
	s.testLayoutsOf(t, 20, Ways, 1)
	s.testLayoutsOf(t, 300, quickWays, 1, 2, 4) // enough for several goroutines to have work
}

func (s *subject[T]) testLayoutsOf(t *testing.T, n int, ways func(string) map[string]func() io.Reader, workers ...int) {
	t.Helper()
	samples := s.samples(7, n)
	var want []*T
	for v, err := range s.Read(bytes.NewReader(s.write(t, samples...))) {
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, v)
	}
	for layout, text := range s.layouts(t, samples) {
		for way, input := range ways(text) {
			for _, k := range workers {
				var got []*T
				rd := s.NewReader(input(), flowtrail.Workers(k))
				for v, err := range rd.All() {
					if err != nil {
						t.Fatalf("%s, %s, %d workers: %v\n%q", layout, way, k, err, rd.Raw())
					}
					dropPlanted(v)
					got = append(got, v)
				}
				if !reflect.DeepEqual(want, got) {
					t.Fatalf("%s, %s, %d workers (-lines as written +this layout):\n%s", layout, way, k, cmp.Diff(want, got, equal))
				}
			}
		}
	}
}

// Ways returns readers that hand out a text in several ways.
func Ways(text string) map[string]func() io.Reader {
	all := quickWays(text)
	all["1 byte at a time"] = func() io.Reader { return &piecewise{text, 1} }
	all["7 bytes at a time"] = func() io.Reader { return &piecewise{text, 7} }
	all["half of what is asked for"] = func() io.Reader { return iotest.HalfReader(strings.NewReader(text)) }
	all["nothing at every other read"] = func() io.Reader { return &stutter{r: strings.NewReader(text)} }
	return all
}

// quickWays are those that do not make a reader look at the same record again and again.
func quickWays(text string) map[string]func() io.Reader {
	return map[string]func() io.Reader{
		"whole":                func() io.Reader { return strings.NewReader(text) },
		"with a BOM":           func() io.Reader { return strings.NewReader("\ufeff" + text) },
		"4096 bytes at a time": func() io.Reader { return &piecewise{text, 4096} },
		"with EOF":             func() io.Reader { return iotest.DataErrReader(strings.NewReader(text)) },
		"compressed":           func() io.Reader { return zipped("\ufeff"+text[:len(text)/2], text[len(text)/2:]) },
	}
}

// piecewise hands out n bytes at a time.
type piecewise struct {
	text string
	n    int
}

func (p *piecewise) Read(b []byte) (int, error) {
	if p.text == "" {
		return 0, io.EOF
	}
	n := copy(b, p.text[:min(len(p.text), p.n)])
	p.text = p.text[n:]
	return n, nil
}

// stutter returns nothing at every other Read.
type stutter struct {
	r   io.Reader
	odd bool
}

func (s *stutter) Read(p []byte) (int, error) {
	if s.odd = !s.odd; s.odd {
		return 0, nil
	}
	return s.r.Read(p)
}

// zipped returns a gzip stream of several members.
func zipped(members ...string) io.Reader {
	var packed bytes.Buffer
	for _, text := range members {
		zw := gzip.NewWriter(&packed)
		io.WriteString(zw, text) // a bytes.Buffer takes all
		zw.Close()
	}
	return &packed
}

// layouts returns streams of the same records, by what is particular to them.
func (s *subject[T]) layouts(t testing.TB, records []*T) map[string]string {
	t.Helper()
	if s.isCSV() {
		return tableLayouts(t, s.write(t, records...))
	}
	var lines []string
	for _, v := range records {
		lines = append(lines, strings.TrimSuffix(string(s.write(t, v)), "\n"))
	}
	return Framings(lines, func(record, prefix string) string { return indented(t, record, prefix) })
}

// Framings returns streams of the same records in JSON, by what is particular to them. What indent returns is a record on several lines,
// all but the first of which begin with a prefix.
func Framings(records []string, indent func(record, prefix string) string) map[string]string {
	var pretty, prettyItems []string
	for _, r := range records {
		pretty = append(pretty, indent(r, ""))
		prettyItems = append(prettyItems, "  "+indent(r, "  "))
	}
	return map[string]string{
		"lines":                   strings.Join(records, "\n") + "\n",
		"lines, no end":           strings.Join(records, "\n"),
		"lines, CRLF":             strings.Join(records, "\r\n") + "\r\n",
		"lines, blank":            "\n\n" + strings.Join(records, "\n\n \n") + "\n\n",
		"concatenated":            strings.Join(records, ""),
		"pretty-printed":          strings.Join(pretty, "\n") + "\n",
		"array, one line":         "[" + strings.Join(records, ",") + "]",
		"array of lines":          "[\n" + strings.Join(records, ",\n") + "\n]\n",
		"array, pretty-printed":   "[\n" + strings.Join(prettyItems, ",\n") + "\n]\n",
		"array, commas in front":  "[" + strings.Join(records, "\n,") + "]\n\n",
		"array, CRLF, no newline": "[\r\n" + strings.Join(records, ",\r\n") + "\r\n]",
	}
}

func indented(t testing.TB, record, prefix string) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(record), prefix, "  "); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// planted begins the names of columns that are put among those of a document.
const planted = "planted "

// dropPlanted takes the cells of planted columns out of a record.
func dropPlanted[T any](v *T) {
	if !extra(v).IsValid() {
		return
	}
	cells, ok := extra(v).Interface().(map[string]string)
	if !ok {
		return
	}
	maps.DeleteFunc(cells, func(name, _ string) bool { return strings.HasPrefix(name, planted) })
	if len(cells) == 0 {
		extra(v).SetZero()
	}
}

// tableLayouts returns CSVs of the same rows: columns in any order, with unknown ones among them, cells in quotes that need none,
// either line end, with or without one after the last row.
func tableLayouts(t testing.TB, text []byte) map[string]string {
	t.Helper()
	rows := readTable(t, text)
	random := rand.New(rand.NewPCG(1, 2))
	all := map[string]string{
		"as written":    string(text),
		"CRLF":          tableText(rows, "\r\n", func() bool { return false }),
		"no end":        strings.TrimSuffix(string(text), "\n"),
		"blank lines":   tableText(rows, "\n\n", func() bool { return false }),
		"all in quotes": tableText(rows, "\n", func() bool { return true }),
	}
	for seed := range 12 {
		order := random.Perm(len(rows[0]))
		often := 1 + random.IntN(20)
		moved := make([][]string, len(rows))
		for i, row := range rows {
			for _, column := range order {
				moved[i] = append(moved[i], row[column])
			}
		}
		for k := range random.IntN(3) {
			at := random.IntN(len(order))
			for i := range moved {
				cell := []string{"", "x", "a, " + strconv.Itoa(i), `"`}[(i+k)%4]
				if i == 0 {
					cell = planted + strconv.Itoa(k)
				}
				moved[i] = slices.Insert(moved[i], at, cell)
			}
		}
		end := []string{"\n", "\r\n"}[random.IntN(2)]
		relaid := tableText(moved, end, func() bool { return random.IntN(often) == 0 })
		if random.IntN(2) == 0 {
			relaid = strings.TrimSuffix(relaid, end)
		}
		all["relaid "+strconv.Itoa(seed)] = relaid
	}
	return all
}

// tableText writes a table, with quotes where they are needed and where quoted asks for them.
func tableText(rows [][]string, end string, quoted func() bool) string {
	var text strings.Builder
	for _, row := range rows {
		for k, cell := range row {
			if k > 0 {
				text.WriteByte(',')
			}
			if strings.ContainsAny(cell, ",\"\r\n") || quoted() {
				cell = inQuotes(cell)
			}
			text.WriteString(cell)
		}
		text.WriteString(end)
	}
	return text.String()
}
