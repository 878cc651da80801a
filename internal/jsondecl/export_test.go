package jsondecl

// Edges returns how many edges all routes have.
func (d *Decoder) Edges() int {
	n := 0
	for i := range d.routes {
		n += d.routes[i].edges
	}
	return n
}
