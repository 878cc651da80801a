package cases

import (
	"math/big"
	"testing"
)

// TestRespelledNumber checks that numbers are spelled as JSON allows, and mean the same.
func TestRespelledNumber(t *testing.T) {
	for _, text := range []string{"0", "7", "-7", "80", "1000", "-100", "9223372036854775807", "-9223372036854775808", "0.05", "-0.5", "39.84", "100.25", "-90.00", "-0"} {
		want, _ := new(big.Rat).SetString(text)
		for way := range 5 {
			got := respelledNumber(text, Given([]byte{'0' + byte(way)}))
			exact, ok := new(big.Rat).SetString(got)
			if !ok || exact.Cmp(want) != 0 || len(parsed([]byte("["+got+"]")).Items()) != 1 {
				t.Errorf("%s is spelled %s", text, got)
			}
		}
	}
}

func TestRespelledTime(t *testing.T) {
	for text, want := range map[string]string{
		"2025-07-25T18:19:41.236597+00:00": "2025-07-25T23:49:41.236597+05:30",
		"2025-07-25T18:19:41Z":             "2025-07-25T23:49:41+05:30",
		"2024-02-20 20:16:05.92 UTC":       "2024-02-21T01:46:05.92+05:30",
		"2021-08-15T14:30Z":                "2021-08-15T14:30Z",
	} {
		if got := respelledTime(text, Given([]byte("4"))); got != want {
			t.Errorf("%s is spelled %s", text, got)
		}
	}
}

// TestChoices checks that choices are plain where there are no bytes, and that what was drawn is drawn again from its bytes.
func TestChoices(t *testing.T) {
	c := Given([]byte("01\xff"))
	if a, b, d, e := c.Pick(10), c.Pick(10), c.Pick(256), c.Pick(1000); a != 0 || b != 1 || d != 0xff-'0' || e != 0 {
		t.Error(a, b, d, e)
	}
	if made, _ := c.Made(); string(made) != "01\xff" {
		t.Errorf("%q", made)
	}
	if large := Given([]byte("12")).Pick(1000); large != 1+2*256 {
		t.Error(large)
	}
}
