package printable_test

import (
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/internal/printable"
)

func TestQuote(t *testing.T) {
	long := strings.Repeat("é", 60)
	for text, want := range map[string]string{
		"tcp": `"tcp"`, "a\x1b[31m\u202e\n": `"a\x1b[31m\u202e\n"`, "🏠": `"🏠"`, long: `"` + strings.Repeat("é", 40) + `"…`, "\xff": `"\xff"`,
		"##[error]": `"#\x23[error]"`,
	} {
		if got := printable.Quote([]byte(text)); got != want {
			t.Errorf("%q is shown as %s", text, got)
		}
	}
}

func TestShort(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":"b"}`: `{"a":"b"}`, "{\"a\":\"\x1b\"}": `{"a":"\x1b"}`, strings.Repeat("x", 81): strings.Repeat("x", 80) + "…",
	} {
		if got := printable.Short([]byte(text)); got != want {
			t.Errorf("%q is shown as %s", text, got)
		}
	}
}

func TestText(t *testing.T) {
	for text, want := range map[string]string{
		"a b.csv": "a b.csv", "::error::x": `\x3a:error::x`, "a\x1b[31m\"": `a\x1b[31m"`, "\xff": `\xff`, "C:\\x": "C:\\x",
		"  ::error::x": `  \x3a:error::x`, "a ##[error] ###vso[": `a #\x23[error] #\x23#vso[`, "#1": "#1", ":::": `\x3a\x3a:`,
	} {
		if got := printable.Text(text); got != want {
			t.Errorf("%q is shown as %s", text, got)
		}
	}
}
