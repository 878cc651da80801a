package text_test

import (
	"encoding/binary"
	"strconv"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/internal/text"
)

// TestDigits reads numbers of every length with every byte after them, and with nothing but digits after that.
func TestDigits(t *testing.T) {
	for length := range 26 {
		for _, digits := range []string{"1234567890123456789012345", "9999999999999999999999999", "0000000000000000000000000", "0100200300400500600700800"} {
			for after := range 256 {
				if '0' <= after && after <= '9' {
					continue
				}
				number := digits[:min(length, len(digits))]
				d := []byte(number + string([]byte{byte(after)}) + strings.Repeat("7", 32))
				want, err := strconv.ParseUint(number, 10, 64)
				wantDigits := len(number)
				if err != nil || wantDigits > text.LongestNumber {
					want, wantDigits = 0, 0
				}
				if n, got := text.Number(d); got != wantDigits || got > 0 && n != want {
					t.Fatalf("%q begins with %d, %d digits", d, n, got)
				}
				first := number[:min(len(number), 8)]
				want, _ = strconv.ParseUint(first, 10, 64)
				if n, got := text.Digits(binary.LittleEndian.Uint64(d)); got != len(first) || got > 0 && n != want {
					t.Fatalf("the first word of %q begins with %d, %d digits", d, n, got)
				}
			}
		}
	}
}
