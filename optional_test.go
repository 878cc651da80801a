package flowtrail_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"errors"
	"math"
	"net/netip"
	"testing"
	"time"

	"github.com/gocarina/gocsv"
	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

// optional is what an Optional of any type can do.
type optional interface {
	sql.Scanner
	json.Unmarshaler
	encoding.TextUnmarshaler
	gocsv.TypeUnmarshaller
	optionalValue
}

type optionalValue interface {
	driver.Valuer
	json.Marshaler
	encoding.TextMarshaler
	gocsv.TypeMarshaller
	IsZero() bool
	String() string
}

// moment is in another time zone, but the same time.
var (
	moment = time.Date(2024, 2, 20, 20, 16, 5, 920e6, time.UTC)
	abroad = moment.In(time.FixedZone("", 3600))
)

type point struct{ Lat, Lon float64 }

// TestOptionalForms writes values in all forms and reads them back.
func TestOptionalForms(t *testing.T) {
	for _, test := range []struct {
		name       string
		value      optionalValue
		read       optional // a variable of the same type that holds something else
		json, cell string
		sql        driver.Value
	}{
		{"string", flowtrail.Some("a <b>"), held("x"), `"a \u003cb\u003e"`, "a <b>", "a <b>"},
		{"word", flowtrail.Some(networkevent.ProtocolTCP), held(networkevent.ProtocolUDP), `"tcp"`, "tcp", "tcp"},
		{"true", flowtrail.Some(true), held(false), `true`, "true", true},
		{"false", flowtrail.Some(false), held(true), `false`, "false", false},
		{"int", flowtrail.Some(7), held(1), `7`, "7", int64(7)},
		{"int32", flowtrail.Some(int32(math.MaxInt32)), held(int32(1)), `2147483647`, "2147483647", int64(math.MaxInt32)},
		{"zero", flowtrail.Some(int64(0)), held(int64(1)), `0`, "0", int64(0)},
		{"int64", flowtrail.Some(int64(math.MaxInt64)), held(int64(1)), `9223372036854775807`, "9223372036854775807", int64(math.MaxInt64)},
		{"port", flowtrail.Some(uint16(443)), held(uint16(1)), `443`, "443", int64(443)},
		{"port zero", flowtrail.Some(uint16(0)), held(uint16(1)), `0`, "0", int64(0)},
		{"float", flowtrail.Some(-100.04), held(1.0), `-100.04`, "-100.04", -100.04},
		{"address", flowtrail.Some(netip.MustParseAddr("2001:db8::1")), held(netip.IPv4Unspecified()), `"2001:db8::1"`, "2001:db8::1", "2001:db8::1"},
		{"report time", flowtrail.Some(flowtrail.Time{Time: moment}), held(flowtrail.Time{Time: moment.Add(1)}), `"2024-02-20T20:16:05.92Z"`, "2024-02-20 20:16:05.92 UTC", moment},
		{"percent", flowtrail.Some(useractivity.Percent(3333)), held(useractivity.Percent(1)), `33.33`, "33.33", int64(3333)},
	} {
		t.Run(test.name, func(t *testing.T) {
			same := func(what string, want, got any, err error) {
				t.Helper()
				if diff := cmp.Diff(want, got, netipComparer); err != nil || diff != "" {
					t.Errorf("%s: %v (-want +got):\n%s", what, err, diff)
				}
			}
			reads := func(what string, err error) {
				t.Helper()
				got, _ := test.read.Value()
				same(what, test.sql, got, err)
				if test.read.IsZero() {
					t.Errorf("%s: it is absent", what)
				}
			}
			text, err := test.value.MarshalJSON()
			same("JSON", test.json, string(text), err)
			reads("from JSON", test.read.UnmarshalJSON(text))
			cell, err := test.value.MarshalCSV()
			same("CSV", test.cell, cell, err)
			reads("from CSV", test.read.UnmarshalCSV(cell))
			text, err = test.value.MarshalText()
			if test.name != "report time" { // RFC 3339
				same("text", test.cell, string(text), err)
			}
			reads("from text", test.read.UnmarshalText(text))
			value, err := test.value.Value()
			same("SQL", test.sql, value, err)
			reads("from SQL", test.read.Scan(value))
			reads("from text of SQL", test.read.Scan([]byte(test.cell)))

			for what, err := range map[string]error{
				"JSON": test.read.UnmarshalJSON([]byte("null")), "CSV": test.read.UnmarshalCSV(""),
				"text": test.read.UnmarshalText(nil), "SQL": test.read.Scan(nil),
			} {
				if err != nil || !test.read.IsZero() {
					t.Errorf("%s: absent is %v, %v", what, test.read, err)
				}
			}
			text, err = test.read.MarshalJSON()
			same("absent JSON", "null", string(text), err)
			cell, err = test.read.MarshalCSV()
			same("absent CSV", "", cell, err)
			value, err = test.read.Value()
			same("absent SQL", nil, value, err)
			same("absent string", "", test.read.String(), nil)
		})
	}
}

