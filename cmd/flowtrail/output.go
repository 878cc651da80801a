package main

import (
	"bufio"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/flowtrail/flowtrail/internal/printable"
)

// How much is written to a file or a pipe at once, and how long it may wait for more.
const (
	outputSize  = 64 << 10
	outputDelay = 200 * time.Millisecond
)

// An output is written to in whole lines. What is written to a terminal appears at once, elsewhere after a short while. It
// remembers the first error. It is safe for concurrent use.
type output struct {
	terminal bool
	progress *progress // makes way for what is written

	mu      sync.Mutex
	w       *bufio.Writer
	waiting *time.Timer // flushes
	err     error
}

func newOutput(file *os.File) *output {
	o := &output{terminal: term.IsTerminal(int(file.Fd())), w: bufio.NewWriterSize(file, outputSize)}
	o.waiting = time.AfterFunc(outputDelay, o.flush)
	o.waiting.Stop()
	return o
}

func (o *output) Write(p []byte) (int, error) {
	text := p
	if o.terminal {
		text = []byte(printable.Lines(string(p)))
	}
	if err := o.raw(text); err != nil {
		return 0, err
	}
	return len(p), nil
}

// raw writes what is known to do no harm to a terminal.
func (o *output) raw(p []byte) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err != nil {
		return o.err
	}
	idle := o.w.Buffered() == 0
	if o.terminal {
		o.w.Write(p)
		o.progress.makeWay(func() { o.err = o.w.Flush() })
	} else if _, o.err = o.w.Write(p); idle {
		o.waiting.Reset(outputDelay)
	}
	return o.err
}

// coloured reports whether to write with colours: to a terminal, unless the user wants none (no-color.org).
func (o *output) coloured() bool {
	return o.terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// flush writes what waits.
func (o *output) flush() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err == nil && o.w.Buffered() > 0 {
		o.err = o.w.Flush()
	}
}

// fail ends the output with an error.
func (o *output) fail(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err == nil {
		o.err = err
	}
}

// failed returns the error that the output ended with, if it has.
func (o *output) failed() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.err
}
