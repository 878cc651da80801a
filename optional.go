package flowtrail

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"reflect"
	"time"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/text"
)

// An Optional is a value that a record may lack. Absent, empty and zero stay apart: the zero Optional is absent, Some("") and
// Some(0) are not. It is comparable if T is, and has the fields of [database/sql.Null].
//
// A struct with Optional fields can be marshalled to JSON, to CSV by github.com/gocarina/gocsv and to text, and be scanned from a
// database. An absent value is null in JSON, NULL in a database, and empty in a cell of a CSV and in text. In cells and in text, an empty
// string, the zero [netip.Addr] and the zero [time.Time] look the same as an absent value, and are read as absent.
//
// T is a string, a boolean, an integer, a float, a [netip.Addr], a [time.Time], or a type that has the methods of gocsv or of
// package encoding for itself. Any other T, such as a struct, has a form in JSON only. In cells and in text, integers are decimal
// digits without a sign or a leading zero, floats are numbers as in JSON, booleans are true and false, and times are as [Time] has
// them. A value that T cannot hold is an error, and so is one that could not be read back: text that is not UTF-8, an address with a
// zone, or a year that does not have four digits.
type Optional[T any] struct {
	V     T    // the value; the zero value when absent
	Valid bool // there is a value
}

// Some returns the Optional that holds v.
func Some[T any](v T) Optional[T] { return Optional[T]{V: v, Valid: true} }

// Get returns the value and whether there is one.
func (o Optional[T]) Get() (T, bool) { return o.V, o.Valid }

// Or returns the value, or def if there is none.
func (o Optional[T]) Or(def T) T {
	if o.Valid {
		return o.V
	}
	return def
}

// IsZero reports whether there is no value: encoding/json leaves such a field out if it is tagged omitzero.
func (o Optional[T]) IsZero() bool { return !o.Valid }

// String returns the value as [fmt.Sprint] does, or nothing if there is none.
func (o Optional[T]) String() string {
	if !o.Valid {
		return ""
	}
	return fmt.Sprint(o.V)
}

// MarshalJSON writes null or the value.
func (o Optional[T]) MarshalJSON() ([]byte, error) {
	if !o.Valid {
		return []byte("null"), nil
	}
	if err := refuse(o.V); err != nil {
		return nil, err
	}
	if t, ok := any(o.V).(time.Time); ok {
		return t.UTC().MarshalJSON()
	}
	return json.Marshal(&o.V)
}

// UnmarshalJSON reads null, or a value of T as encoding/json does: "5" is a string, not the number 5. Text that is not UTF-8, and an
// object that has a member twice, are errors as well.
func (o *Optional[T]) UnmarshalJSON(data []byte) error {
	*o = Optional[T]{}
	if string(data) == "null" {
		return nil
	}
	const depth = 64
	if _, problems := jsonsyntax.Parse(data, depth, 1); len(problems) > 0 {
		return fmt.Errorf("%s: %s", problems[0].Rule, problems[0].Message)
	}
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	return o.set(v)
}

// set makes v the value, unless it could not be written.
func (o *Optional[T]) set(v T) error {
	if err := refuse(v); err != nil {
		return err
	}
	if t, ok := any(&v).(*time.Time); ok {
		*t = t.UTC()
	}
	*o = Some(v)
	return nil
}

// refuse returns an error if v would be written as something else, or as what is not read back.
func refuse(v any) error {
	if addr, ok := v.(netip.Addr); ok {
		return text.RefuseAddr(addr)
	}
	if s := reflect.ValueOf(v); s.Kind() == reflect.String && !utf8.ValidString(s.String()) {
		return fmt.Errorf("%q is not UTF-8", s.String())
	}
	return nil
}
