package record

// Unsure names a value that the plain way could not tell to be right.
type Unsure struct {
	Path  string // JSON Pointer
	Whole bool   // the value itself is in question; otherwise only rules across the members of the object that it is
}
