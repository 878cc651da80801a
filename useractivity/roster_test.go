package useractivity_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

func zipped(text string) string {
	var out bytes.Buffer
	zw := gzip.NewWriter(&out)
	io.WriteString(zw, text)
	zw.Close()
	return out.String()
}

// emailsIn returns the emails in a CSV, and the text of each error.
func emailsIn(csv io.Reader) (list, problems []string) {
	for email, err := range useractivity.ReadRoster(csv, flowtrail.FileName("users.csv")) {
		if err != nil {
			problems = append(problems, err.Error())
			continue
		}
		list = append(list, email)
	}
	return list, problems
}

func TestReadRoster(t *testing.T) {
	const noColumn = "users.csv:1:1: the first line is not a header with a column user_email or email"
	for _, test := range []struct {
		csv      string
		emails   string // joined by spaces
		problems string // joined by newlines
	}{
		{"email\nada@x.com\nbob@x.com\n", "ada@x.com bob@x.com", ""},
		{"user_email\nada@x.com", "ada@x.com", ""},
		{"name,email,team\nAda,ada@x.com,\"sales, east\"\n\"Bob\n\"\"B.\"\"\",bob@x.com,\n", "ada@x.com bob@x.com", ""},
		{"email,user_email\nother@x.com,ada@x.com\n", "ada@x.com", ""},
		{"\ufeff\"email\"\r\n\"ada@x.com\"\r\n\r\n\"bob@x.com\"\r\n", "ada@x.com bob@x.com", ""},
		{"\n\nuser_email\n ada@x.com \n", "ada@x.com", ""},
		{"email\nada@x.com\nAda@x.com\n", "ada@x.com Ada@x.com", ""},
		{"user_email,last_access_date\nada@x.com,\n", "ada@x.com", ""},
		{"email\n", "", ""},
		{"", "", ""},
		{"\ufeff\r\n\n", "", ""},
		{" \n", "", noColumn},
		{zipped("email\nada@x.com\n"), "ada@x.com", ""},
		{"name,email\nAda,\nBob,\" \"\nCid,cid@x.com\n", "cid@x.com",
			"users.csv:2:5: /email: \"\" is no email\nusers.csv:3:5: /email: \" \" is no email"},
		{"name,email\nada@x.com\nbob,bob@x.com\na,b,c\n", "bob@x.com",
			"users.csv:2:1: the row has 1 cell, the header 2\nusers.csv:4:5: the row has 3 cells, the header 2"},
		{"email\nada\xff@x.com\nbob@x.com\n", "bob@x.com", "users.csv:2:1: /email: \"ada\\xff@x.com\" is not UTF-8"},
		{"email\n\"ada@x.com\nbob@x.com\n", "bob@x.com", "users.csv:2:1: /email: the quote is not closed"},
		{"email,name,email\nada@x.com,Ada,ada@x.com\n", "", "users.csv:1:12: /email: the header has this column twice; the first one is read"},
		{"email;name\nada@x.com;Ada\n", "", "users.csv:1:1: the header cannot be read: the columns are separated by semicolons, not by commas"},
		{"name\temail\nAda\tada@x.com\n", "", "users.csv:1:1: the header cannot be read: the columns are separated by tabs, not by commas"},
		{"Name,Email\nAda,ada@x.com\n", "", "users.csv:1:1: the header cannot be read: the names differ in case, white space or quotes from those of the columns"},
		{"All users\n\nemail,name\nada@x.com,Ada\n", "", "users.csv:1:1: the header cannot be read: the first line is a title; the header follows in line 3"},
		{"ada@x.com\nbob@x.com\n", "", noColumn},
		{"name,mail\nAda,ada@x.com\n", "", noColumn},
		{`{"email":"ada@x.com"}`, "", noColumn},
		{zipped("name,mail\n"), "", noColumn},
		{"\xff\xfee\x00m\x00", "", "users.csv:1:1: the input is UTF-16; convert it to UTF-8 first"},
	} {
		for name, r := range map[string]io.Reader{
			"whole": strings.NewReader(test.csv), "in pieces": iotest.OneByteReader(strings.NewReader(test.csv)), "with the end": iotest.DataErrReader(strings.NewReader(test.csv)),
		} {
			list, problems := emailsIn(r)
			if got := strings.Join(list, " "); got != test.emails {
				t.Errorf("%.40q, %s: emails %q, want %q", test.csv, name, got, test.emails)
			}
			if got := strings.Join(problems, "\n"); got != test.problems {
				t.Errorf("%.40q, %s: problems\n%s\nwant\n%s", test.csv, name, got, test.problems)
			}
		}
	}
}

func TestReadRosterLong(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("id,email\n")
	var want []string
	for i := range 20_000 {
		email := strings.Repeat("u", i%50) + "@x.com"
		want = append(want, email)
		csv.WriteString("1," + email + "\n")
	}
	for _, text := range []string{csv.String(), zipped(csv.String())} {
		list, problems := emailsIn(strings.NewReader(text))
		if !slices.Equal(list, want) || problems != nil {
			t.Errorf("%d emails of %d, %v", len(list), len(want), problems)
		}
	}
}

