package useractivity

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/csvrec"
	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/input"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// mostHeader is how much of a CSV is looked at to find the column of emails.
const mostHeader = 64 << 10

// rosterCodecs read the emails of a CSV, by the names of the column that has them. The first one that finds its column is used.
var rosterCodecs = []*flowtrail.Codec[listed]{listedIn("user_email"), listedIn("email")}

var errNoEmails = errors.New("the first line is not a header with a column user_email or email")

// listed is a user in a CSV. Whatever else the CSV says of users is not read.
type listed struct{ email listedEmail }

type listedEmail string

func listedIn(column string) *flowtrail.Codec[listed] {
	return flowtrail.NewCodec(csvrec.New(csvrec.Document[listed]{
		Name: "roster." + column + ".csv",
		Schema: fmt.Appendf(nil, `{"type": "object", "required": [%q], "properties": {%[1]q: `+
			`{"type": "string", "format": "filled", "errorMessage": "is no email"}}}`, column),
		Formats: []validator.Format{{Name: "filled", Valid: func(cell string) bool { return new(listedEmail).UnmarshalCSV(cell) == nil }}},
		Columns: []csvrec.Column[listed]{
			csvrec.Hook(column, declare.Value{Kind: declare.Text}, func(u *listed) *listedEmail { return &u.email }, (*listedEmail).UnmarshalCSV, listedEmail.append),
		},
	}))
}

func (e *listedEmail) UnmarshalCSV(cell string) error {
	*e = listedEmail(strings.Clone(strings.TrimSpace(cell))) // the cell is part of a buffer
	if *e == "" {
		return errors.New("is no email")
	}
	return nil
}

func (e listedEmail) append(row *csvrec.RowBuffer) error { return row.Text(string(e)) }

// ReadRoster returns the emails in a CSV, without the white space around them: the cells of the column user_email or, if there is
// none, of the column email. What other columns hold, and where they stand, does not matter, so that a report of either kind will do, and
// so will the export of another system. The CSV is read as a [flowtrail.Reader] reads it, with its options.
//
// In place of a row that is wrong, such as one whose email is blank or that has more cells than the header, the sequence yields ""
// and a *[flowtrail.RecordError], and goes on. Any other error ends it: a *[flowtrail.HeaderError], if the header has the column
// twice, or a *[flowtrail.StreamError], if there is no such column, cells are not separated by commas, or reading fails. An
// empty input yields nothing.
func ReadRoster(csv io.Reader, opts ...flowtrail.Option) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		reader, err := newRosterReader(csv, opts)
		if err != nil {
			yield("", err)
			return
		}
		var user listed
		for err := range reader.Into(&user) {
			if err != nil {
				user.email = ""
			}
			if !yield(string(user.email), err) {
				return
			}
		}
	}
}

// newRosterReader returns the reader for the CSV, by what it begins with.
func newRosterReader(csv io.Reader, opts []flowtrail.Option) (*flowtrail.Reader[listed], error) {
	if csv == nil {
		return rosterCodecs[0].NewReader(nil, opts...), nil // which says so
	}
	if named, ok := csv.(interface{ Name() string }); ok {
		opts = append([]flowtrail.Option{flowtrail.FileName(named.Name())}, opts...)
	}
	head, err := io.ReadAll(io.LimitReader(csv, mostHeader))
	if err != nil {
		csv = failing{err}
	}
	text := io.MultiReader(bytes.NewReader(head), csv)
	if codec := rosterCodec(head); codec != nil {
		return codec.NewReader(text, opts...), nil
	}
	reader := rosterCodecs[0].NewReader(text, opts...)
	if hasText(head) {
		return nil, &flowtrail.StreamError{Position: reader.Pos(), Err: errNoEmails}
	}
	return reader, nil // it is empty, or cannot be read
}

// hasText reports whether an input that begins with head can be read, and has more than empty lines.
func hasText(head []byte) bool {
	in, err := input.Open(bytes.NewReader(head), input.Gunzip)
	if err != nil {
		return false
	}
	text, _ := io.ReadAll(io.LimitReader(in, mostHeader)) // head ends anywhere
	return len(bytes.Trim(text, "\r\n")) > 0
}

// failing is a reader that fails.
type failing struct{ error }

func (f failing) Read([]byte) (int, error) { return 0, f.error }

// rosterCodec returns the codec for a CSV that begins with head, or nil if that has no column of emails.
func rosterCodec(head []byte) *flowtrail.Codec[listed] {
	for _, codec := range rosterCodecs {
		if codec.Detect(head) {
			return codec
		}
	}
	for _, codec := range rosterCodecs {
		if codec.Explain(head) != "" { // it has the column, but cannot be read
			return codec
		}
	}
	return nil
}

// ReadCSV adds all users in a CSV: see [ReadRoster]. Rows that are wrong are passed over and reported at the end, as by
// [Accumulator.AddEvents].
func (r *Roster) ReadCSV(csv io.Reader, opts ...flowtrail.Option) error {
	return addAll(ReadRoster(csv, opts...), r.Add)
}