func held[T any](v T) *flowtrail.Optional[T] {
	o := flowtrail.Some(v)
	return &o
}

// TestOptionalTime checks that times are in UTC, in cells as reports have them.
func TestOptionalTime(t *testing.T) {
	want := flowtrail.Some(moment)
	o := flowtrail.Some(abroad)
	cell, err1 := o.MarshalCSV()
	text, err2 := o.MarshalText()
	value, err3 := o.Value()
	if diff := cmp.Diff([]any{"2024-02-20 20:16:05.92 UTC", "2024-02-20T20:16:05.92Z", moment}, []any{cell, string(text), value}); diff != "" {
		t.Errorf("%v (-want +got):\n%s", errors.Join(err1, err2, err3), diff)
	}
	for form, read := range map[string]func() error{
		"CSV":  func() error { return o.UnmarshalCSV(cell) },
		"text": func() error { return o.UnmarshalText([]byte("2024-02-20T21:16:05.92+01:00")) },
		"JSON": func() error { return o.UnmarshalJSON([]byte(`"2024-02-20T21:16:05.92+01:00"`)) },
		"SQL":  func() error { return o.Scan(abroad) },
	} {
		if o = (flowtrail.Optional[time.Time]{}); read() != nil || o != want {
			t.Errorf("%s: %#v", form, o)
		}
	}
}

// TestOptionalEmpties checks where what is there but empty can be told from what is absent.
func TestOptionalEmpties(t *testing.T) {
	type record struct {
		Text flowtrail.Optional[string]     `json:"text"`
		Addr flowtrail.Optional[netip.Addr] `json:"addr,omitzero"`
	}
	for text, want := range map[string]record{
		`{"text":null}`:         {},
		`{"text":"","addr":""}`: {flowtrail.Some(""), flowtrail.Some(netip.Addr{})},
	} {
		var got record
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
		if again, err := json.Marshal(got); err != nil || string(again) != text {
			t.Errorf("%s was written as %s, %v", text, again, err)
		}
		var back record
		for value, read := range map[driver.Valuer]sql.Scanner{got.Text: &back.Text, got.Addr: &back.Addr} {
			v, err := value.Value()
			if err := errors.Join(err, read.Scan(v)); err != nil {
				t.Error(err)
			}
		}
		if back != want {
			t.Errorf("%s became %+v in a database", text, back)
		}
	}
}

// TestOptionalEmptyCells checks that what is empty as text is never text that cannot be read.
func TestOptionalEmptyCells(t *testing.T) {
	for _, o := range []optionalValue{flowtrail.Some(""), flowtrail.Some(netip.Addr{}), flowtrail.Some(time.Time{})} {
		cell, err1 := o.MarshalCSV()
		text, err2 := o.MarshalText()
		if cell != "" || len(text) > 0 || err1 != nil || err2 != nil {
			t.Errorf("%#v is the cell %q and the text %q, %v, %v", o, cell, text, err1, err2)
		}
	}
}

func TestOptionalStruct(t *testing.T) {
	var got flowtrail.Optional[point]
	want := flowtrail.Some(point{Lat: 39.84})
	if err := got.UnmarshalJSON([]byte(`{"Lat":39.84}`)); err != nil || got != want {
		t.Error(got, err)
	}
	if err := got.UnmarshalJSON([]byte(`{"Lat":1,"Lat":2}`)); err == nil || got.Valid {
		t.Errorf("a member that is there twice was read as %v", got)
	}
	_, err := want.MarshalCSV()
	_, err2 := want.Value()
	if err == nil || err2 == nil || got.UnmarshalCSV("x") == nil || got.Scan("x") == nil {
		t.Error("a struct became text")
	}
}

