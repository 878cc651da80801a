package main

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// A console is where a command reads from and writes to.
type console struct {
	stdin    io.Reader
	stdout   *output // what was asked for
	stderr   *output // everything else
	progress *progress
}

func newConsole() *console {
	c := &console{stdin: os.Stdin, stdout: newOutput(os.Stdout), stderr: newOutput(os.Stderr)}
	if c.stderr.terminal {
		c.progress = newProgress(os.Stderr)
		c.stdout.progress, c.stderr.progress = c.progress, c.progress
	}
	return c
}

// say prints one line on stderr. Its arguments may come from the input.
func (c *console) say(format string, args ...any) {
	fmt.Fprintln(c.stderr, printable(fmt.Sprintf(format, args...), ""))
}

// An output is written to in whole lines. It remembers the first error.
type output struct {
	w        io.Writer
	terminal bool
	progress *progress // makes way for what is written
	err      error
}

func newOutput(file *os.File) *output {
	return &output{w: file, terminal: term.IsTerminal(int(file.Fd()))}
}

func (o *output) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	o.progress.hide()
	if o.terminal {
		_, o.err = io.WriteString(o.w, printable(string(p), "\n\t"))
	} else {
		_, o.err = o.w.Write(p)
	}
	if o.err != nil {
		return 0, o.err
	}
	return len(p), nil
}
