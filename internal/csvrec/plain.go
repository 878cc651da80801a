package csvrec

import (
	"strings"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// A step reads what of a row is read at once: one cell, or a run of neighbouring cells of text that mostly repeat
// together. A run is recognised by its bytes, and only looked at when they are new.
type step[T any] struct {
	first      int                // cell
	delimiter  byte               // after it
	delimiters int                // how many of these it takes to its end
	read       func(*Cell, *T)    // of a single cell, which is not text
	filled     bool               // that cell must not be empty
	texts      []func(*T) *string // of the cells of a run; nil for those of columns that are not known
	blank      string             // the run when all of its cells are empty; "" if they must not be
	known      *intern.Table[shortPlaces]
}

// shortPlaces are where in the text of a run its cells begin and end.
type shortPlaces [longestRun]struct{ start, end uint8 }

const (
	longestRun  = 4       // cells
	longestText = 255     // bytes of a run that is remembered
	longestRead = 1 << 10 // bytes of a run that is looked for: a row may lack a comma
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
			p.steps[n-1].texts = append(p.steps[n-1].texts, column.text)
			continue
		}
		s := step[T]{first: i, delimiter: ',', delimiters: 1}
		switch {
		case k < 0: // there may be any number of them
			s.texts, s.known = []func(*T) *string{nil}, &p.others
		case column.text != nil:
			s.texts, s.known = []func(*T) *string{column.text}, new(intern.Table[shortPlaces])
		default:
			s.read, s.filled = column.Read, column.Filled
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
	for i, field := range s.texts {
		if field == nil || p.format.doc.Columns[p.columns[s.first+i]].Filled {
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
	return one.text != nil && other.text != nil && one.with != "" && one.with == other.with
}

// quick decodes the row at pos step by step, without splitting it into cells first. It returns what begins after it, or 0 for
// a row that is in doubt, of which it may have decoded a part.
func (p *Parser[T]) quick(data []byte, pos int, v *T) int {
	p.reset(v)
	for i := range p.steps {
		s := &p.steps[i]
		switch {
		case pos == len(data):
			return 0
		case s.read == nil:
			pos = p.readRun(s, data, pos, v)
		default:
			pos = p.readOne(s, data, pos, v)
		}
		if pos == 0 {
			return 0
		}
	}
	if p.complete(v); p.cell.doubt {
		return 0
	}
	return pos
}

// readOne reads the cell at pos. It returns what begins after it, or 0 if it is in doubt.
func (p *Parser[T]) readOne(s *step[T], data []byte, pos int, v *T) int {
	c := &p.cell
	switch c.begin(data[pos:], s.delimiter); {
	case c.text[0] == '"':
		return 0
	case !c.ends(0):
		s.read(c, v)
		pos += len(c.bytes())
	case s.filled:
		return 0
	}
	if s.delimiter == '\n' && pos < len(data) && data[pos] == '\r' {
		pos++
	}
	if pos >= len(data) || data[pos] != s.delimiter {
		return 0
	}
	return pos + 1
}

// readRun does what readOne does, for a run.
func (p *Parser[T]) readRun(s *step[T], data []byte, pos int, v *T) int {
	if data[pos] <= ',' && s.blank != "" && string(data[pos:min(pos+len(s.blank), len(data))]) == s.blank {
		return pos + len(s.blank)
	}
	near := data[:min(len(data), pos+longestRead)]
	end, hash := nthDelimiter(near, pos, s.delimiters, s.delimiter)
	if end++; end > len(near) {
		return 0
	}
	text := data[pos:end]
	e := s.known.Find(hash, text)
	if e == nil || e.Size() != len(text) {
		if !p.learn(s, text, hash, v) {
			return 0
		}
		return end
	}
	for i, field := range s.texts {
		at := e.Value[i]
		if field == nil {
			p.keep(s.first, e.Text[at.start:at.end])
		} else if at.start < at.end {
			*field(v) = e.Text[at.start:at.end]
		}
	}
	return end
}

// learn reads a run that is not known, and reports whether it is plain. Its cells become parts of one string.
func (p *Parser[T]) learn(s *step[T], text []byte, hash uint64, v *T) bool {
	if !p.split(s, text) || !jsonsyntax.ValidUTF8(text) {
		return false
	}
	// After the bytes of the run stand the cells that are not among them.
	p.buf = append(p.buf[:0], text...)
	var places [longestRun]struct{ start, end int }
	for i, c := range p.row.cells {
		places[i].start, places[i].end = int(c.start), int(c.end)
		if c.doubled {
			places[i].start = len(p.buf)
			p.buf = c.appendText(p.buf, text)
			places[i].end = len(p.buf)
		}
	}
	all := string(p.buf)
	var short shortPlaces
	for i, field := range s.texts {
		at := places[i]
		if field == nil {
			p.keep(s.first, all[at.start:at.end])
		} else {
			*field(v) = all[at.start:at.end]
		}
		short[i].start, short[i].end = uint8(at.start), uint8(at.end)
	}
	if len(all) <= longestText && s.known.Wants() {
		s.known.Add(hash, all, len(text), short)
	}
	return true
}

// split splits a run, with the delimiter after it, into cells, and reports whether they are what the columns want.
func (p *Parser[T]) split(s *step[T], text []byte) bool {
	p.row.cells, p.row.bad = p.row.cells[:0], none
	next, more := 0, true
	for i := range s.texts {
		if next, more = p.row.next(text, next, false); p.row.bad != none || !more && next < len(text) {
			return false
		}
		c, k := p.row.cells[i], p.columns[s.first+i]
		if c.start == c.end && k >= 0 && p.format.doc.Columns[k].Filled {
			return false
		}
	}
	return next == len(text) && more == (s.delimiter == ',')
}
