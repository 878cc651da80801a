package flowtrail

import (
	"database/sql/driver"
	"fmt"
	"math"
	"net/netip"
	"reflect"
	"strconv"
	"time"
)

// Value implements [driver.Valuer]: NULL, or the value as one of the types that databases know: a string (an
// address as well), a bool, an int64, a float64, or a [time.Time] in UTC.
func (o Optional[T]) Value() (driver.Value, error) {
	if !o.Valid {
		return nil, nil
	}
	if err := refuse(o.V); err != nil {
		return nil, err
	}
	switch v := any(o.V).(type) {
	case time.Time:
		return v.UTC(), nil
	case driver.Valuer:
		return v.Value()
	}
	v := reflect.ValueOf(&o.V).Elem()
	switch {
	case v.Kind() == reflect.Bool:
		return v.Bool(), nil
	case v.CanInt():
		return v.Int(), nil
	case v.CanUint() && v.Uint() <= math.MaxInt64:
		return int64(v.Uint()), nil
	case v.CanUint():
		return nil, fmt.Errorf("%d is too large for a database", v.Uint())
	case v.CanFloat():
		return v.Float(), nil
	}
	return format(o.V)
}

// Scan implements [database/sql.Scanner]. It reads NULL, a value of the database that T holds exactly, or text as
// [Optional.UnmarshalCSV] does; but an empty string is not NULL, and integers may be negative.
func (o *Optional[T]) Scan(src any) error {
	*o = Optional[T]{}
	if src == nil {
		return nil
	}
	var v T
	if err := scan(src, &v); err != nil {
		return err
	}
	return o.set(v)
}

// scan reads a value of a database into p, a pointer to a value.
func scan(src, p any) error {
	if text, ok := src.([]byte); ok {
		src = string(text)
	}
	switch p := p.(type) {
	case interface{ Scan(any) error }:
		return p.Scan(src)
	case *time.Time:
		if t, ok := src.(time.Time); ok {
			*p = t
			return nil
		}
	case *netip.Addr:
		if src == "" {
			return nil
		}
	}
	v := reflect.ValueOf(p).Elem()
	switch src := src.(type) {
	case string:
		if n, err := strconv.ParseInt(src, 10, 64); v.CanInt() && n < 0 && err == nil && strconv.FormatInt(n, 10) == src {
			return scanInt(n, v)
		}
		return parse(src, p)
	case bool:
		if v.Kind() == reflect.Bool {
			v.SetBool(src)
			return nil
		}
	case int64:
		return scanInt(src, v)
	case float64:
		if v.CanFloat() {
			return scanFloat(src, v)
		}
	}
	return cannotHold(v, src)
}

// scanInt makes v, a number or a boolean, n.
func scanInt(n int64, v reflect.Value) error {
	switch {
	case v.CanInt() && !v.OverflowInt(n):
		v.SetInt(n)
	case v.CanUint() && n >= 0 && !v.OverflowUint(uint64(n)):
		v.SetUint(uint64(n))
	case v.CanFloat() && -1<<53 <= n && n <= 1<<53:
		return scanFloat(float64(n), v)
	case v.Kind() == reflect.Bool && n>>1 == 0: // some databases have no booleans
		v.SetBool(n == 1)
	default:
		return cannotHold(v, n)
	}
	return nil
}

// scanFloat makes v, a float, x, if it holds x exactly.
func scanFloat(x float64, v reflect.Value) error {
	if v.SetFloat(x); v.Float() != x {
		return cannotHold(v, x)
	}
	return nil
}

func cannotHold(v reflect.Value, src any) error {
	return fmt.Errorf("%v (%T) of the database is not a value of type %v", src, src, v.Type())
}
