package text_test

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/text"
)

// TestWritten has a Written write more values than it remembers, long and short ones, some with one slot: whatever it recalls is
// what was learnt of that value.
func TestWritten(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	written := text.NewWritten[[2]int64]()
	recalled := 0
	for range 50_000 {
		n := int(5000 * math.Pow(random.Float64(), 12))
		v := [2]int64{int64(n), int64(-n)}
		want := strings.Repeat(strconv.Itoa(n), 1+n%64)
		b := text.Buffer("before")
		if !written.Recall(&b, unsafe.Pointer(&v)) {
			if string(b) != "before" {
				t.Fatalf("%v is not recalled, but %q written", v, b)
			}
			written.Learn(unsafe.Pointer(&v), []byte(want))
			continue
		}
		if recalled++; string(b) != "before"+want {
			t.Fatalf("%v is recalled as %q", v, b)
		}
	}
	if recalled < 10_000 {
		t.Errorf("only %d values are recalled", recalled)
	}
}
