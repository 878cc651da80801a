package flowtrail

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"

	"github.com/flowtrail/flowtrail/internal/text"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// Time is a time of a CSV report, in UTC. The zero Time is an empty cell, which is how reports leave a time out.
//
// It is read as reports have it ("2024-02-20 20:16:05.92 UTC") or as RFC 3339, exactly or not at all. A CSV cell and
// String have the report's layout; JSON and text have RFC 3339 in UTC; a database has its own type. The zero Time is null in JSON and
// in a database.
type Time struct{ time.Time }

// String returns the time as reports have it, or nothing for the zero Time.
func (t Time) String() string {
	cell, err := t.MarshalCSV()
	if err != nil {
		return t.Time.String()
	}
	return cell
}

// MarshalCSV writes the report's layout: two fraction digits, or six or nine where fewer would change the time. It
// returns an error if the year does not have four digits.
func (t Time) MarshalCSV() (string, error) {
	if t.IsZero() {
		return "", nil
	}
	if err := timefmt.Refuse(t.Time); err != nil {
		return "", err
	}
	var cell text.Buffer
	new(timefmt.Printer).Report(&cell, t.Time)
	return string(cell), nil
}

// UnmarshalCSV reads the report's layout or RFC 3339. An empty cell is the zero Time.
func (t *Time) UnmarshalCSV(cell string) error {
	*t = Time{}
	if cell == "" {
		return nil
	}
	at, err := parseTime(cell)
	*t = Time{at}
	return err
}

// AppendText appends what [Time.MarshalText] returns to b.
func (t Time) AppendText(b []byte) ([]byte, error) {
	if t.IsZero() {
		return b, nil
	}
	return t.UTC().AppendText(b)
}

// MarshalText writes RFC 3339 in UTC, or nothing for the zero Time. It returns an error if the year does not have four
// digits.
func (t Time) MarshalText() ([]byte, error) { return t.AppendText([]byte{}) }

// UnmarshalText reads what [Time.UnmarshalCSV] reads.
func (t *Time) UnmarshalText(text []byte) error { return t.UnmarshalCSV(string(text)) }

// MarshalJSON writes a string as [Time.MarshalText] does, or null for the zero Time.
func (t Time) MarshalJSON() ([]byte, error) {
	if t.IsZero() {
		return []byte("null"), nil
	}
	return t.UTC().MarshalJSON()
}

// UnmarshalJSON reads a string as [Time.UnmarshalCSV] does, or null as the zero Time.
func (t *Time) UnmarshalJSON(data []byte) error {
	*t = Time{}
	if string(data) == "null" {
		return nil
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	return t.UnmarshalCSV(text)
}

// Value implements [driver.Valuer]: a [time.Time] in UTC, or NULL for the zero Time.
func (t Time) Value() (driver.Value, error) {
	if t.IsZero() {
		return nil, nil
	}
	return t.UTC(), nil
}

// Scan implements [database/sql.Scanner]: it reads a [time.Time], text as [Time.UnmarshalCSV] does, or NULL as the
// zero Time.
func (t *Time) Scan(src any) error {
	*t = Time{}
	switch src := src.(type) {
	case nil:
		return nil
	case time.Time:
		*t = Time{src.UTC()}
		return nil
	case string:
		return t.UnmarshalCSV(src)
	case []byte:
		return t.UnmarshalCSV(string(src))
	}
	return fmt.Errorf("%v (%T) of the database is not a time", src, src)
}

// parseTime reads a time as reports have it, or RFC 3339.
func parseTime(s string) (time.Time, error) {
	at, ok := timefmt.ParseReport([]byte(s))
	if !ok {
		at, ok = timefmt.ParseISO([]byte(s))
	}
	if !ok {
		return time.Time{}, fmt.Errorf("%q is not a time such as 2024-02-20 20:16:05.92 UTC", s)
	}
	return at, nil
}
