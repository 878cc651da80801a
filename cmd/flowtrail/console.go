package main

import (
	"fmt"
	"io"
	"os"

	"github.com/flowtrail/flowtrail/internal/printable"
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
	watch(os.Stdout, c.stdout.fail)
	return c
}

// say prints one line on stderr, after all that was printed on stdout. Its arguments may come from the input.
func (c *console) say(format string, args ...any) {
	c.stdout.flush()
	fmt.Fprintln(c.stderr, printable.Text(fmt.Sprintf(format, args...)))
}
