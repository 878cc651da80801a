package main

import (
	"errors"
	"regexp"
	"slices"
)

// An experiment measures one work, which flowtrail and mostly somebody else does, for the claims about it.
type experiment struct {
	claims     []claim
	check      func() error // comes before anything is measured; may be nil
	contenders func() ([]contender, error)
	duel       func() duel // what the contenders do, if they do it in this process
}

// matches reports whether the experiment is about what was asked for.
func (e *experiment) matches(only *regexp.Regexp) bool {
	return slices.ContainsFunc(e.claims, func(c claim) bool { return only.MatchString(c.String()) })
}

// rows does the experiment.
func (e *experiment) rows(rounds int) []row {
	contenders, err := e.contenders()
	if err != nil {
		return e.missing(err)
	}
	samples, err := best(rounds, contenders...)
	if err != nil {
		return e.missing(err)
	}
	rows := make([]row, len(e.claims))
	for i, c := range e.claims {
		if rows[i] = c.row(samples); c.what.unit == memory.unit && samples[0].memory == 0 {
			rows[i] = c.missing(errMemory)
		}
	}
	return rows
}

// errMemory is why there are no rows about memory where there is no /proc.
var errMemory = errors.New("the memory of processes cannot be known on this system")

// missing returns the rows of an experiment that could not be done.
func (e *experiment) missing(err error) []row {
	rows := make([]row, len(e.claims))
	for i, c := range e.claims {
		rows[i] = c.missing(err)
	}
	return rows
}

// A duel is a work done in two ways in this process.
type duel struct{ ours, theirs side }

type side struct {
	cores int
	bytes int // of input or output
	do    func() error
}

// race is the experiment that is a duel for speed.
func race(work, beside string, target target, prepare func() duel) experiment {
	return experiment{
		claims: []claim{{work, beside, speed, target}},
		duel:   prepare,
		contenders: func() ([]contender, error) {
			d := prepare()
			return []contender{inProcess(d.ours), inProcess(d.theirs)}, nil
		},
	}
}

// A reader reads all of an input in this process, on so many cores.
type reader struct {
	cores int
	input func() []byte
	read  func([]byte) error
}

func (r reader) side() side {
	data := r.input()
	return side{r.cores, len(data), func() error { return r.read(data) }}
}

// between is the duel of two readers.
func between(ours, theirs reader) func() duel {
	return func() duel { return duel{ours.side(), theirs.side()} }
}

// on is the duel of two that read the same input on one core.
func on(input func() []byte, ours, theirs func([]byte) error) func() duel {
	return between(reader{1, input, ours}, reader{1, input, theirs})
}

// gauge is the experiment that looks at flowtrail alone.
func gauge(work string, what quantity, target target, measure contender) experiment {
	return experiment{
		claims:     []claim{{work: work, what: what, target: target}},
		contenders: func() ([]contender, error) { return []contender{measure}, nil },
	}
}
