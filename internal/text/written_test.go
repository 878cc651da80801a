package text_test

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/internal/text"
)

// TestWritten has a Written write more values than it remembers, long and short ones, some with one slot: whatever it recalls is
// what was learnt of that value.
func TestWritten(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var written text.Written[int]
	recalled := 0
	for range 50_000 {
		v := int(5000 * math.Pow(random.Float64(), 12))
		want := strings.Repeat(strconv.Itoa(v), 1+v%64)
		b := text.Buffer("before")
		if !written.Recall(&b, &v) {
			if string(b) != "before" {
				t.Fatalf("%d is not recalled, but %q written", v, b)
			}
			written.Learn(&v, []byte(want))
			continue
		}
		if recalled++; string(b) != "before"+want {
			t.Fatalf("%d is recalled as %q", v, b)
		}
	}
	if recalled < 10_000 {
		t.Errorf("only %d values are recalled", recalled)
	}
}
