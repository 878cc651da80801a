package text_test

import (
	"math"
	"math/rand/v2"
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
				for _, c := range []string{"\"", "\n", "\x00", "\x1f", ",", "\x80", "\xff", "ü,", "\"ü", "\xc3"} {
					if special := long[:i] + c + long[i+1:]; b.Plain(special, ','*text.Ones) || b.Quoted(special, ','*text.Ones) {
						t.Errorf("%q is plain", special)
					}
				}
				for _, c := range []string{" ", "\\", "\x7f", "ü", "東", "🏠"} {
					plain := long[:i] + c + long[i+1:]
					if !b.Plain(plain, ','*text.Ones) || !b.Quoted(plain, ','*text.Ones) {
						t.Errorf("%q is not plain", plain)
					}
					want += plain + `"` + plain + `"`
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
	for n := range int64(10_000) {
		numbers = append(numbers, n, n*10_000+9999-n, n*100_000_000+n)
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

// TestFloat compares with strconv numbers of few and of many digits, and those next to them.
func TestFloat(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	numbers := []float64{0, math.Copysign(0, -1), 1, 1e15, 1e21, 1e-6, 1e-7, 5e-324, math.MaxFloat64, 999999999.999999, 1e9, 0.1 + 0.2}
	for range 100_000 {
		places := math.Pow10(random.IntN(9))
		numbers = append(numbers, math.Round(random.Float64()*360*places)/places, random.NormFloat64(), random.NormFloat64()*1e15,
			math.Float64frombits(random.Uint64()&^(0x7ff<<52)|(1023+uint64(random.IntN(80))-40)<<52))
	}
	for _, number := range numbers {
		for _, v := range []float64{number, -number, math.Nextafter(number, 0), math.Nextafter(number, math.Inf(1))} {
			format := byte('f')
			if abs := math.Abs(v); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
				format = 'e'
			}
			var b text.Buffer
			if b.Float(v); string(b) != strconv.FormatFloat(v, format, -1, 64) {
				t.Fatalf("%s, not %s", b, strconv.FormatFloat(v, format, -1, 64))
			}
		}
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
