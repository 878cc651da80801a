package flowtrail

import "strings"

// HeaderError says that the header of a CSV lacks, repeats or misspells columns. It ends the stream, because the values of such
// columns would read as zeros. [FindingsAfterHeader] finds out what is wrong with the records as well. A first line that is no
// header at all is a [StreamError].
type HeaderError struct {
	Position               // of the header's first byte
	Violations []Violation `json:"violations"` // at least one, in the order of the input, the same on every run
}

// Error returns the violations, one on each line.
func (e *HeaderError) Error() string {
	lines := make([]string, len(e.Violations))
	for i, v := range e.Violations {
		lines[i] = v.String()
	}
	return strings.Join(lines, "\n")
}
