package jsonsyntax

import (
	"encoding/json"
	"slices"
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
	Text       string // of a string, without quotes and escapes; of a number as written; "true" or "false"
	Members    []Member
	Items      []Node

	index map[string]int // of Members by name, once there are many or it is asked for
}

// A Member is a member of an object.
type Member struct {
	Name  string
	Start int // of the name
	Value Node
}

// Any returns the value as the validator takes it. Numbers that cannot be computed with become zero.
func (n *Node) Any() any {
	switch n.Kind {
	case Bool:
		return n.Text == "true"
	case Number:
		if !Computable([]byte(n.Text)) {
			return json.Number("0")
		}
		return json.Number(n.Text)
	case String:
		return n.Text
	case Array:
		items := make([]any, len(n.Items))
		for i := range n.Items {
			items[i] = n.Items[i].Any()
		}
		return items
	case Object:
		members := make(map[string]any, len(n.Members))
		for i := range n.Members {
			members[n.Members[i].Name] = n.Members[i].Value.Any()
		}
		return members
	}
	return nil
}

// Find returns the node at a JSON Pointer, or the last one on the way to it that is there.
func (n *Node) Find(pointer string) (node *Node, found bool) {
	if pointer == "" {
		return n, true
	}
	for token := range strings.SplitSeq(pointer[1:], "/") {
		next := n.child(UnescapePointer(token))
		if next == nil {
			return n, false
		}
		n = next
	}
	return n, true
}

func (n *Node) child(token string) *Node {
	if n.index == nil && n.Kind == Object {
		n.buildIndex()
	}
	if i, ok := n.index[token]; ok {
		return &n.Members[i].Value
	}
	if i, err := strconv.Atoi(token); err == nil && 0 <= i && i < len(n.Items) {
		return &n.Items[i]
	}
	return nil
}

// buildIndex notes where each member is; of members with one name the last one, which is the one that is judged.
func (n *Node) buildIndex() {
	n.index = make(map[string]int, len(n.Members))
	for i := range n.Members {
		n.index[n.Members[i].Name] = i
	}
}

// repeats reports whether the last member has the name of an earlier one.
func (n *Node) repeats() bool {
	const few = 16
	last := len(n.Members) - 1
	name := n.Members[last].Name
	if last <= few {
		if last == few {
			n.buildIndex()
		}
		return slices.ContainsFunc(n.Members[:last], func(m Member) bool { return m.Name == name })
	}
	_, there := n.index[name]
	n.index[name] = last
	return there
}

// Longest returns the array with the most items in the value, and its JSON Pointer, which begins with path. Without any
// array it returns the value itself.
func (n *Node) Longest(path string) (*Node, string) {
	longest, at := n, path
	consider := func(child *Node, token string) {
		if found, where := child.Longest(path + "/" + token); len(found.Items) > len(longest.Items) {
			longest, at = found, where
		}
	}
	for i := range n.Members {
		if m := &n.Members[i]; m.Value.HasChildren() {
			consider(&m.Value, EscapePointer(m.Name))
		}
	}
	for i := range n.Items {
		if item := &n.Items[i]; item.HasChildren() {
			consider(item, strconv.Itoa(i))
		}
	}
	return longest, at
}

// HasChildren reports whether the value is an object or array that is not empty.
func (n *Node) HasChildren() bool { return len(n.Members) > 0 || len(n.Items) > 0 }
