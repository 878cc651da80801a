package csvrec

import (
	"bytes"
	"strings"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A step reads what of a row is read at once: one cell, or a run of neighbouring cells of text that mostly repeat
// together. A run is recognised by its bytes, and only looked at when they are new.
type step[T any] struct {
	first      int                                 // cell
	delimiter  byte                                // after it
	delimiters int                                 // how many of these it takes to its end
	read       func(*Scanner, []byte, int, *T) int // of a single cell, which is not text
	filled     bool                                // that cell must not be empty
	texts      []uintptr                           // offsets of the cells of a run; noField for those of columns that are not known
	blank      string                              // the run when all of its cells are empty; "" if they must not be
	known      *intern.Texts
}

// noField is the offset of what a record has no field for.
const noField = ^uintptr(0)

const (
	longestRun  = 4                                 // cells
	longestText = intern.LongestText - 2*longestRun // bytes of a run that is remembered
	longestRead = 1 << 10                           // bytes of a run that is looked for: a row may lack a comma
)

// plan divides the cells of the header into steps.
func (p *Parser[T]) plan() {
	p.steps = p.steps[:0]
	for i, k := range p.columns {
		var column Column[T]
		if k >= 0 {
			column = p.format.doc.Columns[k]
		}
		if n := len(p.steps); n > 0 && p.together(i-1, i) && len(p.steps[n-1].texts) < longestRun {
			p.steps[n-1].delimiters++
			p.steps[n-1].texts = append(p.steps[n-1].texts, column.offset)
			continue
		}
		s := step[T]{first: i, delimiter: ',', delimiters: 1}
		switch {
		case k < 0: // there may be any number of them
			s.texts, s.known = []uintptr{noField}, &p.others
		case column.isText:
			s.texts, s.known = []uintptr{column.offset}, new(intern.Texts)
		default:
			s.read, s.filled = column.read, !column.value.Empty
		}
		p.steps = append(p.steps, s)
	}
	if n := len(p.steps); n > 0 {
		p.steps[n-1].delimiter, p.steps[n-1].delimiters = '\n', 1
	}
	for i := range p.steps {
		if s := &p.steps[i]; p.mayBeBlank(s) {
			s.blank = strings.Repeat(",", len(s.texts)-1) + string(s.delimiter)
		}
	}
}

// mayBeBlank reports whether all cells of a run may be empty.
func (p *Parser[T]) mayBeBlank(s *step[T]) bool {
	for i, offset := range s.texts {
		if offset == noField || !p.format.doc.Columns[p.columns[s.first+i]].value.Empty {
			return false
		}
	}
	return len(s.texts) > 0
}

// together reports whether two neighbours mostly repeat together.
func (p *Parser[T]) together(i, k int) bool {
	if p.columns[i] < 0 || p.columns[k] < 0 {
		return false
	}
	one, other := &p.format.doc.Columns[p.columns[i]], &p.format.doc.Columns[p.columns[k]]
	return one.isText && other.isText && one.group != "" && one.group == other.group
}

// quick decodes the row at pos step by step, without splitting it into cells first. It returns what begins after it, or 0 if it
// is not sure of the row, of which it may have decoded a part.
func (p *Parser[T]) quick(data []byte, pos int, v *T) int {
	p.reset(v)
	p.scanner.size = -1
	padded := data[:len(data)+record.Padding]
	for i := range p.steps {
		s := &p.steps[i]
		if pos >= len(data) {
			return 0
		}
		empty := pos // where the cell ends if it is empty
		if s.delimiter == '\n' && padded[pos] == '\r' {
			empty++
		}
		switch {
		case s.read == nil:
			pos = p.readRun(s, data, pos, v)
		case padded[empty] != s.delimiter:
			pos = p.readOne(s, padded, pos, v)
		case s.filled:
			return 0
		default:
			pos = empty + 1
		}
		if pos == 0 {
			return 0
		}
	}
	if p.complete(v); len(p.unsure) > 0 || pos > len(data) {
		return 0
	}
	return pos
}

// readOne reads the cell at pos, which is not empty. It returns what begins after it, or 0 if it is not sure.
func (p *Parser[T]) readOne(s *step[T], data []byte, pos int, v *T) int {
	p.scanner.delimiter = s.delimiter
	if data[pos] == '"' {
		pos = p.readOneQuoted(s, data, pos, v)
	} else {
		pos = s.read(&p.scanner, data, pos, v)
	}
	if pos == 0 || pos+1 >= len(data) { // no delimiter follows
		return 0
	}
	if s.delimiter == '\n' && data[pos] == '\r' {
		pos++
	}
	if data[pos] != s.delimiter {
		return 0
	}
	return pos + 1
}

// readOneQuoted reads the cell at pos, which begins with a quote, as a list does that has commas. It returns what stands after the
// closing quote, or 0 if it is not sure.
func (p *Parser[T]) readOneQuoted(s *step[T], data []byte, pos int, v *T) int {
	pos++
	n := bytes.IndexByte(data[pos:max(pos, min(len(data)-record.Padding, pos+longestRead))], '"')
	if n <= 0 || !isPlain(data[pos:pos+n]) {
		return 0
	}
	p.scanner.size = n
	end := s.read(&p.scanner, data[pos:], 0, v)
	p.scanner.size = -1
	if end == 0 {
		return 0
	}
	return pos + n + 1
}
