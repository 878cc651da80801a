package main

import (
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// patience is how long a command works before it shows progress.
const patience = time.Second

// A progress shows on a terminal how much of the input has been read. A nil progress shows nothing. It is safe for
// concurrent use.
type progress struct {
	terminal io.Writer
	started  time.Time
	mu       sync.Mutex
	bar      *progressbar.ProgressBar // nil until it is known what to expect
}

func newProgress(terminal io.Writer) *progress {
	return &progress{terminal: terminal, started: time.Now()}
}

// expect says how many bytes there are to read, -1 if that is not known.
func (p *progress) expect(total int64) {
	if p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.bar = progressbar.NewOptions64(total,
			progressbar.OptionSetWriter(patiently{p}),
			progressbar.OptionSetSpinnerChangeInterval(0),
			progressbar.OptionShowBytes(true),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetWidth(30),
			progressbar.OptionClearOnFinish())
	}
}

// Write takes note that b has been read.
func (p *progress) Write(b []byte) (int, error) {
	if p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.bar != nil {
			p.bar.Add(len(b))
		}
	}
	return len(b), nil
}

// makeWay takes the bar away for what write writes, until more is read.
func (p *progress) makeWay(write func()) {
	if p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.bar != nil {
			p.bar.Clear()
		}
	}
	write()
}

// patiently writes to the terminal of a progress once patience has ended.
type patiently struct{ *progress }

func (p patiently) Write(b []byte) (int, error) {
	if time.Since(p.started) < patience {
		return len(b), nil
	}
	return p.terminal.Write(b)
}
