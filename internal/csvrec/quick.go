package csvrec

import (
	"strings"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/record"
)

// A step reads what of a row is read at once: one cell, or a run of neighbouring cells of text that mostly repeat
// together. A run is recognised by its bytes, and only looked at when they are new.
type step[T any] struct {
	first      int                         // cell
	delimiter  byte                        // after it
	delimiters int                         // how many of these it takes to its end
	read       func(*Scanner, int, *T) int // of a single cell, which is not text
	filled     bool                        // that cell must not be empty
	texts      []uintptr                   // offsets of the cells of a run; noField for those of columns that are not known
	blank      string                      // the run when all of its cells are empty; "" if they must not be
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
	p.scanner.data, p.scanner.stop = data[:len(data)+record.Padding], -1
	for i := range p.steps {
		s := &p.steps[i]
		if uint(pos) >= uint(len(data)) {
			return 0
		}
		if s.read == nil {
			if pos = p.readRun(s, data, pos, v); pos == 0 {
				return 0
			}
			continue
		}
		end := pos // as it is if the cell is empty
		switch c := data[pos]; {
		case c > ',': // as is what values begin with
			end = s.read(&p.scanner, pos, v)
		case c == '"':
			end = p.readQuotedCell(s, pos, v)
		case s.filled:
			return 0
		}
		if end == 0 || uint(end) >= uint(len(data)) {
			return 0
		}
		if data[end] != s.delimiter {
			if s.delimiter != '\n' || !isCRLF(data[end:]) {
				return 0
			}
			end++
		}
		pos = end + 1
	}
	if p.complete(v); len(p.unsure) > 0 {
		return 0
	}
	return pos
}

func isCRLF(data []byte) bool { return len(data) > 1 && data[0] == '\r' && data[1] == '\n' }

// readQuotedCell reads the cell at pos, which begins with a quote, as a list does that has commas. It returns what stands after the
// closing quote, or 0 if it is not sure.
func (p *Parser[T]) readQuotedCell(s *step[T], pos int, v *T) int {
	data := p.scanner.data
	quote := special(data[:min(len(data), pos+longestRead)], pos+1, quotes)
	if quote == pos+1 || quote >= len(data)-record.Padding || data[quote] != '"' {
		return 0
	}
	p.scanner.stop = quote
	end := s.read(&p.scanner, pos+1, v)
	p.scanner.stop = -1
	if end == 0 {
		return 0
	}
	return quote + 1
}
