package useractivity_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

const day = 24 * time.Hour

// rosterOf returns a roster of users with these emails.
func rosterOf(emails ...string) *useractivity.Roster {
	roster := new(useractivity.Roster)
	for _, email := range emails {
		roster.Add(email)
	}
	return roster
}

// inactive returns the users on a roster who were inactive at a time, each as a row of the report.
func inactive(t testing.TB, acc *useractivity.Accumulator, roster *useractivity.Roster, asOf time.Time) []string {
	t.Helper()
	var rows []string
	for u, err := range acc.Inactive(roster, asOf) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, u.UserEmail+","+u.LastAccessDate.String())
	}
	return rows
}

func TestInactive(t *testing.T) {
	asOf := noon.Add(100 * day)
	acc := accumulate(
		closed("old@x.com"),
		closed("old@x.com", at(noon.Add(-day))),
		closed("before@x.com", at(asOf.Add(-90*day-1))),
		closed("begin@x.com", at(asOf.Add(-90*day))),
		closed("end@x.com", at(asOf.Add(-1))),
		closed("back@x.com"), closed("back@x.com", at(asOf.Add(-day))),
		closed("failed@x.com"), closed("failed@x.com", at(asOf.Add(-day)), status(networkevent.StatusDeniedAccess, "")),
		closed("onlyfailed@x.com", at(asOf.Add(-day)), status(networkevent.StatusFailedToConnect, "timeout")),
		closed("open@x.com", at(asOf.Add(-day)), status(networkevent.StatusEstablishedConnection, "")),
		closed("stranger@x.com"),
	)
	roster := rosterOf("open@x.com", "never@x.com", "old@x.com", "before@x.com", "begin@x.com", "end@x.com", "back@x.com", "failed@x.com",
		"onlyfailed@x.com")
	diff(t, "inactive", inactive(t, acc, roster, asOf), []string{
		"before@x.com,2025-08-04 11:59:59.999999999 UTC",
		"failed@x.com,2025-07-25 12:00:00.00 UTC",
		"never@x.com,",
		"old@x.com,2025-07-25 12:00:00.00 UTC",
		"onlyfailed@x.com,",
		"open@x.com,",
	})
	if rows := inactive(t, acc, rosterOf(), asOf); rows != nil {
		t.Errorf("%v are inactive, but not on the roster", rows)
	}
	diff(t, "without connections", inactive(t, accumulate(), rosterOf("b@x.com", "a@x.com"), asOf), []string{"a@x.com,", "b@x.com,"})
	for u := range acc.Inactive(roster, asOf) {
		if u.UserEmail != "before@x.com" {
			t.Errorf("got %s after break", u.UserEmail)
		}
		break
	}
}

// TestInactiveSpellings checks that an email in other letters, or with white space around it, is that of the same user.
func TestInactiveSpellings(t *testing.T) {
	asOf := noon.Add(91 * day)
	acc := accumulate(closed("ada@x.com", at(asOf.Add(-day))), closed("Ada@X.com"), closed("BOB@x.com"), closed("bob@x.com", at(noon.Add(-day))),
		closed("müller@x.com", at(asOf.Add(-day))))
	roster := rosterOf("ADA@x.com", "bob@x.com", " Bob@x.com\t", "MÜLLER@x.com", "", " ")
	diff(t, "inactive", inactive(t, acc, roster, asOf), []string{"Bob@x.com,2025-07-25 12:00:00.00 UTC"})
}

