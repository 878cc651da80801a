package jsondecl

import (
	"slices"
	"strconv"
	"unsafe"
)

// A compiler makes the ops of an object.
type compiler struct {
	ops   []op
	text  string // that comes before the next op
	extra bool   // for records with extra members
	begun commas
}

// commas says whether a member has been written into the object at hand.
type commas uint8

const (
	none commas = iota
	some        // perhaps
	sure
)

// compile returns the programs of all versions of an object.
func compile(o *object) *[]program {
	all := new([]program)
	for _, v := range flatten(o.versions) {
		p := program{holds: v.holds}
		for _, extra := range []bool{false, true} {
			c := compiler{extra: extra}
			c.object(v.members, 0, "")
			c.flush()
			if extra {
				p.whole = c.ops
			} else {
				p.quick = c.ops
			}
		}
		*all = append(*all, p)
	}
	return all
}

// flatten returns the versions of an object, each of them once for every version of an object that is always in it.
func flatten(versions []version) []version {
	var flat []version
	for _, v := range versions {
		at := slices.IndexFunc(v.members, func(m member) bool { return m.written == nil && m.inner != nil && len(m.inner.versions) > 1 })
		if at < 0 {
			flat = append(flat, v)
			continue
		}
		var each []version
		for _, inner := range v.members[at].inner.versions {
			one := *v.members[at].inner
			one.versions = []version{{members: inner.members}}
			members := slices.Clone(v.members)
			members[at].inner = &one
			each = append(each, version{both(v.holds, inner.holds, members[at].offset), members})
		}
		flat = append(flat, flatten(each)...)
	}
	return flat
}

// both asks an object, and the object at an offset in it. Who is nil need not be asked.
func both(outer, inner func(unsafe.Pointer) bool, offset uintptr) func(unsafe.Pointer) bool {
	switch {
	case inner == nil:
		return outer
	case outer == nil && offset == 0:
		return inner
	}
	return func(p unsafe.Pointer) bool { return (outer == nil || outer(p)) && inner(unsafe.Add(p, offset)) }
}

// object writes an object with its brackets.
func (c *compiler) object(members []member, holder uintptr, path string) {
	outer := c.begun
	c.text += "{"
	c.begun = none
	for i := range members {
		c.member(&members[i], holder, path+members[i].pointer)
	}
	if c.extra {
		c.flush()
		c.ops = append(c.ops, op{closes: true, path: path})
	} else {
		c.text += "}"
	}
	c.begun = outer
}

func (c *compiler) member(m *member, holder uintptr, path string) {
	o := op{holder: holder, written: m.written, offset: holder + m.offset, append: m.append, str: m.str, recurs: m.recurs, comma: c.begun == some}
	o.maybe = o.comma || o.written != nil
	name := strconv.Quote(m.name) + ":"
	if c.begun == sure {
		name = "," + name
	}
	inner := m.inner
	if m.recurs != nil && m.recurs.brief() {
		inner, o.recurs, o.append = m.recurs.object, nil, m.recurs.object.append
	}
	inline := inner != nil && len(inner.versions) == 1
	if m.written == nil {
		c.begun = sure
	} else if c.begun == none {
		c.begun = some
	}
	if m.written == nil && !o.comma {
		switch {
		case inline:
			c.text += name
			c.object(inner.versions[0].members, o.offset, path)
			return
		case m.constant != "":
			c.text += name + m.constant
			return
		}
	}
	if m.composite {
		o.path = path
	}
	c.add(o, name)
}

// add adds an op that writes a text after the one that is left.
func (c *compiler) add(o op, name string) {
	if o.maybe {
		c.flush()
	}
	o.text = c.text + name
	c.text = ""
	c.ops = append(c.ops, o)
}

// flush makes an op of the text that is left.
func (c *compiler) flush() {
	if c.text != "" {
		c.ops = append(c.ops, op{text: c.text})
		c.text = ""
	}
}
