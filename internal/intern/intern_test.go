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
	known := []byte("known")
	in.String(known)
	if n := testing.AllocsPerRun(100, func() { in.String(known) }); n != 0 {
		t.Errorf("%v allocations for a string that is known", n)
	}
	if in.String(nil) != "" {
		t.Error("no bytes are not the empty string")
	}
}

// TestIPv4 compares with net/netip what is and what is nearly an address, whatever stands after it.
func TestIPv4(t *testing.T) {
	numbers := []string{"", "0", "00", "1", "01", "9", "10", "99", "100", "199", "255", "256", "260", "300", "999", "1000", "a", "1a", "-1", "٣"}
	for i := range len(numbers) * len(numbers) * 4 {
		parts := []string{"1", "22", "133", "4"}
		parts[i%4], parts[i/4%3] = numbers[i/4%len(numbers)], numbers[i/4/len(numbers)]
		for _, after := range []string{",", ".", "1", "", ".1.1", "\""} {
			address := strings.Join(parts, ".")
			addr, n := intern.IPv4(record.Pad(nil, []byte(address+after))[:record.Padding])
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
