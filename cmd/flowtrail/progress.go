package main

import (
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// patience is how long a command works before it shows progress.
const patience = time.Second

// leastWidth is how many columns a terminal must have to show progress.
const leastWidth = 40

// A progress shows on a terminal how much of the input has been read. A nil progress shows nothing. It is safe for
// concurrent use.
type progress struct {
	terminal *os.File
	patience time.Time // when it ends
	mu       sync.Mutex
	bar      *progressbar.ProgressBar // nil until it is known what to expect
	known    bool                     // how much that is
	unshown  int64                    // bytes that were read, and that the bar does not know of
	unread   int64                    // bytes that will not be read, and that the bar expects
}

// newProgress returns what shows progress on a terminal. It is nil for one that is too narrow, or cannot move its cursor.
func newProgress(terminal *os.File) *progress {
	width, _, err := term.GetSize(int(terminal.Fd()))
	if err != nil || width > 0 && width < leastWidth || os.Getenv("TERM") == "dumb" {
		return nil
	}
	return &progress{terminal: terminal, patience: time.Now().Add(patience)}
}

// expect says how many bytes there are to read, -1 if that is not known.
func (p *progress) expect(total int64) {
	if p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.known = total >= 0
		p.bar = progressbar.NewOptions64(total,
			progressbar.OptionSetWriter(p.terminal), // whose width it asks for
			progressbar.OptionSetSpinnerChangeInterval(0),
			progressbar.OptionShowBytes(true),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetWidth(30),
			progressbar.OptionClearOnFinish())
		p.bar.StartWithoutRender()
	}
}

// Write takes note that b has been read.
func (p *progress) Write(b []byte) (int, error) {
	if p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.unshown += int64(len(b))
		p.show()
	}
	return len(b), nil
}

// expectLess says that so many of the bytes that were expected will not be read, or so many more if it is negative.
func (p *progress) expectLess(n int64) {
	if p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.unread += n
		p.show()
	}
}

// show shows what is known now, if the command has worked for long enough.
func (p *progress) show() {
	if p.bar == nil || time.Now().Before(p.patience) {
		return
	}
	if p.unread != 0 && p.known {
		p.bar.AddMax64(-p.unread)
	}
	p.bar.Add64(p.unshown)
	p.unshown, p.unread = 0, 0
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

// end takes the bar away for good.
func (p *progress) end() {
	p.makeWay(func() {
		if p != nil {
			p.bar = nil
		}
	})
}
