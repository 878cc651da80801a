package main

import (
	"encoding/json"
	"testing"
)

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"events.csv":          "events.csv",
		"🏠 Bürö \"a\" 'b' \\": "🏠 Bürö \"a\" 'b' \\",
		"a\x1b[31m\x00\x7f":   `a\x1b[31m\x00\x7f`,
		"a\r\n\tb":            "a\\r\n\\tb",
		"\u009b\u202e\u2028":  `\u009b\u202e\u2028`,
		"\U000e0001":          `\U000e0001`,
		"a\xffb\xf0\x9f":      `a\xffb\xf0\x9f`,
		"\ufffd":              "\ufffd",
	} {
		if got := printable(in, "\n"); got != want {
			t.Errorf("printable(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestObject(t *testing.T) {
	const value = "<a>\x1b\u009b\u202e\U000e0001🏠"
	got := object(value)
	if want := `"<a>\u001b\u009b\u202e\udb40\udc01🏠"`; got != want {
		t.Errorf("object(%q) = %s, want %s", value, got, want)
	}
	var back string
	if err := json.Unmarshal([]byte(got), &back); err != nil || back != value {
		t.Errorf("%s reads as %q, %v", got, back, err)
	}
}
