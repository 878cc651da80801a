package csvrec

// A run is what of a row is read at once: one cell, or neighbours that mostly repeat together.
type run struct{ first, count int } // cells

// plan divides the cells of the header into runs.
func (p *Parser[T]) plan() {
	p.runs = p.runs[:0]
	for i := range p.columns {
		if last := len(p.runs) - 1; last >= 0 && p.together(i-1, i) {
			p.runs[last].count++
		} else {
			p.runs = append(p.runs, run{first: i, count: 1})
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
func (p *Parser[T]) readRun(data []byte, r run, v *T) {
	cells := p.row.cells[r.first : r.first+r.count]
	for i := range cells {
		if cells[i].doubled {
			for k := range cells {
				p.readCell(data, r.first+k, v)
			}
			return
		}
	}
	base := cells[0].start
	text := p.cell.strings.String(data[base:cells[len(cells)-1].end])
	for i, at := range cells {
		column := &p.format.doc.Columns[p.columns[r.first+i]]
		if at.start == at.end {
			p.cell.doubt = p.cell.doubt || column.Filled
		} else {
			*column.text(v) = text[at.start-base : at.end-base]
		}
	}
}
