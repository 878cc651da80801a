package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/canary"
)

// TestCanaries checks that no byte of a value, and no name that a document does not have, is in what a command prints on stderr
// without values, and that these are there with values, so that they would be seen.
func TestCanaries(t *testing.T) {
	dir := t.TempDir()
	var rosters []string
	for doc, texts := range canary.Inputs(t) {
		for i, text := range texts {
			name := filepath.Join(dir, doc.Name(), fmt.Sprintf("f%d.txt", i))
			if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if doc.Name() == "useractivity.inactive.csv" {
				rosters = append(rosters, "--users", name)
			}
		}
	}
	connections := []string{"networkevent.json", "networkevent.csv", "s3sync.json"}
	for _, test := range []struct{ command, paths []string }{
		{[]string{"convert", "--to", "csv"}, connections},
		{[]string{"convert", "--to", "json"}, connections},
		{[]string{"convert", "--to", "auditlog.bare.json"}, []string{"auditlog.json", "s3sync.json"}},
		{[]string{"convert", "--to", "auditlog.json"}, []string{"auditlog.json"}},
		{[]string{"convert", "--to", "vpcflow.json"}, []string{"vpcflow.json", "vpcflow.camel.json"}},
		{[]string{"convert", "--to", "useractivity.json"}, []string{"useractivity.csv"}},
		{[]string{"convert", "--to", "useractivity.inactive.json"}, []string{"useractivity.inactive.csv"}},
		{[]string{"report", "active", "--from", "2024-01-01", "--to", "2027-01-01"}, connections},
		{[]string{"report", "inactive", "--as-of", "2027-01-01", "--users-from-audit"}, append(connections, "auditlog.json")},
		{append([]string{"report", "inactive", "--as-of", "2027-01-01"}, rosters...), connections},
		{[]string{"traffic", "--resource", "10.0.0.7"}, connections},
	} {
		name := strings.ReplaceAll(strings.Join(test.command[:min(len(test.command), 5)], " "), dir, "")
		for values, shown := range map[string]bool{"full": true, "hash": false, "none": false} {
			t.Run(name+"/"+values, func(t *testing.T) {
				t.Parallel()
				var stderr bytes.Buffer
				cmd := exec.Command("flowtrail", append(append(slices.Clone(test.command), "--values", values), test.paths...)...)
				cmd.Dir, cmd.Stderr = dir, &stderr
				cmd.Env = append(os.Environ(), keyVariable+"=0123456789abcdef")
				if err := cmd.Run(); err == nil {
					t.Error("nothing is wrong")
				}
				text := stderr.String()
				switch seen := canary.Seen(text); {
				case shown && seen < 0:
					t.Errorf("no canary is in what is printed with values: %s", text)
				case !shown && seen >= 0:
					t.Errorf("a canary is seen: %s", text[max(seen-300, 0):min(seen+100, len(text))])
				}
			})
		}
	}
}
