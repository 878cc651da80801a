package csvrec

import "github.com/flowtrail/flowtrail/internal/scan"

// A run is what of a row is read at once: one cell, or neighbours that mostly repeat together. These have an interner of
// their own: where there are few different ones, it stays small and near.
type run struct {
	first, count int  // cells
	filled       bool // some of them must not be empty
	strings      *scan.Interner
}

// plan divides the cells of the header into runs.
func (p *Parser[T]) plan() {
	p.runs = p.runs[:0]
	for i := range p.columns {
		if last := len(p.runs) - 1; last >= 0 && p.together(i-1, i) {
			if p.runs[last].count++; p.runs[last].strings == nil {
				p.runs[last].strings = scan.NewInterner()
			}
		} else {
			p.runs = append(p.runs, run{first: i, count: 1})
		}
		if k := p.columns[i]; k >= 0 && p.format.doc.Columns[k].Filled {
			p.runs[len(p.runs)-1].filled = true
		}
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

// readRun reads neighbours that are columns of text: as parts of one string, which is looked up once.
func (p *Parser[T]) readRun(data []byte, r *run, v *T) {
	cells := p.row.cells[r.first : r.first+r.count]
	base, end := cells[0].start, cells[len(cells)-1].end
	if int(end-base) == len(cells)-1 { // nothing but commas
		p.cell.doubt = p.cell.doubt || r.filled
		return
	}
	for i := range cells {
		if cells[i].doubled {
			for k := range cells {
				p.readCell(data, r.first+k, v)
			}
			return
		}
	}
	text := r.strings.String(data[base:end])
	for i, at := range cells {
		column := &p.format.doc.Columns[p.columns[r.first+i]]
		if at.start == at.end {
			p.cell.doubt = p.cell.doubt || column.Filled
		} else {
			*column.text(v) = text[at.start-base : at.end-base]
		}
	}
}
