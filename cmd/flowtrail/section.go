package main

import (
	"fmt"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
)

// mostHeld is how many bytes of lines are held, in all sections together.
const mostHeld = 4 << 20

// A section is what is printed about one of the inputs, which are read side by side. Sections are printed in the order of the
// inputs: lines are held until all sections before have ended. When much is held, whoever prints waits for that.
type section struct {
	to       *printer
	turn     <-chan struct{} // closed when all sections before have ended
	held     []held
	size     int64 // of what is held
	kept     int64 // size of what the tally of the file keeps
	findings int64
}

// held is what waits for its turn: a line for stderr, or a finding.
type held struct {
	text  string
	found *report.Finding
}

func (h *held) size() int64 {
	if h.found == nil {
		return int64(len(h.text))
	}
	return int64(300 + len(h.found.Path) + len(h.found.Message) + len(h.found.Value))
}

// now is the turn of a section that has none before.
var now = func() <-chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}()

// add adds a finding to the tally of the file, and tells reports of it.
func (s *section) add(t *report.Tally, v *flowtrail.Violation) {
	s.findings++
	wanted := s.to.max == 0 || s.findings <= s.to.max
	if f := t.Add(v, wanted); f != nil && wanted {
		s.put(held{found: f})
	}
	if grown := t.Size() - s.kept; grown > 0 {
		s.kept += grown
		if s.to.held.Add(grown) > mostHeld {
			s.wait()
		}
	}
}

// end gives up what the tally of the file keeps.
func (s *section) end() {
	s.to.held.Add(-s.kept)
	s.kept = 0
}

// say prints one line on stderr.
func (s *section) say(format string, args ...any) { s.put(held{text: fmt.Sprintf(format, args...)}) }

func (s *section) put(h held) {
	select {
	case <-s.turn:
	default:
		s.held = append(s.held, h)
		s.size += h.size()
		if s.to.held.Add(h.size()) > mostHeld {
			s.wait()
		}
		return
	}
	s.release()
	s.to.put(h)
}

// wait waits for the section's turn. After that, lines are printed at once.
func (s *section) wait() {
	<-s.turn
	s.release()
}

// release prints what is held.
func (s *section) release() {
	for _, h := range s.held {
		s.to.put(h)
	}
	s.to.held.Add(-s.size)
	s.held, s.size = nil, 0
}
