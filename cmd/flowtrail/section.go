package main

import (
	"fmt"

	"github.com/flowtrail/flowtrail"
)

// mostHeld is how many bytes of lines are held, in all sections together.
const mostHeld = 4 << 20

// A section is what is printed about one of the inputs, which are read side by side. Sections are printed in the order of the
// inputs: lines are held until all sections before have ended. When much is held, whoever prints waits for that.
type section struct {
	to       *printer
	turn     <-chan struct{} // closed when all sections before have ended
	held     []line
	size     int64 // of what is held
	findings int64
}

// now is the turn of a section that has none before.
var now = func() <-chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}()

func (s *section) found(v flowtrail.Violation) {
	if s.findings++; s.to.max == 0 || s.findings <= s.to.max {
		s.print(line{s.to.format(v), finding})
	}
}

// say prints one line on stderr.
func (s *section) say(format string, args ...any) { s.print(line{fmt.Sprintf(format, args...), note}) }

func (s *section) print(l line) {
	select {
	case <-s.turn:
	default:
		s.held = append(s.held, l)
		s.size += int64(len(l.text))
		if s.to.held.Add(int64(len(l.text))) > mostHeld {
			s.wait()
		}
		return
	}
	s.release()
	s.to.print(l)
}

// wait waits for the section's turn. After that, lines are printed at once.
func (s *section) wait() {
	<-s.turn
	s.release()
}

// release prints what is held.
func (s *section) release() {
	for _, l := range s.held {
		s.to.print(l)
	}
	s.to.held.Add(-s.size)
	s.held, s.size = nil, 0
}
