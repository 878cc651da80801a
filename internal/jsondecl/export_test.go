package jsondecl

// Edges returns how many edges all routes have.
func (d *Decoder) Edges() int {
	n := 0
	for _, r := range d.routes {
		if r != nil {
			n += r.first.count()
		}
	}
	return n
}

// count returns how many edges begin where e does, and after those.
func (e *edge) count() int {
	n := 0
	for ; e != nil; e = e.other {
		n += 1 + e.next.count()
	}
	return n
}
