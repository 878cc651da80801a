package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestColour checks that findings are in colour on a terminal, unless the user wants none, and that the input brings no colour in; and
// that commands for a build system are commands there, too.
func TestColour(t *testing.T) {
	text, err := os.ReadFile("testdata/data/events.json")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "bad.json")
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), `"protocol":"udp"`, `"protocol":"\u001b[31msctp"`, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	plain := file + ":2:171: /event/connection/protocol: \"\\x1b[31msctp\" is not one of tcp, udp, icmp [enum]\r\n"
	for _, test := range []struct{ variable, format, want string }{
		{"NO_COLOR=", "text", "\x1b[1m" + file + ":2:171\x1b[0m: \x1b[36m/event/connection/protocol\x1b[0m: \"\\x1b[31msctp\" is not one of tcp, udp, icmp \x1b[31m[enum]\x1b[0m\r\n"},
		{"NO_COLOR=1", "text", plain},
		{"TERM=dumb", "text", plain},
		{"TERM=xterm", "github", "\n::error file=" + file + ",line=2,col=171,title="},
	} {
		s := newScreen(t, 80)
		cmd := exec.Command("flowtrail", "validate", "--report", test.format, file)
		cmd.Env = append(os.Environ(), "TERM=xterm", "NO_COLOR=", test.variable)
		cmd.Stdout = s.file
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		s.file.Close()
		if code := finish(t, cmd); code != exitFindings {
			t.Errorf("exit code %d", code)
		}
		<-s.over
		if got := s.shown(); !strings.Contains(got, test.want) {
			t.Errorf("with %s: %q, want %q", test.variable, got, test.want)
		}
	}
}
