package text_test

import (
	"math"
	"net/netip"
	"strconv"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/internal/text"
)

func TestBuffer(t *testing.T) {
	for _, begin := range []string{"", "begin", strings.Repeat("x", 100)} {
		b := text.Buffer(begin)
		want := begin
		for n := range 40 {
			long := strings.Repeat("0123456789", 4)[:n]
			if !b.Plain(long, ','*text.Ones) || !b.Quoted(long, ','*text.Ones) {
				t.Errorf("%q is not plain", long)
			}
			want += long + `"` + long + `"`
			for i := range n {
				for _, c := range "\"\n\x00\x1f,ü" {
					if special := long[:i] + string(c) + long[i+1:]; b.Plain(special, ','*text.Ones) {
						t.Errorf("%q is plain", special)
					}
				}
			}
		}
		b.Byte('-')
		b.Raw("raw")
		if want += "-raw"; string(b) != want {
			t.Errorf("%q, not %q", b, want)
		}
	}
}

func TestInt(t *testing.T) {
	numbers := []int64{0, math.MaxInt64, math.MinInt64}
	for power := int64(1); power < 1e18; power *= 10 {
		numbers = append(numbers, power-1, power, power+1, -power, 9*power)
	}
	for _, n := range numbers {
		var b text.Buffer
		if b.Int(n); string(b) != strconv.FormatInt(n, 10) {
			t.Errorf("%s, not %d", b, n)
		}
	}
	var b text.Buffer
	if b.Uint(math.MaxUint64); string(b) != "18446744073709551615" {
		t.Errorf("%s", b)
	}
}

func TestAddr(t *testing.T) {
	for _, want := range []string{"0.0.0.0", "255.255.255.255", "10.99.100.9", "2001:db8::1", "::ffff:10.0.0.1"} {
		b := text.Buffer("x")
		if b.Addr(netip.MustParseAddr(want)); string(b) != "x"+want {
			t.Errorf("%s, not x%s", b, want)
		}
	}
	var b text.Buffer
	if b.Addr(netip.Addr{}); len(b) > 0 {
		t.Errorf("the zero address is written as %q", b)
	}
}
