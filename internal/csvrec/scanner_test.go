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

// TestIntegerEnd checks that an integer ends with its cell, if that is all of the data: what follows may look like more digits.
func TestIntegerEnd(t *testing.T) {
	data := []byte("6777777777777777777777777777777777777777777777777777777777777777777")
	s := Scanner{size: 1}
	if n, end := s.integer(data, 0, 100); n != 6 || end != 1 || s.lost {
		t.Errorf("read %d, to %d", n, end)
	}
}
