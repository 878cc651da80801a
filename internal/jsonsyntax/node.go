package jsonsyntax

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// Kind is the type of a value.
type Kind uint8

const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

// A Node is a value and its place in the text.
type Node struct {
	Kind       Kind
	Start, End int
	Text       []byte // of a string, without quotes and escapes; of any other value as written, in the memory of the text

	children *children // of an object or array; nil if it is empty
}

// A Member is a member of an object.
type Member struct {
	Name  []byte
	Start int // of the name
	Value Node
}

// children are what an object or array holds.
type children struct {
	members []Member
	items   []Node
	index   map[string]int // of members by name, once there are many
}

// few is how many members are looked through rather than indexed.
const few = 16

// NewObject returns an object of these members.
func NewObject(members []Member) *Node {
	return &Node{Kind: Object, children: &children{members: members}}
}

// Members returns the members of an object in the order of the text.
func (n *Node) Members() []Member {
	if n.children == nil {
		return nil
	}
	return n.children.members
}

// Items returns the items of an array.
func (n *Node) Items() []Node {
	if n.children == nil {
		return nil
	}
	return n.children.items
}

// Any returns the value as the validator takes it. Numbers that cannot be computed with become zero.
func (n *Node) Any() any {
	switch n.Kind {
	case Bool:
		return n.Text[0] == 't'
	case Number:
		if !Computable(n.Text) {
			return json.Number("0")
		}
		return json.Number(n.Text)
	case String:
		return string(n.Text)
	case Array:
		items := make([]any, len(n.Items()))
		for i := range items {
			items[i] = n.children.items[i].Any()
		}
		return items
	case Object:
		members := make(map[string]any, len(n.Members()))
		for i := range n.Members() {
			m := &n.children.members[i]
			members[string(m.Name)] = m.Value.Any()
		}
		return members
	}
	return nil
}

// Member returns the member of an object with this name, or nil. Of members with one name it is the last one, which is
// the one that is validated.
func (n *Node) Member(name string) *Member {
	members := n.Members()
	if len(members) > few {
		if i, ok := n.children.byName()[name]; ok {
			return &members[i]
		}
		return nil
	}
	for i := len(members) - 1; i >= 0; i-- {
		if string(members[i].Name) == name {
			return &members[i]
		}
	}
	return nil
}

// Find returns the node at a JSON Pointer, or the last one on the way to it that is there.
func (n *Node) Find(pointer string) (node *Node, found bool) {
	if pointer == "" {
		return n, true
	}
	for token := range strings.SplitSeq(pointer[1:], "/") {
		next := n.Child(token)
		if next == nil {
			return n, false
		}
		n = next
	}
	return n, true
}

// Child returns the member or item that a reference token of a JSON Pointer names, or nil.
func (n *Node) Child(token string) *Node {
	switch n.Kind {
	case Object:
		if m := n.Member(UnescapePointer(token)); m != nil {
			return &m.Value
		}
	case Array:
		if i, err := strconv.Atoi(token); err == nil && 0 <= i && i < len(n.Items()) {
			return &n.Items()[i]
		}
	}
	return nil
}

// byName returns the places of the members by name, of members with one name that of the last one.
func (c *children) byName() map[string]int {
	if c.index == nil {
		c.index = make(map[string]int, len(c.members))
		for i := range c.members {
			c.index[string(c.members[i].Name)] = i
		}
	}
	return c.index
}

// repeats reports whether the last member has the name of an earlier one.
func (c *children) repeats() bool {
	last := len(c.members) - 1
	name := c.members[last].Name
	if last < few {
		for i := range c.members[:last] {
			if bytes.Equal(c.members[i].Name, name) {
				return true
			}
		}
		return false
	}
	if c.index == nil {
		earlier := children{members: c.members[:last]}
		c.index = earlier.byName()
	}
	_, there := c.index[string(name)]
	c.index[string(name)] = last
	return there
}

// HasChildren reports whether the value is an object or array that is not empty.
func (n *Node) HasChildren() bool { return n.children != nil }
