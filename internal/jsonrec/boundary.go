package jsonrec

import "bytes"

// A boundary follows the brackets and strings of a record that is not well-formed, to find out where it ends: with its
// last bracket, or before a line that begins as the next record would. It can be fed piece by piece.
type boundary struct {
	indent     []byte // of the lines that records begin on
	closers    []byte // of the open objects and arrays
	str        bool
	escape     bool
	unbalanced bool // brackets do not match, or a string reaches over a line: only lines tell where the record ends
}

// deepest is how many open objects and arrays are told apart.
const deepest = 1000

// feed reads on in data and returns how much of it belongs to the record, and whether that is all. If it is not, what was
// left out of data must be fed again with what follows it; last says that nothing does.
func (e *boundary) feed(data []byte, last bool) (int, bool) {
	for i, c := range data {
		if c == '\n' {
			switch begins, known := e.nextBegins(data[i+1:], last); {
			case begins, len(e.closers) == 0 && !e.unbalanced: // a bare word ends with its line
				return i, true
			case !known:
				return i, false
			}
			e.unbalanced = e.unbalanced || e.str
			continue
		}
		if !e.unbalanced && e.next(c) {
			return i + 1, true
		}
	}
	return len(data), last
}

// next reads a byte and reports whether the record ends with it.
func (e *boundary) next(c byte) bool {
	switch {
	case e.escape:
		e.escape = false
	case e.str:
		e.escape = c == '\\'
		e.str = c != '"'
		return !e.str && len(e.closers) == 0
	case c == '"':
		e.str = true
	case c == '{' || c == '[':
		e.closers = append(e.closers, c+2)
		e.unbalanced = len(e.closers) > deepest
	case c == '}' || c == ']':
		if len(e.closers) == 0 || e.closers[len(e.closers)-1] != c {
			e.unbalanced = true
			return false
		}
		e.closers = e.closers[:len(e.closers)-1]
		return len(e.closers) == 0
	}
	return false
}

// nextBegins reports whether line begins as a record does, perhaps with a comma before it, and whether that is known.
func (e *boundary) nextBegins(line []byte, last bool) (begins, known bool) {
	for _, want := range e.indent {
		if len(line) == 0 {
			return false, last
		}
		if line[0] != want {
			return false, true
		}
		line = line[1:]
	}
	line = bytes.TrimPrefix(line, []byte{','})
	if len(line) == 0 {
		return false, last
	}
	return line[0] == '{', true
}
