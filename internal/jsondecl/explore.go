package jsondecl

import (
	"encoding/json"
	"slices"
	"strings"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/record"
)

// entry reads an object that has routes of its own: a record, or an object that is read as a whole.
func (d *Decoder) entry(o *object, pos int, p unsafe.Pointer) int {
	r := d.route(o)
	level, start := d.level, d.start
	d.level, d.start = len(d.path), pos
	next := jsonscan.Unsure
	if d.Room() >= o.depth && r.worthwhile() {
		unsure, extras, lost := len(d.unsure), len(d.extras), d.lost
		if next = d.follow(r, pos, p); next == jsonscan.Unsure {
			d.unsure, d.extras, d.lost = d.unsure[:unsure], d.extras[:extras], lost
			o.zero(p)
		}
	}
	if next == jsonscan.Unsure {
		next = d.explore(o, r, pos, p)
	}
	d.level, d.start = level, start
	return next
}

// explore reads an object member by member and learns its route.
func (d *Decoder) explore(o *object, r *route, pos int, p unsafe.Pointer) int {
	outer, first, noted := d.lesson, len(d.steps), len(d.noted)
	d.lesson = lesson{learning: r.open(), base: p, around: d.Depth()}
	d.explored++
	begin := pos
	next := d.object(o, pos, p)
	if d.learning && next > 0 && next <= d.End() {
		r.learn(d.Data(), begin, next, d.steps[first:], d.noted)
	}
	d.steps, d.noted, d.lesson = d.steps[:first], d.noted[:noted], outer
	return next
}

// object reads an object member by member.
func (d *Decoder) object(o *object, pos int, p unsafe.Pointer) int {
	if d.Data()[pos] != '{' {
		d.learning = false // it has another structure than an object
		return d.mismatch(pos)
	}
	if o.forms != nil {
		o = o.forms.at(d, pos)
	}
	var seen uint64
	begin := pos
	pos = d.Open(pos)
	for first, expected := true, 0; pos > 0; first = false {
		var more bool
		if pos, more = d.Next(pos, first, '}'); !more {
			break
		}
		var name []byte
		if name, pos = d.Name(pos); pos < 0 {
			break
		}
		i := o.find(name, expected)
		if i < 0 {
			pos = d.unknown(o, string(name), pos)
			continue
		}
		m := &o.members[i]
		if seen&(1<<i) != 0 {
			d.unsureOf(true)
			d.learning = false // a route has each member once
			if m.zero != nil {
				m.zero(unsafe.Add(p, m.offset))
			}
		}
		seen |= 1 << i
		expected = i + 1
		pos = d.member(m, m.spelling(name), pos, p)
	}
	if pos < 0 {
		return jsonscan.Malformed
	}
	if o.required&^seen != 0 || !o.oneEach(seen) {
		d.rule(&kind{read: missing, lacks: o.lacks(seen)}, begin, pos, p)
	}
	for _, check := range o.checks {
		d.rule(&kind{read: check}, begin, pos, p)
	}
	return pos
}

// member reads the value of a member of what p holds. Its pointer in the text is empty if it is as declared.
func (d *Decoder) member(m *member, read string, pos int, p unsafe.Pointer) int {
	d.enter(segment{pointer: m.pointer, read: read})
	p = unsafe.Add(p, m.offset)
	if m.inner == nil {
		pos = d.value(&m.kind, pos, p)
	} else {
		if m.mark != nil {
			d.note(pos, m.mark(d, pos, p), &kind{read: m.mark}, p, true)
		}
		pos = d.object(m.inner, pos, p)
	}
	d.leave()
	return pos
}

// value reads the value of a member that is read as a whole.
func (d *Decoder) value(k *kind, pos int, p unsafe.Pointer) int {
	next := k.read(d, pos, p)
	right := next != jsonscan.Unsure
	if !right {
		next = d.salvage(k, pos, p)
	}
	if k.constant == "" || !right { // or else it is a part of the text between values
		d.note(pos, next, k, p, right)
	}
	return next
}

// item reads an item of an array.
func (d *Decoder) item(k *kind, pos int, p unsafe.Pointer) int {
	next := k.read(d, pos, p)
	if next == jsonscan.Unsure {
		return d.salvage(k, pos, p)
	}
	return next
}

// salvage passes over a value that is not sure to be right, and keeps what can be kept of it.
func (d *Decoder) salvage(k *kind, pos int, p unsafe.Pointer) int {
	if k.salvage == nil || d.Data()[pos] != '"' {
		return d.mismatch(pos)
	}
	text, next := d.String(pos)
	if next == jsonscan.Unsure {
		return jsonscan.Malformed
	}
	k.salvage(text, p)
	d.unsureAbout(record.Unsure{Whole: true, At: pos})
	return next
}

// mismatch passes over a value that cannot be held, with the members that may be in it.
func (d *Decoder) mismatch(pos int) int {
	d.unsureAbout(record.Unsure{Whole: true, At: pos})
	d.lost = true
	if c := d.Data()[pos]; c == '{' || c == '[' {
		d.named = false
	}
	next, _ := d.Skip(pos)
	return next
}

// unknown keeps a member that is not declared.
func (d *Decoder) unknown(o *object, name string, pos int) int {
	if o.variant(name) {
		d.unsureOf(false)
		d.named, d.learning = false, false // what else is in the text says what it is
	} else if d.Strict() {
		d.rule(&kind{read: undeclared}, 0, pos, d.base)
	}
	d.enter(segment{pointer: pointerTo(name)})
	read := keepAt(join(d.path[d.level:]))
	next := read(d, pos, nil)
	if next > 0 {
		d.note(pos, next, &kind{read: read, composite: true}, d.base, true)
	}
	d.leave()
	return next
}

// mostCompared is how many members that are not declared are compared with one another: more would take time that grows with
// the square of their number.
const mostCompared = 256

// keepAt returns a reader that keeps a value as a member that is not declared, at a path below the object that has routes. It is
// unsure if it is there twice, or holds an object in which something may be.
func keepAt(path string) reader {
	return func(d *Decoder, pos int, _ unsafe.Pointer) int {
		value, next := d.raw(nil, pos)
		if next < 0 {
			return jsonscan.Malformed
		}
		e := extra{join(d.path[:d.level]) + path, value}
		if len(d.extras) >= mostCompared || slices.ContainsFunc(d.extras, func(other extra) bool { return other.path == e.path }) {
			d.unsureOf(true)
		}
		d.extras = append(d.extras, e)
		return next
	}
}

// raw reads any value and appends it to dst as compact JSON.
func (d *Decoder) raw(dst json.RawMessage, pos int) (json.RawMessage, int) {
	next, sure := d.Skip(pos)
	if next < 0 || next > d.End() {
		return dst, jsonscan.Malformed
	}
	if !sure {
		d.unsureOf(true)
	}
	return jsonscan.Compact(dst, d.Data()[pos:next]), next
}

// variant reports whether name differs only in case from a member that is declared.
func (o *object) variant(name string) bool {
	for i := range o.members {
		m := &o.members[i]
		if strings.EqualFold(m.name, name) || strings.EqualFold(m.alias, name) && name != "" {
			return true
		}
	}
	return slices.ContainsFunc(o.beside, func(other *object) bool { return other.variant(name) })
}

// spelling returns the pointer to a member by the name that a text has for it, one of its two, or nothing if that is the one that is
// declared.
func (m *member) spelling(name []byte) string {
	switch {
	case m.pointer[1:] == string(name):
		return ""
	case m.name == string(name):
		return m.spellings[0]
	}
	return m.spellings[1]
}
