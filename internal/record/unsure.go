package record

import (
	"cmp"
	"slices"
)

// An Unsure is a place in a record where decoding could not tell that the record keeps to the schema. A list of them says
// what the validator must be asked, and with that, what it need not be asked: a value that is neither in the list nor
// below one that is Whole keeps to all that the schema says of it, and so do the members of an object together, as long as
// none of those that are looked at is in the list.
type Unsure struct {
	Path  string // JSON Pointer
	Whole bool   // all of the value is in question; otherwise what the schema says across the members of the object
}

// Everything says that all of a record is in question.
var Everything = []Unsure{{Whole: true}}

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