func TestReadRosterFails(t *testing.T) {
	broken := errors.New("the cable is cut")
	for name, r := range map[string]io.Reader{
		"at once": iotest.ErrReader(broken), "later": io.MultiReader(strings.NewReader("email\nada@x.com\n"), iotest.ErrReader(broken)),
		"nil": nil, "cut off": strings.NewReader(zipped("email\nada@x.com\n")[:20]),
	} {
		var last error
		for _, err := range useractivity.ReadRoster(r) {
			last = err
		}
		var stream *flowtrail.StreamError
		if !errors.As(last, &stream) || (name == "at once" || name == "later") && !errors.Is(last, broken) {
			t.Errorf("%s: %v", name, last)
		}
	}
	for email := range useractivity.ReadRoster(strings.NewReader("email\na@x.com\nb@x.com\n")) {
		if email != "a@x.com" {
			t.Errorf("%s after break", email)
		}
		break
	}
}

func TestRosterReadCSV(t *testing.T) {
	var roster useractivity.Roster
	err := roster.ReadCSV(strings.NewReader("email\nbob@x.com\n,\nAda@x.com\nada@x.com\n"))
	var invalid *useractivity.InvalidRecordsError
	if !errors.As(err, &invalid) || invalid.Count != 1 {
		t.Errorf("%v, want one invalid row", err)
	}
	diff(t, "emails", slices.Collect(roster.Emails()), []string{"Ada@x.com", "bob@x.com"})
}

// change returns an event of the audit log about a user.
func change(action auditlog.Action, minutes int, id, email string) *auditlog.Event {
	user := &auditlog.User{Identity: auditlog.Identity{Version: "1.0", Type: auditlog.TargetUser, ID: id, Name: "Jane Doe"}}
	if email != "" {
		user.Email = flowtrail.Some(email)
	}
	return &auditlog.Event{Version: 1, Time: noon.Add(time.Duration(minutes) * time.Minute), Action: action, Targets: []auditlog.Target{user}}
}

const (
	create = auditlog.ActionCreate
	edit   = auditlog.ActionEdit
	remove = auditlog.ActionDelete
)

func TestRosterFromAuditLog(t *testing.T) {
	group := &auditlog.Event{Time: noon, Action: create, Targets: []auditlog.Target{&auditlog.Group{}, &auditlog.OtherTarget{}, (*auditlog.User)(nil)}}
	several := change(create, 0, "1", "a@x.com")
	several.Targets = append(several.Targets, change(create, 0, "2", "b@x.com").Targets...)
	for name, test := range map[string]struct {
		events []*auditlog.Event
		want   string // emails, joined by spaces
	}{
		"created":                   {[]*auditlog.Event{change(create, 0, "1", "a@x.com")}, "a@x.com"},
		"several targets":           {[]*auditlog.Event{several}, "a@x.com b@x.com"},
		"deleted":                   {[]*auditlog.Event{several, change(remove, 1, "1", "a@x.com")}, "b@x.com"},
		"deleted without email":     {[]*auditlog.Event{several, change(remove, 1, "1", "")}, "b@x.com"},
		"deleted at the same time":  {[]*auditlog.Event{several, change(remove, 0, "1", "a@x.com"), change(edit, 0, "1", "a@x.com")}, "b@x.com"},
		"created again":             {[]*auditlog.Event{several, change(remove, 1, "1", "a@x.com"), change(create, 2, "3", "a@x.com")}, "a@x.com b@x.com"},
		"restored":                  {[]*auditlog.Event{change(remove, 1, "1", "a@x.com"), change(create, 2, "1", "")}, "a@x.com"},
		"renamed":                   {[]*auditlog.Event{several, change(edit, 1, "1", "c@x.com"), change(edit, 2, "1", "")}, "b@x.com c@x.com"},
		"created before the log":    {[]*auditlog.Event{change(edit, 0, "1", "a@x.com"), change("connect", 0, "2", "b@x.com")}, "a@x.com"},
		"deleted only":              {[]*auditlog.Event{change(remove, 0, "1", "a@x.com")}, ""},
		"two of one email":          {[]*auditlog.Event{change(create, 0, "1", "a@x.com"), change(create, 1, "2", "A@x.com"), change(remove, 2, "1", "")}, "A@x.com"},
		"without id":                {[]*auditlog.Event{change(create, 0, "", "a@x.com"), change(create, 0, "", "b@x.com"), change(remove, 1, "", "A@x.com")}, "b@x.com"},
		"white space":               {[]*auditlog.Event{change(create, 0, "1", " a@x.com ")}, "a@x.com"},
		"other targets and actions": {[]*auditlog.Event{group, change("reset", 0, "1", "a@x.com")}, ""},
	} {
		rnd := rand.New(rand.NewPCG(1, 2))
		for range 5 { // in any order, in one roster or two
			rnd.Shuffle(len(test.events), func(i, j int) { test.events[i], test.events[j] = test.events[j], test.events[i] })
			var roster, other useractivity.Roster
			for _, e := range test.events {
				for _, r := range []*useractivity.Roster{&roster, &other}[rnd.IntN(2):] {
					r.AddEvent(e)
				}
			}
			roster.Merge(&other)
			if got := strings.Join(slices.Collect(roster.Emails()), " "); got != test.want {
				t.Errorf("%s: %q, want %q", name, got, test.want)
			}
		}
	}
}

