package useractivity

import "errors"

var errJSON = errors.New("useractivity: an Accumulator has no JSON form: " +
	"ship it by MarshalBinary and UnmarshalBinary, or write the users of Active")

// MarshalJSON always returns an error, in place of the empty object that encoding/json would write. See
// [Accumulator.MarshalBinary] for a form that can be read back, and [Accumulator.Active] for the report.
func (Accumulator) MarshalJSON() ([]byte, error) { return nil, errJSON }

// UnmarshalJSON always returns an error, in place of counting nothing. See [Accumulator.UnmarshalBinary].
func (*Accumulator) UnmarshalJSON([]byte) error { return errJSON }
