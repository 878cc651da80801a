package timefmt

import (
	"time"

	"github.com/flowtrail/flowtrail/internal/text"
)

// A Layout is a way in which documents write times.
type Layout struct {
	Format string // the format by which a schema asks for it

	Parse  func([]byte) (time.Time, bool)
	Recent func(*Hour, []byte) (time.Time, int)    // reads a time in the hour of an earlier one; 0 if it is not
	Append func(*Printer, *text.Buffer, time.Time) // writes a time without changing it
}

// The layouts of the documents.
var (
	RFC3339 = Layout{"date-time", ParseISO, (*Hour).ISO, (*Printer).ISO}                // 2025-07-25T18:19:41.236597+00:00
	Minute  = Layout{"date-time-minute", ParseMinute, (*Hour).Minute, (*Printer).Older} // 2021-08-15T14:30Z
	Proto   = Layout{"date-time", ParseISO, (*Hour).ISO, (*Printer).Proto}              // 2021-06-23T15:17:02Z, with 0, 3, 6 or 9 fraction digits
	Report  = Layout{"report-time", ParseReport, (*Hour).Report, (*Printer).Report}     // 2024-02-20 20:16:05.92 UTC
)
