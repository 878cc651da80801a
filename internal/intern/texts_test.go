package intern_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/internal/intern"
)

// TestTexts checks that what is found is what was added, whatever else has the same hash, and that little is missed.
func TestTexts(t *testing.T) {
	for name, hash := range map[string]func([]byte) uint64{
		"good": intern.Hash, "bad": func(b []byte) uint64 { return uint64(len(b)) << 60 },
	} {
		var known intern.Texts
		missed := 0
		for round := range 60 {
			for i := range 3000 {
				key := []byte(strings.Repeat("x", i%7) + fmt.Sprint(i))
				want := string(key) + " and more"
				got := known.Find(hash(key), key)
				if got == "" && round > 39 {
					missed++
				}
				if got == "" && known.Wants() {
					known.Add(hash(key), []byte(want), len(key))
				} else if got != "" && got != want {
					t.Fatalf("%s hash, round %d: %q for %q", name, round, got, want)
				}
			}
		}
		if name == "good" && missed > 6000 {
			t.Errorf("%d of 60,000 are missed in the end", missed)
		}
	}
}
