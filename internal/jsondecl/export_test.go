package jsondecl

// Edges returns how many edges all routes have.
func (d *Decoder) Edges() int {
	n := 0
	for _, r := range d.routes {
		if r != nil {
			n += r.edges
		}
	}
	return n
}
