package flowtrail

import (
	"encoding"
	"fmt"
	"math"
	"net/netip"
	"reflect"
	"strconv"
	"time"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// The hooks of github.com/gocarina/gocsv.
type (
	csvMarshaler   interface{ MarshalCSV() (string, error) }
	csvUnmarshaler interface{ UnmarshalCSV(string) error }
)

// MarshalCSV writes the value as a cell, which is empty if there is none. It is the hook of github.com/gocarina/gocsv.
func (o Optional[T]) MarshalCSV() (string, error) {
	if !o.Valid {
		return "", nil
	}
	switch v := any(o.V).(type) {
	case time.Time:
		return Time{v}.MarshalCSV()
	case csvMarshaler:
		return v.MarshalCSV()
	}
	return format(o.V)
}

// UnmarshalCSV reads a cell. An empty cell is an absent value. It is the hook of github.com/gocarina/gocsv.
func (o *Optional[T]) UnmarshalCSV(cell string) error {
	*o = Optional[T]{}
	if cell == "" {
		return nil
	}
	var v T
	if err := parse(cell, &v); err != nil {
		return err
	}
	return o.set(v)
}

// MarshalText writes the value, or nothing if there is none.
func (o Optional[T]) MarshalText() ([]byte, error) {
	if !o.Valid {
		return []byte{}, nil
	}
	text, err := format(o.V)
	return []byte(text), err
}

// UnmarshalText reads what [Optional.UnmarshalCSV] reads.
func (o *Optional[T]) UnmarshalText(text []byte) error { return o.UnmarshalCSV(string(text)) }

// format writes a value as text that [parse] reads.
func format(value any) (string, error) {
	if err := refuse(value); err != nil {
		return "", err
	}
	switch value := value.(type) {
	case time.Time:
		return format(Time{value})
	case encoding.TextMarshaler: // among them netip.Addr
		text, err := value.MarshalText()
		return string(text), err
	case csvMarshaler:
		return value.MarshalCSV()
	}
	v := reflect.ValueOf(value)
	switch {
	case v.Kind() == reflect.String:
		return v.String(), nil
	case v.Kind() == reflect.Bool:
		return strconv.FormatBool(v.Bool()), nil
	case v.CanInt():
		if v.Int() < 0 {
			return "", fmt.Errorf("%d is negative", v.Int())
		}
		return strconv.FormatInt(v.Int(), 10), nil
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10), nil
	case v.CanFloat():
		if math.IsNaN(v.Float()) || math.IsInf(v.Float(), 0) {
			return "", fmt.Errorf("%v is not a number", value)
		}
		return strconv.FormatFloat(v.Float(), 'f', -1, v.Type().Bits()), nil
	}
	return "", fmt.Errorf("a value of type %T has no form as text", value)
}

// parse reads text into p, a pointer to a value.
func parse(text string, p any) (err error) {
	switch p := p.(type) {
	case *time.Time:
		*p, err = parseTime(text)
		return err
	case *netip.Addr:
		if *p, err = netip.ParseAddr(text); err != nil {
			err = fmt.Errorf("%q is not an IP address", text)
		}
		return err
	case csvUnmarshaler:
		return p.UnmarshalCSV(text)
	case encoding.TextUnmarshaler:
		return p.UnmarshalText([]byte(text))
	}
	v := reflect.ValueOf(p).Elem()
	switch {
	case v.Kind() == reflect.String:
		v.SetString(text)
	case v.Kind() == reflect.Bool:
		if text != "true" && text != "false" {
			return fmt.Errorf("%q is neither true nor false", text)
		}
		v.SetBool(text == "true")
	case v.CanInt():
		n, err := parseDigits(text, v.Type().Bits()-1)
		v.SetInt(int64(n))
		return err
	case v.CanUint():
		n, err := parseDigits(text, v.Type().Bits())
		v.SetUint(n)
		return err
	case v.CanFloat():
		n, err := strconv.ParseFloat(text, v.Type().Bits())
		if err != nil || jsonsyntax.NumberLen([]byte(text)) != len(text) {
			return fmt.Errorf("%q is not a number", text)
		}
		v.SetFloat(n)
	default:
		return fmt.Errorf("a value of type %v has no form as text", v.Type())
	}
	return nil
}

// parseDigits reads a number of up to so many bits. Signs, leading zeros and white space are refused.
func parseDigits(text string, bits int) (uint64, error) {
	n, err := strconv.ParseUint(text, 10, bits)
	if err != nil || strconv.FormatUint(n, 10) != text {
		return 0, fmt.Errorf("%q is not a number of decimal digits from 0 to %d", text, uint64(1)<<bits-1)
	}
	return n, nil
}
