package jsondecl

import (
	"strconv"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/jsonwrite"
	"github.com/flowtrail/flowtrail/internal/text"
)

// A program is how an object is written: what is the same for all objects is put together beforehand.
type program struct {
	holds func(unsafe.Pointer) bool // for which objects; nil: for all
	quick []op                      // for records without extra members
	whole []op                      // for all records
}

// An op writes a text and a value.
type op struct {
	text    string  // with the comma before it, unless that depends on what was written
	offset  uintptr // of the value
	maybe   bool    // the member may be absent, or no comma may stand before it
	comma   bool
	holder  uintptr                   // where the object stands that the value is a member of
	written func(unsafe.Pointer) bool // asks the holder whether the member is there; nil: always
	append  func(*jsonwrite.Writer, unsafe.Pointer)
	path    string  // of a composite value, or of the object that ends
	closes  bool    // an object ends
	str     bool    // the value is held by a string
	recurs  *recurs // of an object that mostly comes again; or nil
}

// append writes the object that p refers to.
func (o *object) append(w *jsonwrite.Writer, p unsafe.Pointer) {
	program := o.program(p)
	if w.HasExtra() {
		runWhole(w, program.whole, p)
	} else {
		run(w, program.quick, p)
	}
}

// program returns the program that writes what p refers to.
func (o *object) program(p unsafe.Pointer) *program {
	all := o.programs.Load()
	if all == nil {
		all = compile(o)
		o.programs.Store(all)
	}
	i := 0
	for (*all)[i].holds != nil && !(*all)[i].holds(p) {
		i++
	}
	return &(*all)[i]
}

func run(w *jsonwrite.Writer, ops []op, p unsafe.Pointer) {
	for i := range ops {
		o := &ops[i]
		if o.maybe {
			if o.written != nil && !o.written(unsafe.Add(p, o.holder)) {
				continue
			}
			if o.comma {
				w.Comma()
			}
		}
		w.Raw(o.text)
		switch {
		case o.str:
			w.String(*(*string)(unsafe.Add(p, o.offset)))
		case o.recurs != nil:
			o.recurs.append(w, unsafe.Add(p, o.offset))
		case o.append != nil:
			o.append(w, unsafe.Add(p, o.offset))
		}
	}
}

// runWhole does what run does, for a record with extra members: it keeps the path of what is written.
func runWhole(w *jsonwrite.Writer, ops []op, p unsafe.Pointer) {
	for i := range ops {
		o := &ops[i]
		if o.closes {
			w.Close(o.path)
			continue
		}
		outer := w.Enter(o.path)
		run(w, ops[i:i+1], p)
		w.Leave(outer)
	}
}

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
	for _, v := range o.versions {
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
	inline := m.inner != nil && len(m.inner.versions) == 1
	if m.written == nil {
		c.begun = sure
	} else if c.begun == none {
		c.begun = some
	}
	if m.written == nil && !o.comma {
		switch {
		case inline:
			c.text += name
			c.object(m.inner.versions[0].members, o.offset, path)
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

// NewWriter returns a Writer for records.
func NewWriter() *jsonwrite.Writer {
	return &jsonwrite.Writer{Tables: make([]*text.Written, lastID.Load())}
}

// Append appends a record with w.
func Append[T any](w *jsonwrite.Writer, o *Object[T], v *T) { o.append(w, unsafe.Pointer(v)) }
