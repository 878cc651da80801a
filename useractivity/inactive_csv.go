package useractivity

import (
	_ "embed"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/csvrec"
	"github.com/flowtrail/flowtrail/internal/sample"
)

//go:embed schema/inactive.json
var inactiveSchema []byte

// InactiveCSV is the codec of the report of inactive users, in the form that [Accumulator.Inactive] gives it: see [InactiveUser].
// Its two columns may stand in any order, among others, which are kept in InactiveUser.Extra, and wrong only with
// [flowtrail.Strict]. A header that lacks one of the two or has one twice is a *[flowtrail.HeaderError], which ends the stream.
//
// The report of active users has both columns as well. An input that has any other of its columns is not recognised as the report of
// inactive users, though it can be read as one.
var InactiveCSV = flowtrail.NewCodec(csvrec.New(inactiveReport))

var inactiveReport = csvrec.Document[InactiveUser]{
	Name:   "useractivity.inactive.csv",
	Title:  "Twingate user activity report, inactive users",
	Schema: inactiveSchema,
	Columns: []csvrec.Column[InactiveUser]{
		csvrec.Text("user_email", func(u *InactiveUser) *string { return &u.UserEmail }).MustBeFilled(),
		csvrec.Time("last_access_date", func(u *InactiveUser) *time.Time { return &u.LastAccessDate.Time }),
	},
	Foreign: csvrec.Names(activeReport.Columns),
	Extra:   func(u *InactiveUser) *map[string]string { return &u.Extra },
	Samples: sample.Endless(newCompany, (*company).inactive),
}
