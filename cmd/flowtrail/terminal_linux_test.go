package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"
)

// terminal returns both ends of a terminal: what is written to the second can be read from the first.
func terminal(t *testing.T) (control, screen *os.File) {
	t.Helper()
	control, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetPointerInt(int(control.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(control.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	screen, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return control, screen
}

// A screen is a terminal that keeps what is written to it.
type screen struct {
	file *os.File
	mu   sync.Mutex
	text strings.Builder
	over chan struct{}
}

// newScreen returns a terminal that is so many columns wide. What is written to it is complete when it was closed and is over.
func newScreen(t *testing.T, columns uint16) *screen {
	t.Helper()
	control, file := terminal(t)
	if err := unix.IoctlSetWinsize(int(file.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: columns}); err != nil {
		t.Fatal(err)
	}
	s := &screen{file: file, over: make(chan struct{})}
	go func() {
		defer close(s.over)
		defer control.Close()
		io.Copy(s, control) // ends with an error when no program has the terminal open any more
	}()
	return s
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) shown() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// lines returns what stands on the screen in the end: of each line, what was written last to its columns.
func (s *screen) lines() []string {
	var all []string
	for line := range strings.SplitSeq(s.shown(), "\n") {
		var columns []rune
		for part := range strings.SplitSeq(line, "\r") {
			written := []rune(part)
			columns = append(written, columns[min(len(written), len(columns)):]...)
		}
		all = append(all, strings.TrimRight(string(columns), " "))
	}
	return all
}