// TestOptionalRefuses checks that what a type cannot hold is an error and leaves no value.
func TestOptionalRefuses(t *testing.T) {
	digits := []string{"010", "-1", "+1", " 1", "1 ", "0x1F", "1.9", "1e1", "1_0", "-0", "١", "x"}
	for name, test := range map[string]struct {
		read  func() optional
		cells []string
		texts []string // JSON
		rows  []any
	}{
		"port":    {func() optional { return held(uint16(1)) }, append(digits, "65536", "70000"), []string{"65536", "-1", "1.5", `"1"`, "true", "[]"}, []any{int64(65536), int64(-1), 1.0, "70000", "", true, moment}},
		"count":   {func() optional { return held(int64(1)) }, append(digits, "9223372036854775808"), []string{"9223372036854775808", "1.5", `"1"`}, []any{"+1", "-01", "1.0", 1.5, ""}},
		"int32":   {func() optional { return held(int32(1)) }, append(digits, "2147483648"), []string{"2147483648"}, []any{int64(math.MinInt64), "-2147483649"}},
		"float":   {func() optional { return held(1.5) }, []string{"01", "+1", ".5", "1.", "NaN", "Inf", "0x1p4", "1_0", " 1", "1e999"}, []string{"1e999", `"1"`}, []any{"NaN", int64(1<<53 + 1), true}},
		"bool":    {func() optional { return held(true) }, []string{"TRUE", "1", "yes", " true"}, []string{"1", `"true"`}, []any{int64(2), "t", 1.0}},
		"address": {func() optional { return held(netip.IPv4Unspecified()) }, []string{"+1.2.3.4", "01.2.3.4", "1.2.3", "fe80::1%eth0", "x"}, []string{`"fe80::1%eth0"`, `"x"`, "1"}, []any{int64(1), "fe80::1%eth0"}},
		"time":    {func() optional { return held(moment) }, []string{"2024-02-30 20:16:05.92 UTC", "20060201", "2024-02-20"}, []string{`"2024-02-20"`, "1", `""`}, []any{int64(1), "2024-02-20", ""}},
		"string":  {func() optional { return held("x") }, []string{"a\xff"}, []string{"\"a\xff\"", `"\ud800"`, "1"}, []any{"a\xff", int64(1), moment}},
	} {
		check := func(form string, v any, read func(optional) error) {
			o := test.read()
			if err := read(o); err == nil || !o.IsZero() {
				t.Errorf("%s: %s %q was read as %v, %v", name, form, v, o, err)
			}
		}
		for _, cell := range test.cells {
			check("cell", cell, func(o optional) error { return o.UnmarshalCSV(cell) })
			check("text", cell, func(o optional) error { return o.UnmarshalText([]byte(cell)) })
		}
		for _, text := range test.texts {
			check("JSON", text, func(o optional) error { return o.UnmarshalJSON([]byte(text)) })
		}
		for _, v := range test.rows {
			check("SQL", v, func(o optional) error { return o.Scan(v) })
		}
	}
	if o := held(int64(1)); o.Scan("-5") != nil || *o != flowtrail.Some(int64(-5)) {
		t.Errorf("-5 of a database is %v", *o)
	}
	if o := held(false); o.Scan(int64(1)) != nil || *o != flowtrail.Some(true) {
		t.Errorf("1 of a database is %v", *o)
	}
}

// TestOptionalRefusesToWrite checks that nothing is written that would not be read back as it is.
func TestOptionalRefusesToWrite(t *testing.T) {
	everywhere := func(o optionalValue) []error {
		_, cell := o.MarshalCSV()
		_, text := o.MarshalText()
		_, object := o.MarshalJSON()
		return []error{cell, text, object}
	}
	for name, o := range map[string]optionalValue{
		"UTF-8": flowtrail.Some("\xff"),
		"word":  flowtrail.Some(networkevent.Protocol("\xff")),
		"zone":  flowtrail.Some(netip.MustParseAddr("fe80::1%eth0")),
		"NaN":   flowtrail.Some(math.NaN()),
		"year":  flowtrail.Some(time.Date(12345, 1, 1, 0, 0, 0, 0, time.UTC)),
	} {
		for _, err := range everywhere(o) {
			if err == nil {
				t.Errorf("%s: %v was written", name, o)
			}
		}
	}
	if cell, err := flowtrail.Some(-1).MarshalCSV(); err == nil {
		t.Errorf("a count below zero was written as %s", cell)
	}
	if v, err := flowtrail.Some(uint64(math.MaxUint64)).Value(); err == nil {
		t.Errorf("%v was written", v)
	}
}

func TestOptionalAccess(t *testing.T) {
	var none flowtrail.Optional[int]
	some := flowtrail.Some(0)
	if v, ok := some.Get(); v != 0 || !ok || some.Or(7) != 0 || some.String() != "0" {
		t.Errorf("some is %v, %v", v, ok)
	}
	if v, ok := none.Get(); v != 0 || ok || none.Or(7) != 7 {
		t.Errorf("none is %v, %v", v, ok)
	}
}
