package printable_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/printable"
)

func TestLines(t *testing.T) {
	for text, want := range map[string]string{
		"":                     "",
		"a\tb\n\nc":            "a\tb\n\nc",
		"a\x1b[31m\n\xff\r\n":  "a\\x1b[31m\n\\xff\\r\n",
		"x\n::error::\u202e y": "x\n\\x3a:error::\\u202e y",
	} {
		if got := printable.Lines(text); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}
