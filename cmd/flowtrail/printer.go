package main

import (
	"sync/atomic"

	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
)

// A printer tells a run of what is found, and prints what else there is to tell of inputs.
type printer struct {
	*console
	run  *report.Run
	max  int64        // how many findings are wanted, the first ones; 0 for all
	held atomic.Int64 // bytes in sections that wait for their turn
	over atomic.Bool  // nothing more is to be read or printed
}

// besidePrinter returns a printer that prints the first findings, or all if max is 0, on stderr, beside what a command is asked for.
func besidePrinter(c *console, redactor *report.Redactor, max int64) *printer {
	return &printer{console: c, max: max, run: report.NewRun(redactor, nil, &live{console: c, to: c.stderr, format: "text", most: max})}
}

// put prints a line, or tells the run of a finding.
func (p *printer) put(h held) {
	switch {
	case p.over.Load(): // it is of an input that was read ahead
	case h.found != nil:
		p.run.Finding(h.found)
	default:
		p.say("%s", h.text)
	}
}
