package csvrec

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/record"
)

// TestScannerEnd checks that a cell ends with its line, whatever follows: else every row that lacks a comma would be looked for in
// all that is in memory. Text that is not plain ends it earlier: it is for those who split the row.
func TestScannerEnd(t *testing.T) {
	for rest, want := range map[string]string{"a,b": "a", "a\nb,": "a", "a\r\nb,": "a", "\n,": "", "a": "a", "a\"b,": "a", "aé,": "a",
		"a cell of three words, and more": "a cell of three words", "a \\ b'c,": "a \\ b'c"} {
		data := record.Pad(nil, []byte(rest))
		s := Scanner{data: data[:len(data)+record.Padding], stop: -1}
		if got := rest[:s.end(0)]; got != want {
			t.Errorf("%q begins with a cell %q, not %q", rest, got, want)
		}
	}
}
