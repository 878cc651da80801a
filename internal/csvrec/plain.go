package csvrec

import (
	"bytes"

	"github.com/flowtrail/flowtrail/internal/jsontext"
	"github.com/flowtrail/flowtrail/internal/scan"
)

// A step reads what of a row is read at once: one cell, or a run of neighbouring cells of text that mostly repeat
// together. A run is recognised by its bytes, and only looked at when they are new.
type step[T any] struct {
	first, count int                // cells
	last         bool               // the row ends with it
	read         func(*Cell, *T)    // of a single cell, which is not text
	filled       bool               // that cell must not be empty
	texts        []func(*T) *string // of the cells of a run; nil for those of columns that are not known
	known        scan.Cache[shortPlaces]
}

// shortPlaces are where in the text of a run its cells begin and end.
type shortPlaces [longestRun]struct{ start, end uint8 }

const (
	longestRun  = 4   // cells
	longestText = 255 // bytes of a run that is remembered
)

// plan divides the cells of the header into steps.
func (p *Parser[T]) plan() {
	p.steps = p.steps[:0]
	for i, k := range p.columns {
		var column Column[T]
		if k >= 0 {
			column = p.format.doc.Columns[k]
		}
		if n := len(p.steps); n > 0 && p.together(i-1, i) && p.steps[n-1].count < longestRun {
			p.steps[n-1].count++
			p.steps[n-1].texts = append(p.steps[n-1].texts, column.text)
			continue
		}
		s := step[T]{first: i, count: 1}
		if k >= 0 && column.text == nil {
			s.read, s.filled = column.Read, column.Filled
		} else {
			s.texts = append(s.texts, column.text)
		}
		p.steps = append(p.steps, s)
	}
	if n := len(p.steps); n > 0 {
		p.steps[n-1].last = true
	}
}

// together reports whether two neighbours mostly repeat together.
func (p *Parser[T]) together(i, k int) bool {
	if p.columns[i] < 0 || p.columns[k] < 0 {
		return false
	}
	one, other := &p.format.doc.Columns[p.columns[i]], &p.format.doc.Columns[p.columns[k]]
	return one.text != nil && other.text != nil && one.with != "" && one.with == other.with
}

// quick decodes the row at pos without splitting it into cells first. It returns what begins behind it. It is false for
// a row that is not plain, of which it may have decoded a part.
func (p *Parser[T]) quick(data []byte, pos int, v *T) (int, bool) {
	p.reset(v)
	for i := range p.steps {
		s := &p.steps[i]
		end, hash := scan.Delimiter(data, pos, s.count)
		switch {
		case end >= len(data):
			return 0, false
		case s.read == nil:
			if pos = p.readRun(s, data, pos, hash, v); pos == 0 {
				return 0, false
			}
			continue
		case (data[end] == '\n') != s.last || data[pos] == '"':
			return 0, false
		}
		text := data[pos:end]
		if s.last {
			text = bytes.TrimSuffix(text, []byte{'\r'})
		}
		if p.cell.text = text; len(text) > 0 {
			s.read(&p.cell, v)
		} else if s.filled {
			return 0, false
		}
		pos = end + 1
	}
	p.complete(v)
	return pos, !p.cell.doubt
}

// readRun reads the run at pos, whose bytes have this hash. It returns what begins behind it, or 0 if it is in doubt.
func (p *Parser[T]) readRun(s *step[T], data []byte, pos int, hash uint64, v *T) (end int) {
	var texts [longestRun]string
	if e := s.known.Find(hash, data[pos:]); e != nil {
		for i := range s.texts {
			texts[i] = e.Text[e.Value[i].start:e.Value[i].end]
		}
		end = pos + e.Size()
	} else if end = p.learnRun(s, data, pos, hash, &texts); end == 0 {
		return 0
	}
	for i, field := range s.texts {
		if field == nil {
			p.keep(s.first, texts[i])
		} else if texts[i] != "" {
			*field(v) = texts[i]
		}
	}
	return end
}

// learnRun does what readRun does for a run that is not known. Its texts become parts of one string.
func (p *Parser[T]) learnRun(s *step[T], data []byte, pos int, hash uint64, texts *[longestRun]string) (end int) {
	if end = p.splitRun(s, data, pos); end == 0 || !jsontext.ValidUTF8(data[pos:end]) {
		return 0
	}
	// Behind the bytes of the run stand the texts that are not among them.
	p.buf = append(p.buf[:0], data[pos:end]...)
	var places [longestRun]struct{ start, end int }
	for i, c := range p.row.cells {
		places[i].start, places[i].end = int(c.start)-pos, int(c.end)-pos
		if c.doubled {
			places[i].start = len(p.buf)
			p.buf = c.appendText(p.buf, data)
			places[i].end = len(p.buf)
		}
	}
	all := string(p.buf)
	var short shortPlaces
	for i, at := range places {
		texts[i] = all[at.start:at.end]
		short[i].start, short[i].end = uint8(at.start), uint8(at.end)
	}
	if len(all) <= longestText {
		s.known.Add(hash, all, end-pos, short)
	}
	return end
}

// splitRun splits the run at pos into cells and returns what begins behind it, or 0 if it is in doubt.
func (p *Parser[T]) splitRun(s *step[T], data []byte, pos int) int {
	p.row.cells, p.row.bad = p.row.cells[:0], none
	for i := range s.texts {
		next, more := p.row.next(data, pos, false)
		if p.row.bad != none || more == (s.last && i == s.count-1) {
			return 0
		}
		pos = next
		c, k := p.row.cells[i], p.columns[s.first+i]
		if c.start == c.end && k >= 0 && p.format.doc.Columns[k].Filled {
			return 0
		}
	}
	return pos
}
