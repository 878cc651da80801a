package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/flowtrail/flowtrail/internal/printable"
)

var update = flag.Bool("update", false, "write what commands print into the scripts, to be looked at")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"flowtrail": main,
		"flowtrail-broken": func() {
			log := connectionLogs["networkevent.json"]
			log.count = func(*file, *activities) { panic("index out of range\x1b") }
			connectionLogs["networkevent.json"] = log
			main()
		},
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(env *testscript.Env) error {
			return os.CopyFS(env.WorkDir, os.DirFS("testdata/data"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    exits,
			"unread":   unread,
			"replace":  replace,
			"write":    write,
			"compress": compress,
			"zstd":     compressZstd,
			"cut":      cut,
			"grow":     grow,
			"harmless": harmless,
			"mix":      mix,
			"join":     join,
			"copies":   copies,
			"same":     same,
		},
	})
}

// exits CODE COMMAND... runs a command that exits with a code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	code := 0
	err := ts.Exec(args[1], args[2:]...)
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got := strconv.Itoa(code); neg || got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

// unread COMMAND... runs a command whose output nobody reads. It must end without a complaint.
func unread(ts *testscript.TestScript, neg bool, args []string) {
	r, w, err := os.Pipe()
	ts.Check(err)
	ts.Check(r.Close())
	defer w.Close()
	var stderr strings.Builder
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), w, &stderr
	if err := cmd.Run(); err == nil || neg || strings.Contains(stderr.String(), "flowtrail:") {
		ts.Fatalf("%v, stderr: %s", err, stderr.String())
	}
}

// replace FILE OLD NEW COPY copies a file with a string replaced, everywhere. OLD and NEW may hold escapes.
func replace(ts *testscript.TestScript, _ bool, args []string) {
	text, old := ts.ReadFile(args[0]), unescape(ts, args[1])
	if !strings.Contains(text, old) {
		ts.Fatalf("%s does not contain %s", args[0], args[1])
	}
	writeFile(ts, args[3], strings.ReplaceAll(text, old, unescape(ts, args[2])))
}

// write FILE TEXT writes a file. Both may hold escapes.
func write(ts *testscript.TestScript, _ bool, args []string) {
	writeFile(ts, unescape(ts, args[0]), unescape(ts, args[1]))
}

// compress FILE writes FILE.gz.
func compress(ts *testscript.TestScript, _ bool, args []string) {
	var data bytes.Buffer
	zip := gzip.NewWriter(&data)
	zip.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(zip.Close())
	writeFile(ts, args[0]+".gz", data.String())
}

// zstd FILE... writes FILE.zst for the first FILE: a frame for each FILE.
func compressZstd(ts *testscript.TestScript, _ bool, args []string) {
	var data bytes.Buffer
	for _, file := range args {
		w, err := zstd.NewWriter(&data, zstd.WithEncoderConcurrency(1))
		ts.Check(err)
		w.Write([]byte(ts.ReadFile(file)))
		ts.Check(w.Close())
	}
	writeFile(ts, args[0]+".zst", data.String())
}

// cut FILE N cuts the last N bytes off a file.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := ts.ReadFile(args[0])
	writeFile(ts, args[0], text[:len(text)-n])
}

// grow FILE OLD NEW N makes a file of records N times as large. In all copies of the records, OLD is replaced.
func grow(ts *testscript.TestScript, _ bool, args []string) {
	header, records := "", ts.ReadFile(args[0])
	if strings.HasSuffix(args[0], ".csv") {
		header, records, _ = strings.Cut(records, "\n")
		header += "\n"
	}
	n, err := strconv.Atoi(args[3])
	ts.Check(err)
	writeFile(ts, args[0], header+strings.Repeat(strings.ReplaceAll(records, args[1], args[2]), n))
}

// harmless FILE makes sure that a file holds nothing but whole lines of characters that show.
func harmless(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	if text == "" || text != printable.Lines(text) || strings.Contains(text, "\n::error::") {
		ts.Fatalf("%s holds what could do harm: %q", args[0], text)
	}
}

// mix FILE OTHER COPY writes a file with the one line of OTHER before each line of FILE.
func mix(ts *testscript.TestScript, _ bool, args []string) {
	var mixed strings.Builder
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		mixed.WriteString(ts.ReadFile(args[1]) + line)
	}
	writeFile(ts, args[2], mixed.String())
}

// join FILE... WHOLE writes a file of all the others, one after the other.
func join(ts *testscript.TestScript, _ bool, args []string) {
	last := len(args) - 1
	var whole strings.Builder
	for _, name := range args[:last] {
		whole.WriteString(ts.ReadFile(name))
	}
	writeFile(ts, args[last], whole.String())
}

// copies NAME FILE N copies a file to NAME0 and so on.
func copies(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	for i := range n {
		writeFile(ts, args[0]+strconv.Itoa(i)+filepath.Ext(args[1]), ts.ReadFile(args[1]))
	}
}

// same COMMAND... makes sure that flowtrail does the same with any number of workers.
func same(ts *testscript.TestScript, _ bool, args []string) {
	var first string
	for _, workers := range []string{"1", "2", "7"} {
		cmd := exec.Command("flowtrail", append(args, "-j", workers)...)
		cmd.Dir = ts.MkAbs(".")
		var stdout, stderr strings.Builder
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		cmd.Run()
		all := stdout.String() + stderr.String() + cmd.ProcessState.String()
		if first == "" {
			first = all
		}
		if all != first || all == "" {
			ts.Fatalf("with %s workers: %s\nwith 1: %s", workers, all, first)
		}
	}
}

func writeFile(ts *testscript.TestScript, name, text string) {
	name = ts.MkAbs(name)
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
	ts.Check(os.WriteFile(name, []byte(text), 0o666))
}

func unescape(ts *testscript.TestScript, s string) string {
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	ts.Check(err)
	return text
}
