package jsondecl

import "fmt"

// A Naming is where a record names its stream, and what the stream may be called.
type Naming struct {
	At     string   // JSON Pointer of the name
	Also   string   // the same in the other spelling; or empty
	Within string   // JSON Pointer of an object that may be around a record; or empty
	Names  []string // of the streams that are declared
}

// Naming returns how a record names its stream: by the member that is declared with that name, at the top of the record or of what may
// stand in an envelope. It is one of a closed vocabulary.
func (o *Object[T]) Naming(member string) Naming {
	within, tops := []string{""}, []*object{&o.object}
	if o.forms != nil {
		within, tops = []string{"", o.forms.inside}, []*object{o.forms.envelope, o.forms.bare}
	}
	for i, top := range tops {
		for _, m := range top.members {
			if m.declared() != member {
				continue
			}
			n := Naming{At: pointerTo(m.name), Within: within[i], Names: m.declares().Words}
			if m.alias != "" {
				n.Also = pointerTo(m.alias)
			}
			return n
		}
	}
	panic(fmt.Sprintf("jsondecl: the object has no member %q", member))
}
