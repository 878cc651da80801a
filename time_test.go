package flowtrail_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
)

func TestTime(t *testing.T) {
	type forms struct {
		JSON, CSV, Text, String string
		SQL                     any
	}
	for _, test := range []struct {
		time flowtrail.Time
		want forms
	}{
		{flowtrail.Time{}, forms{"null", "", "", "", nil}},
		{flowtrail.Time{Time: abroad}, forms{`"2024-02-20T20:16:05.92Z"`, "2024-02-20 20:16:05.92 UTC", "2024-02-20T20:16:05.92Z", "2024-02-20 20:16:05.92 UTC", moment}},
	} {
		var got forms
		object, err1 := json.Marshal(test.time)
		cell, err2 := test.time.MarshalCSV()
		text, err3 := test.time.MarshalText()
		value, err4 := test.time.Value()
		got = forms{string(object), cell, string(text), test.time.String(), value}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", errors.Join(err1, err2, err3, err4), diff)
		}
		want := flowtrail.Time{Time: test.time.UTC()}
		for form, read := range map[string]func(*flowtrail.Time) error{
			"JSON":        func(v *flowtrail.Time) error { return json.Unmarshal(object, v) },
			"CSV":         func(v *flowtrail.Time) error { return v.UnmarshalCSV(cell) },
			"text":        func(v *flowtrail.Time) error { return v.UnmarshalText(text) },
			"SQL":         func(v *flowtrail.Time) error { return v.Scan(value) },
			"text of SQL": func(v *flowtrail.Time) error { return v.Scan([]byte(cell)) },
		} {
			back := flowtrail.Time{Time: time.Unix(1, 0)}
			if err := read(&back); err != nil || back != want {
				t.Errorf("%s: %v, %v", form, back, err)
			}
		}
	}
}

func TestTimeRefuses(t *testing.T) {
	for _, text := range []string{"2024-02-30 20:16:05.92 UTC", "2024-02-20", "20240220", "2024-02-20 20:16:05.92", "1708460165", "0001-01-01T00:00:00Z"} {
		quoted, _ := json.Marshal(text)
		for form, read := range map[string]func(*flowtrail.Time) error{
			"CSV":  func(v *flowtrail.Time) error { return v.UnmarshalCSV(text) },
			"text": func(v *flowtrail.Time) error { return v.UnmarshalText([]byte(text)) },
			"JSON": func(v *flowtrail.Time) error { return json.Unmarshal(quoted, v) },
			"SQL":  func(v *flowtrail.Time) error { return v.Scan(text) },
		} {
			got := flowtrail.Time{Time: moment}
			if err := read(&got); err == nil || !got.IsZero() {
				t.Errorf("%s: %q was read as %v, %v", form, text, got, err)
			}
		}
	}
	var got flowtrail.Time
	if json.Unmarshal([]byte("1"), &got) == nil || got.Scan(int64(1)) == nil {
		t.Error("a number became a time")
	}
	late := flowtrail.Time{Time: time.Date(12345, 1, 1, 0, 0, 0, 0, time.UTC)}
	_, err1 := late.MarshalCSV()
	_, err2 := late.MarshalText()
	_, err3 := late.MarshalJSON()
	if err1 == nil || err2 == nil || err3 == nil {
		t.Error("a year of five digits was written")
	}
}
