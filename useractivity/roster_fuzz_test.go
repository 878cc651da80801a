package useractivity_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
)

// FuzzReadRoster checks that what is read without an error is what encoding/csv reads, and that nothing panics.
func FuzzReadRoster(f *testing.F) {
	for _, seed := range []string{
		"email\nada@x.com\n", "name,\"user_email\"\n\"Ada, \"\"A.\"\"\",\" ada@x.com\"\n\n,b\n", "email,user_email\na,b\n", "\ufeffemail,x\na,\"\n\"\n",
		"email;x\na;b\n", "email\n,\n\"a\n", zipped("email\na\n"),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		emails, problems := emailsIn(bytes.NewReader(text))
		if problems != nil || bytes.Contains(text, []byte("\r")) || bytes.HasPrefix(text, []byte("\x1f\x8b")) {
			return
		}
		table, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatalf("%q, but encoding/csv says: %v", emails, err)
		}
		var want []string
		if len(table) > 0 {
			column := slices.Index(table[0], "user_email")
			if column < 0 {
				column = slices.Index(table[0], "email")
			}
			for _, row := range table[1:] {
				want = append(want, strings.TrimSpace(row[column]))
			}
		}
		diff(t, "emails", emails, want)
	})
}
