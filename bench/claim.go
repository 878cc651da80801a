package main

import "strconv"

// A claim is something that the table says of a work.
type claim struct {
	work   string
	beside string // what flowtrail is compared with; empty for nothing
	what   quantity
	target target
}

func (c claim) String() string {
	if c.beside == "" {
		return c.work
	}
	return c.work + " | " + c.beside
}

// A target is what a claim has to reach: how many times better than what stands beside it or, if it is an upper
// bound, how many times as much; if nothing stands beside it, the quantity itself. The zero target is none.
type target struct {
	sign  string
	bound float64
}

func atLeast(bound float64) target { return target{"≥", bound} }
func atMost(bound float64) target  { return target{"≤", bound} }

func (t target) met(reached float64) bool {
	if t.sign == "≥" {
		return reached >= t.bound
	}
	return reached <= t.bound
}

// A row is what the table says. What was not measured is nil.
type row struct {
	Work    string   `json:"work"`
	Beside  string   `json:"beside,omitempty"`
	Unit    string   `json:"unit"`
	Ours    *float64 `json:"flowtrail,omitempty"`
	Theirs  *float64 `json:"beside_it,omitempty"`
	Ratio   *float64 `json:"ratio,omitempty"`
	Target  string   `json:"target,omitempty"`
	Met     *bool    `json:"met,omitempty"`
	Missing string   `json:"missing,omitempty"` // why nothing was measured
	digits  int
}

// row returns the row for samples of flowtrail and, if something stands beside it, of that.
func (c claim) row(samples []sample) row {
	r := c.emptyRow()
	ours := c.what.of(samples[0])
	reached := ours
	r.Ours = &ours
	if c.beside != "" {
		theirs := c.what.of(samples[1])
		reached = c.ratio(ours, theirs)
		r.Theirs, r.Ratio = &theirs, &reached
	}
	if c.target != (target{}) {
		met := c.target.met(reached)
		r.Met = &met
	}
	return r
}

func (c claim) ratio(ours, theirs float64) float64 {
	if c.what.lessIsBetter && c.target.sign != "≤" {
		return theirs / ours
	}
	return ours / theirs
}

// missing returns the row for a work that could not be done.
func (c claim) missing(err error) row {
	r := c.emptyRow()
	r.Missing = err.Error()
	return r
}

func (c claim) emptyRow() row {
	return row{Work: c.work, Beside: c.beside, Unit: c.what.unit, Target: c.targetText(), digits: c.what.digits}
}

func (c claim) targetText() string {
	unit := "×"
	switch {
	case c.target == target{}:
		return ""
	case c.beside == "":
		unit = c.what.unit
	}
	return c.target.sign + " " + strconv.FormatFloat(c.target.bound, 'g', -1, 64) + " " + unit
}
