package csvrec

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/record"
)

// TestScannerEnd checks that a cell ends with its line, whatever follows: else every row that lacks a comma would be looked for in
// all that is in memory.
func TestScannerEnd(t *testing.T) {
	for rest, want := range map[string]string{"a,b": "a", "a\nb,": "a", "a\r\nb,": "a", "\n,": "", "a": "a"} {
		data := record.Pad(nil, []byte(rest))
		if got := string(data[:(&Scanner{size: -1}).end(data, 0)]); got != want {
			t.Errorf("%q begins with a cell %q, not %q", rest, got, want)
		}
	}
}
