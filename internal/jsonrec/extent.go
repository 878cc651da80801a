package jsonrec

import "bytes"

// An extent follows the brackets and strings of a value, well-formed or not, to find out where it ends. It can be
// fed piece by piece.
type extent struct {
	closers []byte // of the open objects and arrays
	str     bool
	escape  bool
}

type verdict uint8

const (
	unfinished verdict = iota
	complete
	crooked // brackets do not match, or a string reaches over a line: there is no telling where the value ends
)

// feed reads on in data and returns how much of it belongs to the value.
func (e *extent) feed(data []byte) (int, verdict) {
	for i, c := range data {
		switch {
		case e.escape:
			e.escape = false
		case c == '\n' && e.str:
			return i, crooked
		case e.str:
			e.escape = c == '\\'
			e.str = c != '"'
			if !e.str && len(e.closers) == 0 {
				return i + 1, complete
			}
		case c == '"':
			e.str = true
		case c == '{' || c == '[':
			e.closers = append(e.closers, c+2)
		case c == '}' || c == ']':
			if len(e.closers) == 0 || e.closers[len(e.closers)-1] != c {
				return i, crooked
			}
			if e.closers = e.closers[:len(e.closers)-1]; len(e.closers) == 0 {
				return i + 1, complete
			}
		case len(e.closers) == 0 && c == '\n':
			return i, complete // a bare word ends with its line
		}
	}
	return len(data), unfinished
}

// nextStart returns where the next line of data begins that starts with indent and an object, perhaps with a comma before
// it, or -1.
func nextStart(data, indent []byte) int {
	for from := 0; ; {
		i := bytes.IndexByte(data[from:], '\n')
		if i < 0 {
			return -1
		}
		from += i + 1
		line, indented := bytes.CutPrefix(data[from:], indent)
		if indented && bytes.HasPrefix(bytes.TrimPrefix(line, []byte{','}), []byte{'{'}) {
			return from
		}
	}
}
