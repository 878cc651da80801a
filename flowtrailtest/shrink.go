package flowtrailtest

import (
	"bytes"
	"slices"

	"github.com/flowtrail/flowtrail/internal/cases"
)

// mostTries is how many cases Shrink makes.
const mostTries = 5000

// Shrink returns a plainer case for which fails returns true, as it does for c: with fewer records, in a plainer spelling, of plainer
// samples. It tries until no record, no way of spelling and no choice can be left out or made plainer, or 5,000 times.
func Shrink[T any](c *Case[T], fails func(*Case[T]) bool) *Case[T] {
	s := shrinking[T]{best: c, fails: fails, left: mostTries}
	for before := []byte(nil); s.left > 0 && !bytes.Equal(before, s.best.Choices); {
		before = s.best.Choices
		s.leaveOut()
		s.lower()
		s.cut()
	}
	return s.best
}

type shrinking[T any] struct {
	best  *Case[T]
	fails func(*Case[T]) bool
	left  int
}

// try makes the case of other choices the best one if it still fails.
func (s *shrinking[T]) try(choices []byte) bool {
	if s.left == 0 {
		return false
	}
	s.left--
	c := s.best.maker.make(cases.Given(choices))
	if !plainer(c.Choices, s.best.Choices) || !s.fails(c) {
		return false
	}
	s.best = c
	return true
}

// plainer reports whether choices a are fewer than b or, if there are as many, closer to '0' from the first one on.
func plainer(a, b []byte) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	for i := range a {
		if a[i] != b[i] {
			return a[i]-'0' < b[i]-'0'
		}
	}
	return false
}

// leaveOut leaves out parts of the file: records, and ways in which it is spelled.
func (s *shrinking[T]) leaveOut() {
	for part := cases.Part(1) << 31; part > 0; part >>= 1 {
		var choices []byte
		for i, b := range s.best.Choices {
			if s.best.parts[i]&part == 0 {
				choices = append(choices, b)
			}
		}
		if len(choices) < len(s.best.Choices) {
			s.try(choices)
		}
	}
}

// cut leaves choices out: many at first, then fewer.
func (s *shrinking[T]) cut() {
	for size := len(s.best.Choices); size > 0; size /= 2 {
		for at := 0; at+size <= len(s.best.Choices); {
			if !s.try(slices.Concat(s.best.Choices[:at], s.best.Choices[at+size:])) {
				at++
			}
		}
	}
}

// lower makes choices plainer, one by one.
func (s *shrinking[T]) lower() {
	for i := 0; i < len(s.best.Choices); i++ {
		old := s.best.Choices[i] - '0'
		for _, v := range []byte{0, 1, 2, 3, 4, 6, 8, 12, 16, old / 2, old - 1} {
			choices := bytes.Clone(s.best.Choices)
			if choices[i] = '0' + v; v < old && s.try(choices) {
				break
			}
		}
	}
}
