package main

import (
	"io"
	"sync/atomic"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
)

// A line is printed about an input.
type line struct {
	text string
	kind kind
}

type kind uint8

const (
	finding kind = iota // only the first ones are printed
	result              // stands beside findings
	note                // is for stderr
)

// A printer prints findings, the first max of them, and what else there is to tell of inputs.
type printer struct {
	*console
	w       *output // for findings and results
	format  func(flowtrail.Violation) string
	max     int64        // 0 for no limit
	printed int64        // findings
	held    atomic.Int64 // bytes in sections that wait for their turn
	run     *report.Run  // that is told of findings; nil if they are only printed
	over    atomic.Bool  // nothing more is to be read or printed
}

// put prints a line, or tells the run of a finding.
func (p *printer) put(h held) {
	if p.over.Load() {
		return // what inputs held that were read ahead
	}
	if h.found != nil {
		p.run.Finding(h.found)
	} else {
		p.print(h.line)
	}
}

// print prints a line, which is never written in parts: a terminal may show progress in between.
func (p *printer) print(l line) {
	switch l.kind {
	case note:
		p.console.say("%s", l.text)
		return
	case finding:
		if p.max > 0 && p.printed == p.max {
			return
		}
		p.printed++
	}
	if p.w != p.stderr {
		p.stderr.flush() // the order is kept where both are the same file
	}
	io.WriteString(p.w, l.text+"\n")
}
