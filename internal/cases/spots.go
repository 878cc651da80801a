package cases

import (
	"strconv"

	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// A spot is a value in a record of which something is declared.
type spot struct {
	*jsonsyntax.Node
	value  *declare.Value
	path   string
	fields []declare.Field // of an object
}

// spots returns all spots of a record, the record itself first. What tells the cases of a union apart is none.
func (s *Source) spots(root *jsonsyntax.Node) []spot {
	return addSpots(nil, &s.record, root, "")
}

func addSpots(all []spot, v *declare.Value, n *jsonsyntax.Node, path string) []spot {
	at := spot{Node: n, value: v, path: path}
	if n.Kind == jsonsyntax.Object {
		at.fields = fields(v, n)
	}
	all = append(all, at)
	for i := range n.Members() {
		m := &n.Members()[i]
		if f := fieldOf(at.fields, string(m.Name)); f != nil {
			all = addSpots(all, &f.Value, &m.Value, path+"/"+jsonsyntax.EscapePointer(string(m.Name)))
		}
	}
	for i := range n.Items() {
		if v.Kind == declare.Array {
			all = addSpots(all, v.Items, &n.Items()[i], path+"/"+strconv.Itoa(i))
		}
	}
	return all
}

// isText reports whether a value is a string in JSON.
func isText(v *declare.Value) bool {
	switch v.Kind {
	case declare.Text, declare.Words, declare.Time, declare.Address, declare.Addresses, declare.Percent:
		return true
	}
	return v.Kind == declare.Integer && v.Notation == declare.AsText
}

// isNumber reports whether a value may be a number in JSON.
func isNumber(v *declare.Value) bool {
	return v.Kind == declare.Number || v.Kind == declare.Integer && v.Notation != declare.AsText
}
