package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// A binary has this directory's tests and benchmarks, with one version of flowtrail.
type binary struct {
	lib  string
	args []string
}

func (b binary) command(args ...string) *exec.Cmd {
	return exec.Command(b.args[0], append(b.args[1:len(b.args):len(b.args)], args...)...)
}

// benchmark writes the results of the benchmark of a name. Of an older version that is only flowtrail itself.
func (b binary) benchmark(w io.Writer, name, benchtime string) error {
	pattern := "^" + name + "$"
	if b.lib != "flowtrail" {
		pattern += "/^lib=flowtrail$"
	}
	text, err := b.command("-test.run=^$", "-test.cpu=1", "-test.bench="+pattern, "-test.benchtime="+benchtime).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, text)
	}
	_, err = w.Write(bytes.ReplaceAll(text, []byte("/lib=flowtrail"), []byte("/lib="+b.lib)))
	return err
}

// build builds the binaries and their tools in a directory. In a workspace, the older checkout takes the place of the
// flowtrail that go.mod names.
func build(s *settings, work string) ([]binary, error) {
	current, err := buildOne(s, work, "flowtrail", "..", "GOWORK=off")
	if err != nil || s.before == "" {
		return []binary{current}, err
	}
	older, err := filepath.Abs(s.before)
	if err != nil {
		return nil, err
	}
	workspace := "GOWORK=" + filepath.Join(work, "go.work")
	if err := goCommand(".", workspace, "work", "init", ".", older); err != nil {
		return nil, err
	}
	before, err := buildOne(s, work, "before", older, workspace, "-tags="+s.tags)
	return []binary{current, before}, err
}

// buildOne builds the tests in this directory, with an environment and flags, and the tool of a checkout.
func buildOne(s *settings, work, lib, checkout, env string, flags ...string) (binary, error) {
	test, tool := filepath.Join(work, lib+".test"), filepath.Join(work, lib+"-tool")
	b := binary{lib, []string{test, "-work=" + work, "-tool=" + tool, fmt.Sprint("-size=", s.size), fmt.Sprint("-records=", s.records)}}
	return b, errors.Join(
		goCommand(".", env, append([]string{"test", "-c", "-o", test}, flags...)...),
		goCommand(filepath.Join(checkout, "cmd", "flowtrail"), "GOWORK=off", "build", "-o", tool, "."))
}

func goCommand(dir, env string, args ...string) error {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env)
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%v: %w\n%s", cmd, err, text)
	}
	return nil
}
