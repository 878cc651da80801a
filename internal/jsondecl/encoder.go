package jsondecl

import (
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

// NewWriter returns a Writer for records.
func NewWriter() *jsonwrite.Writer {
	return &jsonwrite.Writer{Tables: make([]*text.Written, lastID.Load())}
}

// Append appends a record with w.
func Append[T any](w *jsonwrite.Writer, o *Object[T], v *T) { o.append(w, unsafe.Pointer(v)) }
