package flowtrailtest

import (
	"fmt"
	"runtime/debug"
)

// Try reads a case with read, anybody's parser, and says what is wrong with the outcome, or "" if nothing is. Of a valid file read must
// return as many records as there are, and no error; compare says for each how it differs from what it must be, or "". Of a broken
// file read must return an error, and may return records besides. Read must not panic.
func Try[T, R any](c *Case[T], read func(data []byte) ([]R, error), compare func(want *T, got R) string) (wrong string) {
	defer func() {
		if v := recover(); v != nil {
			wrong = fmt.Sprintf("it panics: %v\n%s", v, debug.Stack())
		}
	}()
	got, err := read(append([]byte(nil), c.Data...))
	switch {
	case c.Fault != nil && err == nil:
		return fmt.Sprintf("it reads a broken file without an error: %s", c.Fault.Kind)
	case c.Fault != nil:
		return ""
	case err != nil:
		return fmt.Sprintf("it does not read a valid file: %v", err)
	case len(got) != len(c.Records):
		return fmt.Sprintf("it reads %d records where there are %d", len(got), len(c.Records))
	}
	for i, want := range c.Records {
		if differs := compare(want, got[i]); differs != "" {
			return fmt.Sprintf("record %d: %s", i+1, differs)
		}
	}
	return ""
}