func TestInactiveWindows(t *testing.T) {
	asOf := noon.Add(100 * day)
	since := asOf.Add(-90 * day)
	events := []*networkevent.Event{
		closed("old@x.com"), closed("new@x.com", at(since)), closed("late@x.com", at(asOf)), closed("old@x.com", at(asOf)),
	}
	for _, test := range []struct {
		from, to, asOf time.Time
		want           []string // nil for ErrWindow
	}{
		{forever, asOf, asOf, []string{"late@x.com,", "old@x.com,2025-07-25 12:00:00.00 UTC"}},
		{noon, asOf, asOf, []string{"late@x.com,", "old@x.com,2025-07-25 12:00:00.00 UTC"}},
		{since, asOf, asOf, []string{"late@x.com,", "old@x.com,"}}, // older ones are not known
		{since.Add(1), asOf, asOf, nil},
		{forever, asOf.Add(-1), asOf, nil},
		{forever, forever, asOf, nil}, // the old user's last access before asOf is not known any more
		{forever, asOf.Add(1), asOf, nil},
		{forever, forever, asOf.Add(1), []string{"new@x.com,2025-08-04 12:00:00.00 UTC"}},
		{forever, asOf.Add(1), asOf.Add(1), []string{"new@x.com,2025-08-04 12:00:00.00 UTC"}},
		{forever, asOf, asOf.Add(-1), []string{"late@x.com,", "old@x.com,2025-07-25 12:00:00.00 UTC"}}, // nothing ended in between
		{forever, forever, forever, nil},
	} {
		var acc useractivity.Accumulator
		if err := acc.Within(test.from, test.to); err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			acc.Add(e)
		}
		rows := []string{}
		var err error
		for u, e := range acc.Inactive(rosterOf("old@x.com", "new@x.com", "late@x.com"), test.asOf) {
			if err = e; err == nil {
				rows = append(rows, u.UserEmail+","+u.LastAccessDate.String())
			}
		}
		what := fmt.Sprintf("[%v, %v) as of %v", test.from, test.to, test.asOf)
		if test.want == nil {
			if !errors.Is(err, useractivity.ErrWindow) || len(rows) > 0 {
				t.Errorf("%s: %q, %v, want ErrWindow", what, rows, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
		diff(t, what, rows, test.want)
	}
}

// TestInactiveLikeNaive deals random events out to several accumulators, some shipped in binary form, and compares what they know
// together with a search through all events.
func TestInactiveLikeNaive(t *testing.T) {
	roster := rosterOf("nobody@x.com", "USER1@x.com")
	for i := range 10 {
		roster.Add(fmt.Sprintf("user%d@x.com", i))
	}
	for seed := range uint64(20) {
		rnd := rand.New(rand.NewPCG(seed, 3))
		events := randomEvents(rnd, rnd.IntN(100))
		for _, e := range events {
			e.Time = e.Time.Add(time.Duration(rnd.IntN(200)) * day)
		}
		asOf := noon.Add(time.Duration(100+rnd.IntN(100)) * day)
		parts := make([]useractivity.Accumulator, 3)
		for i := range parts {
			if err := parts[i].Within(forever, asOf); err != nil {
				t.Fatal(err)
			}
		}
		for _, e := range events {
			parts[rnd.IntN(len(parts))].Add(e)
		}
		for i := range parts[1:] {
			if err := parts[0].Merge(shipped(t, &parts[1+i])); err != nil {
				t.Fatal(err)
			}
		}
		diff(t, fmt.Sprintf("seed %d", seed), inactive(t, &parts[0], roster, asOf), naiveInactive(events, roster, asOf))
	}
}

func naiveInactive(events []*networkevent.Event, roster *useractivity.Roster, asOf time.Time) (rows []string) {
	for email := range roster.Emails() {
		var last flowtrail.Time
		for _, e := range events {
			if strings.EqualFold(e.User.Email, email) && e.ServiceAccount.ID == "" && e.Status == networkevent.StatusClosedConnection &&
				e.Time.Before(asOf) && e.Time.After(last.Time) {
				last.Time = e.Time
			}
		}
		if last.Before(asOf.Add(-90 * day)) {
			rows = append(rows, email+","+last.String())
		}
	}
	return rows
}

func TestSpan(t *testing.T) {
	if first, last := accumulate().Span(); !first.IsZero() || !last.IsZero() {
		t.Errorf("nothing ended from %v to %v", first, last)
	}
	first, last := accumulate(closed("a@x.com"), closed("a@x.com", at(noon.Add(day))), closed("b@x.com", at(noon.Add(-day)), status(networkevent.StatusDeniedAccess, ""))).Span()
	diff(t, "span", []time.Time{first, last}, []time.Time{noon.Add(-day), noon.Add(day)})
}

func TestInactiveUserJSON(t *testing.T) {
	users := []useractivity.InactiveUser{
		{UserEmail: "<a>@x.com", LastAccessDate: flowtrail.Time{Time: noon}},
		{UserEmail: "b@x.com", Extra: map[string]string{"team": "sales"}},
	}
	text, err := json.Marshal(users)
	if err != nil {
		t.Fatal(err)
	}
	diff(t, "JSON", string(text), `[{"user_email":"\u003ca\u003e@x.com","last_access_date":"2025-07-25 12:00:00.00 UTC"},{"user_email":"b@x.com","last_access_date":null}]`)
	var back []useractivity.InactiveUser
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	users[1].Extra = nil
	diff(t, "read back", back, users)
	users[0].LastAccessDate.Time = noon.AddDate(10_000, 0, 0)
	if text, err := json.Marshal(users); err == nil {
		t.Errorf("wrote %s", text)
	}
}

// TestTwoReports checks that neither report is taken for the other, whatever stands beside its columns.
func TestTwoReports(t *testing.T) {
	active, err := os.ReadFile("../testdata/valid/useractivity.csv/active-users.csv")
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := strings.Cut(string(active), "\n")
	columns := strings.Split(line, ",")
	reversed := slices.Clone(columns)
	slices.Reverse(reversed)
	for header, want := range map[string]flowtrail.Document{
		line:                                  useractivity.CSV,
		strings.Join(reversed, ","):           useractivity.CSV,
		strings.Join(columns[:14], ","):       useractivity.CSV, // which then lacks a column
		"user_email,last_access_date":         useractivity.InactiveCSV,
		`"last_access_date","user_email"`:     useractivity.InactiveCSV,
		"team,user_email,last_access_date,id": useractivity.InactiveCSV,
		strings.Join(columns[:3], ","):        nil,
		"user_email,team":                     nil,
		"user_email":                          nil,
		"email,last_access_date":              nil,
	} {
		var found []flowtrail.Document
		for _, doc := range documents.All() {
			if doc.Detect([]byte(header + "\n")) {
				found = append(found, doc)
			}
		}
		if want == nil && len(found) > 0 || want != nil && (len(found) != 1 || found[0] != want) {
			t.Errorf("%s: %v, want %v", header, found, want)
		}
	}
}
