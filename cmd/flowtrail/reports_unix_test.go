//go:build unix

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
)

// badEvents writes a file with n records that are wrong, and returns its name.
func badEvents(t *testing.T, dir string, n int) string {
	t.Helper()
	text, err := os.ReadFile("testdata/data/events.json")
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	line = append(bytes.Replace(line, []byte(`"protocol":"tcp"`), []byte(`"protocol":"sctp"`), 1), '\n')
	name := filepath.Join(dir, "bad.json")
	if err := os.WriteFile(name, bytes.Repeat(line, n), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestReportsUnread checks that reports in files are complete though nobody reads the findings.
func TestReportsUnread(t *testing.T) {
	dir := t.TempDir()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	file := filepath.Join(dir, "report.json")
	cmd := exec.Command("flowtrail", "validate", "--max-findings", "0", "--report", "json="+file, badEvents(t, dir, 5000))
	cmd.Stdout = w
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if code := finish(t, cmd); code != exitInternal {
		t.Errorf("exit code %d", code)
	}
	w.Close()
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), `"kind":"summary","files":1,"records":5000,"invalid":5000,"findings":5000,`) {
		t.Errorf("%v, %d bytes: …%s", err, len(text), text[max(len(text)-300, 0):])
	}
}

// TestReportsInterrupted checks that a command that is interrupted leaves an older report as it was, and nothing beside it.
func TestReportsInterrupted(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		dir := t.TempDir()
		cmd, _ := interrupt(t, dir, s, "exec flowtrail")
		if code := finish(t, cmd); code != 128+int(s) {
			t.Errorf("%v: exit code %d", s, code)
		}
		text, err := os.ReadFile(filepath.Join(dir, "report.json"))
		if names, _ := filepath.Glob(filepath.Join(dir, ".*")); string(text) != "old" || err != nil || len(names) != 0 {
			t.Errorf("%v: %q, %v, %q are left", s, text, err, names)
		}
	}
}

// TestReportsNotInterrupted checks that a command which is to ignore a signal does, as nohup has it, or a shell for what it runs in the
// background.
func TestReportsNotInterrupted(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGHUP} {
		dir := t.TempDir()
		cmd, events := interrupt(t, dir, s, fmt.Sprintf("trap '' %d; exec flowtrail", int(s)))
		events.Close()
		if code := finish(t, cmd); code != exitEmpty {
			t.Errorf("%v: exit code %d", s, code)
		}
		if text, err := os.ReadFile(filepath.Join(dir, "report.json")); !strings.Contains(string(text), `"kind":"summary"`) {
			t.Errorf("%v: %v: %s", s, err, text)
		}
	}
}

// interrupt starts a command that has a report to write in a directory, and sends it a signal when it reads. It returns what it reads.
func interrupt(t *testing.T, dir string, s syscall.Signal, command string) (*exec.Cmd, *os.File) {
	t.Helper()
	fifo, file := filepath.Join(dir, "events.json"), filepath.Join(dir, "report.json")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-c", command+` validate --report "json=$1" "$2"`, "sh", file, fifo)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(wait); ; time.Sleep(10 * time.Millisecond) {
		if parts, _ := filepath.Glob(filepath.Join(dir, ".report.json.*.tmp")); len(parts) == 1 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("no report is begun")
		}
	}
	writer, err := os.OpenFile(fifo, os.O_WRONLY, 0) // opens when the command reads: it is past its beginning
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { writer.Close() })
	if err := cmd.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
	return cmd, writer
}

// TestReportsPanic checks that reports are written when the tool has a fault, and say so.
func TestReportsPanic(t *testing.T) {
	dir := t.TempDir()
	name, target := badEvents(t, dir, 3), filepath.Join(dir, "report.sarif")
	created, err := report.Create(target)
	if err != nil {
		t.Fatal(err)
	}
	out := &output{w: bufio.NewWriter(new(bytes.Buffer)), waiting: time.NewTimer(time.Hour)}
	redactor := report.NewRedactor(report.None, nil)
	j := &job{
		printer: &printer{console: &console{stdout: out, stderr: out}, run: report.NewRun(redactor, nil, report.New("sarif", created, report.Options{}))},
		workers: 1,
		use:     func(*file) { panic("fault") },
	}
	var panicked any
	func() {
		defer func() { panicked = recover() }()
		j.validate([]string{name}, outputs{{created, wantedReport{"sarif", target}}})
	}()
	text, err := os.ReadFile(target)
	if panicked != "fault" || err != nil || !strings.Contains(string(text), `"exitCode":5`) || !strings.Contains(string(text), "not all was read: internal error") {
		t.Errorf("%v, %v: %s", panicked, err, text)
	}
}
