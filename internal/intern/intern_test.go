package intern_test

import (
	"fmt"
	"net/netip"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/record"
)

func TestInterner(t *testing.T) {
	in := new(intern.Interner)
	for round := range 3 {
		for i := range 100_000 {
			text := fmt.Sprint("text number ", i%(40_000/(round+1)))
			if got := in.String([]byte(text)); got != text {
				t.Fatalf("%q became %q", text, got)
			}
		}
	}
	for _, size := range []int{1, 7, 8, 9, 15, 16, 17, intern.LongestText - 1, intern.LongestText} {
		known := []byte(strings.Repeat("x", size))
		in.String(known)
		if n := testing.AllocsPerRun(100, func() { in.String(known) }); n != 0 {
			t.Errorf("%v allocations for a string of %d bytes that is known", n, size)
		}
	}
	if long := strings.Repeat("x", intern.LongestText+1); in.String([]byte(long)) != long {
		t.Error("a long string is not read")
	}
	if in.String(nil) != "" {
		t.Error("no bytes are not the empty string")
	}
}

// TestIPv4 compares with net/netip what is and what is nearly an address, whatever stands after it.
func TestIPv4(t *testing.T) {
	numbers := []string{"", "0", "00", "1", "01", "9", "10", "99", "100", "199", "255", "256", "260", "300", "999", "1000", "a", "1a", "-1", "٣"}
	if addr, n := intern.IPv4([]byte("255.255.255.255,")); n != len("255.255.255.255") {
		t.Errorf("the longest address with one byte after it is %v, %d bytes", addr, n)
	}
	for i := range len(numbers) * len(numbers) * 4 {
		parts := []string{"1", "22", "133", "4"}
		parts[i%4], parts[i/4%3] = numbers[i/4%len(numbers)], numbers[i/4/len(numbers)]
		for _, after := range []string{",", ".", "1", "", ".1.1", "\""} {
			address := strings.Join(parts, ".")
			addr, n := intern.IPv4(record.Pad(nil, []byte(address+after))[:record.Padding])
			if other, m := intern.IPv4([]byte(address + after)); other != addr || m != n {
				t.Errorf("%q, with nothing after it: %v, %d bytes, not %v, %d", address+after, other, m, addr, n)
			}
			if n > 0 && (n > len(address+after) || netip.MustParseAddr((address + after)[:n]) != addr) {
				t.Errorf("%q: %v, %d bytes", address+after, addr, n)
			}
			want, err := netip.ParseAddr(address)
			if complete := after == "," || after == "." || after == "\"" || after == ".1.1"; err == nil && complete && (n != len(address) || addr != want) {
				t.Errorf("%q: %v, %d bytes", address+after, addr, n)
			}
		}
	}
}

// TestAddr reads texts that are addresses and that are none, again and again, as net/netip does but for zones.
func TestAddr(t *testing.T) {
	var in intern.Interner
	for range 3 {
		for _, text := range []string{"1.2.3.4", "255.255.255.255", "::1", "2001:db8::1", "2001:db8::", "2001:0db8:0000:0000:0000:0000:255.255.255.255", "::ffff:1.2.3.4", "", "1.2.3", "1.2.3.4.5", "2001:db8::g", "fe80::1%eth0", ":::"} {
			want, err := netip.ParseAddr(text)
			got, ok := in.Addr(record.Pad(nil, []byte(text)))
			if valid := err == nil && want.Zone() == ""; ok != valid || ok && got != want {
				t.Errorf("%q is read as %v, %v", text, got, ok)
			}
		}
	}
}

// TestInternerInVain checks that a table stays small while nothing repeats, and that it learns when things begin to.
func TestInternerInVain(t *testing.T) {
	var in intern.Interner
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

// TestInternerOfFew checks that of some strings which come again and again, as in the stream of a small company, hardly any are
// new: that a few of them have similar hashes must not matter.
func TestInternerOfFew(t *testing.T) {
	const companies, strings = 100, 150
	fresh := 0.0
	for company := range companies {
		texts := make([][]byte, strings)
		for i := range texts {
			texts[i] = fmt.Appendf(nil, "user %d of company %d", i*i, company)
		}
		var in intern.Interner
		round := func() {
			for _, text := range texts {
				in.String(text)
			}
		}
		for range 100 {
			round()
		}
		fresh += testing.AllocsPerRun(10, round)
	}
	if fresh > companies*strings/100 {
		t.Errorf("%v of %d strings are new", fresh, companies*strings)
	}
}

// TestHashEnds counts how often objects of the kinds that recur in records have the hash of another one, in every way of
// writing them. The upper bits are what a Table looks at.
func TestHashEnds(t *testing.T) {
	const n = 4096
	kinds := map[string]func(i int) string{
		"devices": func(i int) string { return fmt.Sprintf(`{"id":"%d"}`, 1_200_000+i) },
		"users": func(i int) string {
			return fmt.Sprintf(`{"id":"%d","email":"heron.smith%d@example.com"}`, 100_000+i, i)
		},
		"networks": func(i int) string { return fmt.Sprintf(`{"id":"%d","name":"gcp-prod"}`, i) },
		"places":   func(i int) string { return fmt.Sprintf(`{"lat":%d.%02d,"lon":-%d.%02d}`, i%90, i%100, i/90, i%77) },
		"resources": func(i int) string {
			return fmt.Sprintf(`{"address":"host-%d.corp.example.com","applied_rule":"*.corp.example.com","id":"%d","ip":"10.1.2.3","port":443}`, i, 2_200_000+i)
		},
		"relays of one address": func(i int) string {
			return fmt.Sprintf(`{"ip":"34.105.34.33","name":"relays.example.com","port":%d}`, 30_000+i)
		},
		"relays of one port": func(i int) string {
			return fmt.Sprintf(`{"ip":"34.105.%d.%d","name":"relays.example.com","port":30013}`, i/256, i%256)
		},
	}
	for kind, text := range kinds {
		for style, write := range map[string]func(string) string{
			"compact": func(s string) string { return s },
			"spaced":  strings.NewReplacer(`":`, `": `, `,"`, `, "`).Replace,
			"pretty":  strings.NewReplacer(`{`, "{\n    ", `":`, `": `, `,"`, ",\n    \"", `}`, "\n  }").Replace,
		} {
			seen := map[uint32]bool{}
			for i := range n {
				seen[uint32(intern.HashEnds([]byte(write(text(i))))>>32)] = true
			}
			if collisions := n - len(seen); collisions > n/100 {
				t.Errorf("%d of %d %s, %s, have the hash of another one", collisions, n, kind, style)
			}
		}
	}
}
