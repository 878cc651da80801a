package csvrec

import (
	"github.com/flowtrail/flowtrail/internal/field"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// readRun does what readOne does, for a run.
func (p *Parser[T]) readRun(s *step[T], data []byte, pos int, v *T) int {
	if data[pos] <= ',' && s.blank != "" && string(data[pos:min(pos+len(s.blank), len(data))]) == s.blank {
		return pos + len(s.blank)
	}
	near := data[:min(len(data), pos+longestRead)]
	if data[pos] == '"' {
		return p.readQuoted(s, near, pos, pos, v)
	}
	// If this ends within quotes, then no run is known that ends there.
	end, hash := nthDelimiter(near, pos, s.delimiters, s.delimiter)
	if end++; end > len(near) {
		return 0
	}
	if run := s.known.Find(hash, data[pos:end]); run != "" {
		p.assign(s, run, v)
		return end
	}
	if p.learn(s, data[pos:end], hash, v) {
		return end
	}
	return p.readQuoted(s, near, pos, end, v)
}

// readQuoted does what readRun does, for a run of which the text until before is not all, as some of its delimiters are in quotes.
func (p *Parser[T]) readQuoted(s *step[T], near []byte, pos, before int, v *T) int {
	end, hash := nthUnquoted(near, pos, s.delimiters, s.delimiter)
	if end++; end <= before || end > len(near) {
		return 0
	}
	if run := s.known.Find(hash, near[pos:end]); run != "" {
		p.assign(s, run, v)
	} else if !p.learn(s, near[pos:end], hash, v) {
		return 0
	}
	return end
}

// assign gives v the cells of a run that is known. After all that they consist of, the run says where each begins and ends.
func (p *Parser[T]) assign(s *step[T], run string, v *T) {
	at := len(run) - 2*longestRun
	for _, offset := range s.texts {
		cell := run[run[at]:run[at+1]]
		at += 2
		if offset == noField {
			p.keep(s.first, cell)
		} else {
			*field.At[string](v, offset) = cell
		}
	}
}

// learn reads a run that is not known, and reports whether it is sure of it. Its cells become parts of one string.
func (p *Parser[T]) learn(s *step[T], text []byte, hash uint64, v *T) bool {
	if !p.split(s, text) || !jsonsyntax.ValidUTF8(text) {
		return false
	}
	p.learned++
	// After the bytes of the run stand the cells that are not among them.
	p.buf = append(p.buf[:0], text...)
	var places [2 * longestRun]int
	for i, c := range p.row.cells {
		places[2*i], places[2*i+1] = int(c.start), int(c.end)
		if c.doubled {
			places[2*i] = len(p.buf)
			p.buf = c.appendText(p.buf, text)
			places[2*i+1] = len(p.buf)
		}
	}
	var run string
	if len(p.buf) <= longestText && s.known.Wants() {
		for _, place := range places {
			p.buf = append(p.buf, byte(place))
		}
		run = s.known.Add(hash, p.buf, len(text))
	} else {
		run = string(p.buf)
	}
	for i, offset := range s.texts {
		if cell := run[places[2*i]:places[2*i+1]]; offset == noField {
			p.keep(s.first, cell)
		} else {
			*field.At[string](v, offset) = cell
		}
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
		if c.start == c.end && k >= 0 && !p.format.doc.Columns[k].value.Empty {
			return false
		}
	}
	return next == len(text) && more == (s.delimiter == ',')
}
