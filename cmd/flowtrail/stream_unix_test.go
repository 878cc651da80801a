//go:build unix

package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// wait is how long a test waits for what must come soon, on a machine that is busy.
const wait = 20 * time.Second

// finish waits for a command, and returns its exit code.
func finish(t *testing.T, cmd *exec.Cmd) int {
	t.Helper()
	late := time.AfterFunc(wait, func() { cmd.Process.Kill() })
	defer late.Stop()
	err := cmd.Wait()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode()
}

// TestFIFO checks that a FIFO in a directory or matched by a glob is not opened, which would block, and that one that is named is.
func TestFIFO(t *testing.T) {
	dir := t.TempDir()
	fifo := filepath.Join(dir, "pipe.csv")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, arg := range []string{dir, filepath.Join(dir, "*"), filepath.Join(dir, "p{i,o}pe.csv")} {
		var stderr strings.Builder
		cmd := exec.Command("flowtrail", "validate", arg)
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if code := finish(t, cmd); code != exitEmpty || !strings.Contains(stderr.String(), "pipe.csv: skipped: it is not a regular file\n") {
			t.Errorf("%s: exit code %d, %s", arg, code, stderr.String())
		}
	}
	data, err := os.ReadFile("testdata/data/events.csv")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("flowtrail", "validate", fifo)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(fifo, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if code := finish(t, cmd); code != exitOK {
		t.Errorf("exit code %d of a FIFO that is named", code)
	}
}

// endless gives a command records without end, the first of them wrong.
func endless(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	data, err := os.ReadFile("testdata/data/events.json")
	if err != nil {
		t.Fatal(err)
	}
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		defer stdin.Close()
		text := strings.Replace(string(data), `"protocol":"tcp"`, `"protocol":"sctp"`, 1)
		for {
			if _, err := io.WriteString(stdin, text); err != nil {
				return
			}
			text = string(data)
			time.Sleep(time.Millisecond)
		}
	}()
}

// TestFindingsAppear checks that a finding is printed while there is more to read, and that all ends when nobody reads on, though
// there is nothing more to print.
func TestFindingsAppear(t *testing.T) {
	cmd := exec.Command("flowtrail", "validate", "-")
	endless(t, cmd)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(wait, func() { cmd.Process.Kill() })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if late.Stop(); err != nil || !strings.Contains(line, "sctp") {
		t.Fatalf("%q, %v", line, err)
	}
	stdout.Close()
	if code := finish(t, cmd); code != exitInternal {
		t.Errorf("exit code %d when nobody reads on", code)
	}
}
