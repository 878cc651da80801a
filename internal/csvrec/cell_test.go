package csvrec

import "testing"

// TestCellEnds checks that a cell ends with its line, whatever follows: else every row that lacks a comma would be looked for in
// all that is in memory.
func TestCellEnds(t *testing.T) {
	for rest, want := range map[string]string{"a,b": "a", "a\nb,": "a", "a\r\nb,": "a", "\n,": "", "a": "a"} {
		var c Cell
		c.begin([]byte(rest), ',')
		if got := string(c.bytes()); got != want {
			t.Errorf("%q begins with a cell %q, not %q", rest, got, want)
		}
	}
}
