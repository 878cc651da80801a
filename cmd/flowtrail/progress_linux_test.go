package main

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
)

// TestProgressBar checks what shows progress, and that it is as narrow as the terminal.
func TestProgressBar(t *testing.T) {
	t.Setenv("TERM", "xterm")
	for columns, want := range map[uint16]string{
		120: `^\r  50% \|█{15} {15}\| \([0-9.]+ [kMGT]?B/s\) \[\ds:\d+s\]\r {50,60}\rfinding\r\n\r {50,60}\r$`,
		40:  `^\r  50% \|█{1,8} {1,8}\| \([0-9.]+ [kMGT]?B/s\) \[\ds:\d+s\]\r {40}\rfinding\r\n\r {40}\r$`,
		39:  `^finding\r\n$`,
	} {
		s := newScreen(t, columns)
		p := newProgress(s.file)
		if p != nil {
			p.patience = time.Now()
		}
		p.expect(1500)
		p.expectLess(500)
		p.Write(make([]byte, 500))
		p.makeWay(func() { io.WriteString(s.file, "finding\n") })
		p.end()
		p.Write(make([]byte, 500))
		s.file.Close()
		<-s.over
		if got := s.shown(); !regexp.MustCompile(want).MatchString(got) {
			t.Errorf("%d columns: %q, want %s", columns, got, want)
		}
	}
}

// TestProgressSkipped checks that files which are not read, or not to their ends, do not count for how much there is to read.
func TestProgressSkipped(t *testing.T) {
	t.Setenv("TERM", "xterm")
	dir := t.TempDir()
	data, err := os.ReadFile("testdata/data/events.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"events.json": string(data),
		"notes.txt":   strings.Repeat("These are no events.\n", 200_000),
		"cut.json.gz": "\x1f\x8b\x08" + strings.Repeat("x", 1_000_000),
		"empty.json":  "",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("/proc/self/mem", filepath.Join(dir, "gone.json")); err != nil {
		t.Fatal(err)
	}
	s := newScreen(t, 120)
	p := newProgress(s.file)
	p.patience = time.Now()
	out := &output{w: bufio.NewWriter(io.Discard), waiting: time.NewTimer(time.Hour)}
	redactor := report.NewRedactor(report.Full, nil)
	j := &job{
		printer: &printer{console: &console{stdout: out, stderr: out, progress: p}, run: report.NewRun(redactor, nil)},
		workers: 2,
		use:     validate,
	}
	j.read([]string{dir})
	if state := p.bar.State(); state.Max != state.CurrentNum || state.Max < int64(len(data)) || state.Max > 3_000_000 {
		t.Errorf("%d of %d bytes are read", state.CurrentNum, state.Max)
	}
	p.end()
	s.file.Close()
	<-s.over
}

// TestProgress checks that a command which takes long shows progress on a terminal only, none if the user wants it quiet or the
// terminal can show none, and that nothing of it stays.
func TestProgress(t *testing.T) {
	data, err := os.ReadFile("testdata/data/events.json")
	if err != nil {
		t.Fatal(err)
	}
	bad := strings.Replace(string(data), `"protocol":"tcp"`, `"protocol":"sctp"`, 1)
	type run struct {
		flag, variable string
		columns        uint16
		screen         *screen
		stdout         strings.Builder
		cmd            *exec.Cmd
		fifo           *os.File
	}
	quiet := []*run{{flag: "--quiet", columns: 80}, {variable: "TERM=dumb", columns: 80}, {columns: 20}}
	all := append(quiet, &run{columns: 80}) // the last one is the last to begin
	for _, r := range all {
		name := filepath.Join(t.TempDir(), "events.json")
		if err := syscall.Mkfifo(name, 0o600); err != nil {
			t.Fatal(err)
		}
		r.screen = newScreen(t, r.columns)
		args := []string{"validate", name}
		if r.flag != "" {
			args = append(args, r.flag)
		}
		r.cmd = exec.Command("flowtrail", args...)
		r.cmd.Env = append(os.Environ(), "TERM=xterm", r.variable)
		r.cmd.Stdout, r.cmd.Stderr = &r.stdout, r.screen.file
		if err := r.cmd.Start(); err != nil {
			t.Fatal(err)
		}
		r.screen.file.Close()
		if r.fifo, err = os.OpenFile(name, os.O_WRONLY, 0); err != nil {
			t.Fatal(err)
		}
	}
	loud := all[len(all)-1]
	for deadline := time.Now().Add(wait); strings.Count(loud.screen.shown(), "B/s)") < 3; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("no progress is shown: %q", loud.screen.shown())
		}
		for _, r := range all {
			if _, err := r.fifo.WriteString(bad); err != nil {
				t.Fatal(err)
			}
		}
	}
	for i, r := range all {
		r.fifo.Close()
		if code := finish(t, r.cmd); code != exitFindings {
			t.Errorf("exit code %d", code)
		}
		<-r.screen.over
		if i < len(quiet) && strings.Contains(r.screen.shown(), "B/s)") {
			t.Errorf("%+v shows progress: %q", r, r.screen.shown())
		}
		if lines := strings.Join(r.screen.lines(), "\n"); strings.Contains(lines, "B/s)") || !strings.Contains(lines, " invalid") {
			t.Errorf("%+v leaves %q", r, lines)
		}
		if got := r.stdout.String(); strings.Contains(got, "\r") || strings.Contains(got, "B/s)") || !strings.Contains(got, "sctp") {
			t.Errorf("%+v prints %q", r, got)
		}
	}
}
