package jsondecl

import (
	"math/bits"
	"strings"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/record"
)

// rule checks what holds for several members of the object at hand, which begins at begin.
func (d *Decoder) rule(k *kind, begin, pos int, p unsafe.Pointer) {
	if k.read(d, pos, p) == jsonscan.Unsure {
		d.notKept(k, begin)
	}
	d.note(pos, pos, k, p, true)
}

// notKept says that the object at hand, which begins at begin if that is known, does not keep a rule. Only about what it lacks can be asked
// without the rest of the object.
func (d *Decoder) notKept(k *kind, begin int) {
	u := record.Unsure{Lacks: k.lacks}
	if k.lacks != "" {
		u.At = max(begin, 0)
	}
	d.unsureAbout(u)
}

// missing is a rule that an object does not keep which lacks a required member, or has too many of which one is required.
func missing(*Decoder, int, unsafe.Pointer) int { return jsonscan.Unsure }

// undeclared is a rule that an object does not keep which has a member that may not be there.
func undeclared(d *Decoder, _ int, _ unsafe.Pointer) int {
	d.named = false
	return jsonscan.Unsure
}

// oneEach reports whether of each group there is exactly one.
func (o *object) oneEach(seen uint64) bool {
	for _, group := range o.oneOf {
		if bits.OnesCount64(seen&group) != 1 {
			return false
		}
	}
	return true
}

// lacks returns the required members that were not seen, as [record.Unsure] has them; or nothing if a rule of ExactlyOne is broken as well.
func (o *object) lacks(seen uint64) string {
	if !o.oneEach(seen) {
		return ""
	}
	var b strings.Builder
	for i := range o.members {
		if o.required&^seen&(1<<i) != 0 {
			b.WriteString(o.members[i].pointer)
		}
	}
	return b.String()
}
