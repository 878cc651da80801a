package jsonsyntax_test

import (
	"testing"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

func FuzzValidUTF8(f *testing.F) {
	for _, text := range []string{"", "plain text, longer than a word", "Zürich 🏠 東京", "a\xff", "1234567\ufffd12345678", "1234567\xff12345678", "12345678", "1234567\xff", "\xed\xa0\x80", "\xc0\x80", "12345678\xf0\x9f\x8f", "\xf4\x90\x80\x80"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if got := jsonsyntax.ValidUTF8(text); got != utf8.Valid(text) {
			t.Errorf("%q is valid: %v", text, got)
		}
	})
}
