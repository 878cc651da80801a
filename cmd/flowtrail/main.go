// Command flowtrail validates, reports on and converts exports of network access events.
package main

import (
	"errors"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
)

func main() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		defer runtime.KeepAlive(tuneGC())
	}
	signal.Ignore(syscall.SIGPIPE) // writing fails instead, which has an exit code
	c := newConsole()
	code := run(c, os.Args[1:])
	c.stderr.flush()
	os.Exit(code)
}

// tuneGC has garbage collected when it takes half as much memory as what is in use, and some 16 MB more, so that what is short
// ends before that. It returns what the collector takes for memory in use until it is dropped, and which is never touched.
func tuneGC() (ballast []byte) {
	debug.SetGCPercent(50)
	return make([]byte, 32<<20)
}

// run runs one command and returns the exit code.
func run(c *console, args []string) (code int) {
	defer func() {
		if v := recover(); v != nil {
			c.say("flowtrail: internal error: %v", v)
			code = exitInternal
		}
	}()
	err := execute(c, args)
	c.progress.end()
	c.stdout.flush()
	switch broken := c.stdout.failed(); {
	case broken != nil:
		if !errors.Is(broken, syscall.EPIPE) { // whoever read our output has read enough
			c.say("flowtrail: cannot write: %v", broken)
		}
		return exitInternal
	case err != nil:
		return int(err.(exit))
	}
	return exitOK
}