func TestRosterMerge(t *testing.T) {
	var roster useractivity.Roster
	roster.AddEvent(change(create, 0, "1", "a@x.com"))
	other := rosterOf("b@x.com", "A@x.com")
	other.AddEvent(change(remove, 1, "1", "a@x.com"))
	roster.Merge(other)
	roster.Merge(new(useractivity.Roster))
	diff(t, "emails", slices.Collect(roster.Emails()), []string{"A@x.com", "b@x.com"}) // who was added stays, whatever the log says
	diff(t, "emails of other", slices.Collect(other.Emails()), []string{"A@x.com", "b@x.com"})
}

func TestRosterWithoutEmail(t *testing.T) {
	var roster useractivity.Roster
	for _, e := range []*auditlog.Event{change(create, 0, "1", ""), change(create, 0, "2", ""), change(remove, 1, "2", ""), change(create, 0, "3", "a@x.com"), change(create, 0, "4", " ")} {
		roster.AddEvent(e)
	}
	if n := roster.WithoutEmail(); n != 2 {
		t.Errorf("%d users without an email, want 2", n)
	}
	diff(t, "emails", slices.Collect(roster.Emails()), []string{"a@x.com"})
}

func TestRosterUntil(t *testing.T) {
	asOf := noon.Add(time.Minute)
	events := []*auditlog.Event{change(create, 0, "1", "a@x.com"), change(remove, 1, "1", "a@x.com"), change(create, 1, "2", "b@x.com")}
	var roster useractivity.Roster
	if err := roster.Until(asOf); err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		roster.AddEvent(e)
	}
	diff(t, "inactive", inactive(t, accumulate(), &roster, asOf), []string{"a@x.com,"})

	var late useractivity.Roster
	for _, e := range events {
		late.AddEvent(e)
	}
	if err := late.Until(asOf); !errors.Is(err, useractivity.ErrWindow) {
		t.Errorf("%v, want ErrWindow", err)
	}
	if err := late.Until(asOf.Add(1)); err != nil {
		t.Error(err)
	}
	if err := late.Until(forever); err != nil {
		t.Error(err)
	}
	for _, err := range accumulate().Inactive(&late, asOf) {
		if !errors.Is(err, useractivity.ErrWindow) {
			t.Errorf("%v, want ErrWindow", err)
		}
	}
	diff(t, "inactive", inactive(t, accumulate(), &late, asOf.Add(1)), []string{"b@x.com,"})
}

func TestRosterAddEvents(t *testing.T) {
	var roster useractivity.Roster
	const text = `{"version": "1", "time": "2021-08-15T14:30Z", "actor": {"type": "User", "id": "unique-id"}, "action": "create", "targets": [` +
		`{"version": "1", "type": "user", "id": "unique-id", "name": "Jane Doe", "email": "janedoe@twindemo.com", "isAdmin": false, "isActive": true}]}`
	err := roster.AddEvents(auditlog.JSON.Read(strings.NewReader(text + "\n{}\n")))
	var invalid *useractivity.InvalidRecordsError
	if !errors.As(err, &invalid) || invalid.Count != 1 {
		t.Errorf("%v, want one invalid record", err)
	}
	diff(t, "emails", slices.Collect(roster.Emails()), []string{"janedoe@twindemo.com"})
}

// TestRosterKeepsNoText checks that a roster copies what it keeps, so that memory which is read into can be used again.
func TestRosterKeepsNoText(t *testing.T) {
	var acc useractivity.Accumulator
	acc.Add(closed("a@x.com", func(e *networkevent.Event) { e.Time = noon }))
	var roster useractivity.Roster
	reader := auditlog.JSON.NewReader(strings.NewReader(strings.Join([]string{
		`{"version":1,"time":"2025-07-25T10:00:00.000001+00:00","action":"create","targets":[{"version":"1.0","type":"User","name":"A","id":"VXNlcjox","email":"a@x.com"}],"actor":{"type":"API","id":"x"}}`,
		`{"version":1,"time":"2025-07-25T10:00:01.000001+00:00","action":"create","targets":[{"version":"1.0","type":"User","name":"B","id":"VXNlcjoy","email":"b@x.com"}],"actor":{"type":"API","id":"x"}}`,
	}, "\n")))
	var event auditlog.Event
	for err := range reader.Into(&event) {
		if err != nil {
			t.Fatal(err)
		}
		roster.AddEvent(&event)
	}
	diff(t, "inactive", inactive(t, &acc, &roster, noon.Add(day)), []string{"b@x.com,"})
}
