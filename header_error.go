package flowtrail

import "strings"

// HeaderError says that the header of a stream lacks, repeats or misspells columns. It ends the stream: what is in a column
// that was not recognised would read as zero. See [FindingsAfterHeader] for finding out what is wrong with the records.
type HeaderError struct {
	Position               // of the header's first byte
	Violations []Violation `json:"violations"` // at least one, in the order of the input, the same on every run
}

// Error returns the violations, one a line.
func (e *HeaderError) Error() string {
	lines := make([]string, len(e.Violations))
	for i, v := range e.Violations {
		lines[i] = v.String()
	}
	return strings.Join(lines, "\n")
}
