package main

import (
	"time"

	"github.com/flowtrail/flowtrail/networkevent"
)

// A selected takes the records that are wanted from among others. It is not safe for concurrent use.
type selected struct {
	wanted  networkevent.Selection
	anytime networkevent.Selection // the same without its period
	n       int64                  // records that were wanted

	// Records that would have been wanted at another time: how many, and their times.
	outside        int64
	earliest, last time.Time
}

func newSelected(wanted networkevent.Selection) selected {
	anytime := wanted
	anytime.From, anytime.To = time.Time{}, time.Time{}
	return selected{wanted: wanted, anytime: anytime}
}

// leaveOut takes note of a record that would have been wanted at another time.
func (s *selected) leaveOut(n int64, earliest, last time.Time) {
	if s.outside == 0 || earliest.Before(s.earliest) {
		s.earliest = earliest
	}
	if s.outside == 0 || last.After(s.last) {
		s.last = last
	}
	s.outside += n
}

// add adds what other has taken note of.
func (s *selected) add(other *selected) {
	s.n += other.n
	if other.outside > 0 {
		s.leaveOut(other.outside, other.earliest, other.last)
	}
}

// sayOutside says so if there are records, but none is in the period.
func (s *selected) sayOutside(c *console) {
	switch {
	case s.n > 0:
	case s.outside == 1:
		c.say("the only record is outside of the period: it is of %s", s.last.Format(utcLayout))
	case s.outside > 1:
		c.say("all %d records are outside of the period: they are from %s to %s",
			s.outside, s.earliest.Format(utcLayout), s.last.Format(utcLayout))
	}
}
