package inert_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/inert"
)

func TestText(t *testing.T) {
	relative := func(s string) string { uri, _ := inert.URI(s); return uri }
	for _, test := range []struct {
		name string
		do   func(string) string
		want map[string]string
	}{
		{"Name", inert.Name, map[string]string{
			"logs/a.csv": "logs/a.csv", "=1+1.csv": "./=1+1.csv", "-x": "./-x", " @a": "./ @a", "::error::": "./::error::",
			"##[error]": `./#\x23[error]`, "a\x1b": `a\x1b`, "": "",
		}},
		{"Code", inert.Code, map[string]string{"a|b`c\n": `` + "`" + `a\x7cb\x60c\n` + "`", "": "", "<b>": "`<b>`"}},
		{"Data", inert.Data, map[string]string{"100%\n::error::\x1b": `100%25\n::error::\x1b`}},
		{"Property", inert.Property, map[string]string{"a,b:c%\n": `a%2Cb%3Ac%25\n`}},
		{"Message", inert.Message, map[string]string{"[a](b) {0}\x1b": `\[a\](b) {{0}}\x1b`}},
		{"URI", relative, map[string]string{
			"./a b.csv": "a%20b.csv", "a:b": "./a:b", "a\x1b<>": "a%1B%3C%3E", "../x": "../x", "/logs/x": "file:///logs/x", "%": "%25", "a?b#c": "a%3Fb%23c",
		}},
		{"Cut", func(s string) string { return inert.Cut(s, 6) }, map[string]string{"abcdef": "abcdef", "abcdefg": "abc…", "abéé": "abéé", "abéééé": "ab…"}},
	} {
		for text, want := range test.want {
			if got := test.do(text); got != want {
				t.Errorf("%s(%q) = %s, want %s", test.name, text, got, want)
			}
		}
	}
}

func TestJSON(t *testing.T) {
	const value = "<a>\x1b\u009b\u202e\U000e0001🏠##[error] é"
	got := inert.JSON(value)
	if want := `"\u003ca\u003e\u001b\u009b\u202e\udb40\udc01🏠#\u0023[error] é"`; got != want {
		t.Errorf("%q becomes %s, want %s", value, got, want)
	}
	var back string
	if err := json.Unmarshal([]byte(got), &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(value, back); diff != "" {
		t.Error(diff)
	}
}
