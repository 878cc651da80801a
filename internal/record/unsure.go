package record

import (
	"cmp"
	"slices"
	"strings"
)

// An Unsure is a place in a record where decoding could not tell whether the schema holds. A list of them says what the validator
// must check. It need not check any other value: the schema holds for each that is neither in the list nor below one that is
// Whole. Nor need it check what the schema says of several members of an object together, if none of these is in the list.
type Unsure struct {
	Path  string // JSON Pointer
	Whole bool   // all of the value is in question; otherwise what the schema says across the members of the object
	At    int    // where a value that is Whole, or an object that Lacks members, begins in the text, if that is known and not 0

	// Lacks, if it is not empty, says that all that is in question is that the object lacks these members, which the schema requires. It is
	// their JSON Pointers joined: "/a/c" are the two members a and c.
	Lacks string
}

// Everything says that all of a record is in question.
var Everything = []Unsure{{Whole: true}}

// IsIn reports whether u lies at or below a value that is Whole in the list.
func (u Unsure) IsIn(list []Unsure) bool {
	return slices.ContainsFunc(list, func(o Unsure) bool {
		return o.Whole && isIn(u.Path, o.Path)
	})
}

// Covers reports whether the value at path is the one in question, or is inside of it.
func (u Unsure) Covers(path string) bool { return isIn(path, u.Path) }

// isIn reports whether path is that of a value or of something inside of it.
func isIn(path, around string) bool {
	rest, ok := strings.CutPrefix(path, around)
	return ok && (rest == "" || rest[0] == '/')
}

// SortUnsure sorts a list by path and takes out what is in it twice.
func SortUnsure(list []Unsure) []Unsure {
	slices.SortFunc(list, func(a, b Unsure) int {
		if c := cmp.Compare(a.Path, b.Path); c != 0 || a.Whole == b.Whole {
			return c
		}
		if a.Whole {
			return -1
		}
		return 1
	})
	return slices.Compact(list)
}
