package scan_test

import (
	"fmt"
	"net/netip"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/scan"
)

type pair struct{ A, B string }

// decoder reads objects with the strings a and, perhaps, b.
type decoder struct {
	keys scan.Keys
	memo scan.Memo[pair]
}

func (d *decoder) read(s *scan.Scanner, p *pair) { s.Strings(&d.keys, "/p", &p.A, &p.B) }

func limits() record.Limits { return record.Limits{Size: 1 << 20, Depth: 4, Findings: 10} }

// TestLearning reads objects in an order in which what was learnt from one misleads about the next.
func TestLearning(t *testing.T) {
	d := &decoder{keys: scan.NewKeys("a", "b?")}
	s := scan.New(limits())
	for i, test := range []struct {
		text  string
		want  pair
		plain bool
	}{
		{`{"a":"1","b":"2"}`, pair{"1", "2"}, true},
		{`{"a": "1", "b": "2"}`, pair{"1", "2"}, true}, // the token `"a":` is the beginning of `"a": `
		{`{"a":"1","b":"2"}`, pair{"1", "2"}, true},
		{`{"b":"2","a":"1"}`, pair{"1", "2"}, true},
		{`{"a":"1"}`, pair{"1", ""}, true},
		{`{"b":"2"}`, pair{"", "2"}, false},
		{`{,"a":"1"}`, pair{}, false},
		{`{"a":"1","a":"2"}`, pair{"2", ""}, false},
		{`{"a":"1",}`, pair{"1", ""}, false},
		{`{"a":"1"`, pair{"1", ""}, false},
		{`{"a":"1","b":"2"} `, pair{"1", "2"}, true},
		{"{\"\\u0061\":\"\\n\\u00e9\"}", pair{"\né", ""}, true},
		{`{"a":"1","c":"3","b":"2"}`, pair{"1", "2"}, true},
		{`{"c":"3","a":"1","b":"2"}`, pair{"1", "2"}, true},
		{`{"a":"1","C":"3","A":"2"}`, pair{"1", ""}, false},
		{`{"a":7}`, pair{}, false},
		{`{"a":"` + strings.Repeat("x", 300) + `"}`, pair{strings.Repeat("x", 300), ""}, true},
	} {
		for range 2 {
			var got, recalled pair
			s.Extra = nil
			s.Start(record.Pad(nil, []byte(test.text)), 0)
			d.read(s, &got)
			plain := s.Plain()
			if diff := cmp.Diff(test.want, got); plain != test.plain || diff != "" {
				t.Errorf("%d: %s is plain: %v; (-want +got):\n%s", i, test.text, plain, diff)
			}
			s.Extra = nil
			s.Start(record.Pad(nil, []byte(test.text)), 0)
			if scan.Repeated(s, &d.memo, &recalled, d.read); recalled != got || s.Plain() != plain {
				t.Errorf("%d: %s is recalled as %+v", i, test.text, recalled)
			}
		}
	}
}

// TestEnds cuts a record at every byte: it must not be read beyond its end, whatever stands there.
func TestEnds(t *testing.T) {
	text := `{"a":"1","b":"` + strings.Repeat("y", 40) + `"}`
	d := &decoder{keys: scan.NewKeys("a", "b")}
	s := scan.New(limits())
	for n := 1; n <= len(text); n++ {
		for range 2 {
			data := append([]byte(text), make([]byte, record.Padding)...)[:n]
			var p pair
			s.Start(data, 0)
			scan.Repeated(s, &d.memo, &p, d.read)
			if s.Plain() != (n == len(text)) {
				t.Fatalf("the first %d of %d bytes are plain: %v", n, len(text), s.Plain())
			}
		}
	}
}

func TestInterner(t *testing.T) {
	in := new(scan.Interner)
	for round := range 3 {
		for i := range 100_000 {
			text := fmt.Sprint("text number ", i%(40_000/(round+1)))
			if got := in.String([]byte(text)); got != text {
				t.Fatalf("%q became %q", text, got)
			}
		}
	}
	known := []byte("known")
	in.String(known)
	if n := testing.AllocsPerRun(100, func() { in.String(known) }); n != 0 {
		t.Errorf("%v allocations for a string that is known", n)
	}
	if in.String(nil) != "" {
		t.Error("no bytes are not the empty string")
	}
}

// TestIPv4 compares with net/netip what is and what is nearly an address, whatever stands behind it.
func TestIPv4(t *testing.T) {
	numbers := []string{"", "0", "00", "1", "01", "9", "10", "99", "100", "199", "255", "256", "260", "300", "999", "1000", "a", "1a", "-1", "٣"}
	for i := range len(numbers) * len(numbers) * 4 {
		parts := []string{"1", "22", "133", "4"}
		parts[i%4], parts[i/4%3] = numbers[i/4%len(numbers)], numbers[i/4/len(numbers)]
		for _, behind := range []string{",", ".", "1", "", ".1.1", "\""} {
			address := strings.Join(parts, ".")
			addr, n := scan.IPv4(record.Pad(nil, []byte(address+behind))[:record.Padding])
			if n > 0 && (n > len(address+behind) || netip.MustParseAddr((address + behind)[:n]) != addr) {
				t.Errorf("%q: %v, %d bytes", address+behind, addr, n)
			}
			want, err := netip.ParseAddr(address)
			if complete := behind == "," || behind == "." || behind == "\"" || behind == ".1.1"; err == nil && complete && (n != len(address) || addr != want) {
				t.Errorf("%q: %v, %d bytes", address+behind, addr, n)
			}
		}
	}
}

// TestInternerInVain checks that a table stays small while nothing repeats, and that it learns when things begin to.
func TestInternerInVain(t *testing.T) {
	var in scan.Interner
	intern := func(first, n int) {
		text := make([]byte, 0, 20)
		for i := range n {
			text = strconv.AppendInt(text[:0], int64(first+i), 10)
			if got := in.String(text); got != string(text) {
				t.Fatalf("%s is interned as %s", text, got)
			}
		}
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	intern(1e6, 500_000)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if kept := int64(after.HeapAlloc) - int64(before.HeapAlloc); kept > 400_000 {
		t.Errorf("%d bytes are kept of what never repeats", kept)
	}
	for range 100 {
		intern(5e6, 500)
	}
	if allocs := testing.AllocsPerRun(10, func() { intern(5e6, 500) }); allocs > 50 {
		t.Errorf("%v of 500 strings that repeat are new", allocs)
	}
	runtime.KeepAlive(&in)
}
