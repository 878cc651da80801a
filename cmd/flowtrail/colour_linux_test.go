package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// terminal returns both ends of a terminal: what is written to the second can be read from the first.
func terminal(t *testing.T) (control, screen *os.File) {
	t.Helper()
	control, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetPointerInt(int(control.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(control.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	screen, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return control, screen
}

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
		control, screen := terminal(t)
		cmd := exec.Command("flowtrail", "validate", "--report", test.format, file)
		cmd.Env = append(os.Environ(), "TERM=xterm", "NO_COLOR=", test.variable)
		cmd.Stdout = screen
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if code := finish(t, cmd); code != exitFindings {
			t.Errorf("exit code %d", code)
		}
		screen.Close()
		shown := make([]byte, 4096)
		n, err := control.Read(shown)
		if got := string(shown[:n]); !strings.Contains(got, test.want) || err != nil {
			t.Errorf("with %s: %q, %v, want %q", test.variable, got, err, test.want)
		}
		control.Close()
	}
}
