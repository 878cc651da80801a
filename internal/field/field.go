// Package field turns accessors of struct fields into offsets, once, so that a table of fields is read and written without a call
// for each of them.
package field

import (
	"fmt"
	"unsafe"
)

// Offset returns where in a T the field lies that the accessor returns the address of. It panics if that is not within the T
// it is given, as behind a pointer.
func Offset[T, F any](accessor func(*T) *F) uintptr {
	v := new(T)
	offset := uintptr(unsafe.Pointer(accessor(v))) - uintptr(unsafe.Pointer(v))
	if size := unsafe.Sizeof(*v); offset > size || unsafe.Sizeof(*new(F)) > size-offset {
		panic(fmt.Sprintf("field: the accessor of a %T does not return a field of a %T", *new(F), *v))
	}
	return offset
}

// At returns the field of v at an offset that [Offset] returned for the types T and F.
func At[F, T any](v *T, offset uintptr) *F { return (*F)(unsafe.Add(unsafe.Pointer(v), offset)) }
