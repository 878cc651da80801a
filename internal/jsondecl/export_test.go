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

// TagPlaces returns what is remembered to stand before the tags of a union, the one that would be tried first at first.
func (d *Decoder) TagPlaces() (places []string) {
	for _, table := range d.tables {
		if known, ok := table.(*tagPlaces); ok {
			for _, text := range known {
				places = append(places, string(text))
			}
		}
	}
	return places
}

// Ops returns how many ops write an object without extra members, in each of its versions.
func (o *Object[T]) Ops() (n []int) {
	for _, p := range *compile(&o.object) {
		n = append(n, len(p.quick))
	}
	return n
}
