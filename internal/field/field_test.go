package field_test

import (
	"testing"

	"github.com/flowtrail/flowtrail/internal/field"
)

type outer struct {
	a     byte
	inner struct{ b, c int64 }
}

func TestOffset(t *testing.T) {
	var v outer
	*field.At[int64](&v, field.Offset(func(o *outer) *int64 { return &o.inner.c })) = 7
	if v.inner.c != 7 || v.inner.b != 0 || v.a != 0 {
		t.Errorf("7 was stored in %+v", v)
	}
}

// TestOffsetElsewhere checks that an address that is not within the struct is found out.
func TestOffsetElsewhere(t *testing.T) {
	elsewhere := new([4096]int64)
	defer func() {
		if recover() == nil {
			t.Error("the offset of what a pointer points to was computed")
		}
	}()
	field.Offset(func(*outer) *int64 { return &elsewhere[2048] })
}
